// Intake, all commands of the operator's duties, and the state of the engine.
import type { Row } from '../edge/types.ts';
import { CommandForm } from '../forms/command_form.tsx';
import { CommandButton } from '../forms/command_dialog.tsx';
import { positionText } from '../format.ts';
import { t } from '../i18n/index.ts';
import { Card, Title } from '../parts/card.tsx';
import { columnsOf, RowsTable } from '../parts/rows_table.tsx';
import { Empty, Loaded, Loading } from '../parts/states.tsx';
import { go, href } from '../state/location.ts';
import { useResource } from '../state/resource.ts';
import { commandInfo, rowInfo, say, schema } from '../state/schema.ts';
import { may, session } from '../state/session.ts';
import { shown } from '../state/time.ts';

export function Intake() {
  const info = commandInfo('register_work_order');
  return (
    <>
      <Title title={t('intake')} note={t('intake_note')} />
      <div class="columns">
        <Card class="w8">
          {!info ? <Loading /> : !may(info.name) ? <Empty>{t('not_your_duty')}</Empty> : (
            <CommandForm info={info} done={(answer) => {
              const order = answer.events.find((event) => event.stream.startsWith('work_order/'));
              if (order) go(href(`/orders/${encodeURIComponent(order.stream.slice(11))}`));
            }} />
          )}
        </Card>
      </div>
    </>
  );
}

// Sent by the edge itself when one signs out, sets a password or exports.
const by_the_edge = new Set(['sign_out', 'change_password', 'record_export']);

export function Commands() {
  const mine = (schema.value?.commands ?? []).filter((info) => may(info.name) && !by_the_edge.has(info.name));
  const streams = [...new Set(mine.map((info) => info.stream))];
  return (
    <>
      <Title title={t('commands')} note={t('commands_note')} />
      {mine.length === 0 && <Empty>{t('not_your_duty')}</Empty>}
      <div class="commands">
        {streams.map((stream) => (
          <Card key={stream} title={say((schema.value?.states ?? []).find((info) => info.stream === stream)?.label ?? rowInfo(stream)?.label, stream)} note={stream}>
            <div class="buttons">
              {mine.filter((info) => info.stream === stream).map((info) => <CommandButton key={info.name} name={info.name} done={() => {}} />)}
            </div>
          </Card>
        ))}
      </div>
    </>
  );
}

export function System() {
  const projections = useResource<{ items: Row[] }>('/v1/projections', {}, { timeless: true });
  return (
    <>
      <Title title={t('system')} note={t('system_note')} />
      <div class="columns">
        <Card class="w8" title={t('projections')} note={shown.value ? positionText(shown.value.position) : undefined}>
          <Loaded from={projections}>{(list) => <RowsTable items={list.items} columns={columnsOf(list.items)} caption={t('projections')} />}</Loaded>
        </Card>
        <Card class="w4" title={t('you')}>
          <dl class="facts">
            <dt>{t('operator')}</dt><dd class="mono">{session.value?.operator}</dd>
            <dt>{t('tenant')}</dt><dd class="mono">{session.value?.tenant}</dd>
            <dt>{t('scope')}</dt><dd>{session.value?.all_outlets ? t('all_outlets') : session.value?.outlet}</dd>
          </dl>
        </Card>
      </div>
    </>
  );
}
