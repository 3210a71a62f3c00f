// Intake, and all commands of the operator's duties.
import { CommandForm } from '../forms/lazy_form.tsx';
import { CommandButton } from '../forms/command_dialog.tsx';
import { t } from '../i18n/index.ts';
import { Card, Title } from '../parts/card.tsx';
import { lazily } from '../parts/lazy.tsx';
import { Empty, Loading } from '../parts/states.tsx';
import { go, href, param } from '../state/location.ts';
import { commandInfo, isByTheEdge, rowInfo, say, schema } from '../state/schema.ts';
import { may } from '../state/session.ts';

// Where the clerk comes from a machine, a customer or a contact, the form is about that one.
const about = ['asset', 'customer', 'interaction'];

const Call = lazily(async () => (await import('../intake/intake.tsx')).IntakeScreen);

// While somebody is on the telephone; `plain`: the same command field by field, for what comes in
// another way.
export function Intake({ plain }: { plain: boolean }) {
  const info = commandInfo('register_work_order');
  const preset = Object.fromEntries(
    about.map((name) => [name, param(name)]).filter(([, id]) => id !== ''),
  ) as Record<string, string>;
  if (!info) return <Loading />;
  if (!may(info.name))
    return (
      <>
        <Title title={t('intake')} note={t('intake_note')} />
        <Empty title={t('not_your_duty')}>{t('not_your_duty_note')}</Empty>
      </>
    );
  if (!plain) return <Call key={JSON.stringify(preset)} info={info} preset={preset} />;
  return (
    <>
      <Title title={t('intake')} note={t('intake_note')} />
      <div class="columns">
        <Card class="w8">
          <CommandForm
            key={JSON.stringify(preset)}
            info={info}
            preset={preset}
            done={(answer) => {
              const order = answer.events.find((event) => event.stream.startsWith('work_order/'));
              if (order) go(href(`/orders/${encodeURIComponent(order.stream.slice(11))}`));
            }}
          />
        </Card>
      </div>
    </>
  );
}

export function Commands() {
  const mine = (schema.value?.commands ?? []).filter(
    (info) => may(info.name) && !isByTheEdge(info.name),
  );
  const streams = [...new Set(mine.map((info) => info.stream))];
  return (
    <>
      <Title title={t('commands')} note={t('commands_note')} />
      {mine.length === 0 && <Empty title={t('not_your_duty')}>{t('not_your_duty_note')}</Empty>}
      <div class="commands">
        {streams.map((stream) => (
          <Card
            key={stream}
            title={say(
              (schema.value?.states ?? []).find((info) => info.stream === stream)?.label ??
                rowInfo(stream)?.label,
              stream,
            )}
          >
            <div class="buttons">
              {mine
                .filter((info) => info.stream === stream)
                .map((info) => (
                  <CommandButton key={info.name} name={info.name} done={() => {}} />
                ))}
            </div>
          </Card>
        ))}
      </div>
    </>
  );
}
