// Every command of every operator, refused ones included.
import type { List, Step } from '../edge/types.ts';
import { instantText, positionText } from '../format.ts';
import { t, type Key } from '../i18n/index.ts';
import { Badge } from '../parts/badge.tsx';
import { Card, Title } from '../parts/card.tsx';
import { stepText } from '../parts/events.ts';
import { Filter, setFilter } from '../parts/filter.tsx';
import { Pages } from '../parts/rows_table.tsx';
import { Empty, Loaded } from '../parts/states.tsx';
import { Thing } from '../parts/thing.tsx';
import { adjust, href, param } from '../state/location.ts';
import { useResource } from '../state/resource.ts';
import { commandInfo, commandLabel, refusalLabel, say } from '../state/schema.ts';

function AuditLine({ step }: { step: Step }) {
  const stream = step.stream ?? step.streams?.[0] ?? step.events[0]?.stream ?? '';
  return (
    <tr>
      <td class="mono">
        <a class="link" href={href(window.location.pathname, { as_of: step.position })}>
          {positionText(step.position)}
        </a>
      </td>
      <td class="mono">{instantText(step.recorded_at)}</td>
      <td>{step.operator_name || step.operator || t('system_actor')}</td>
      <td>{commandLabel(step.command)}</td>
      <td>
        <Badge
          name={step.accepted ? 'done' : 'refused'}
          text={t(step.accepted ? 'accepted' : 'refused')}
        />
      </td>
      <td class="wraps">
        <Thing stream={stream} />
      </td>
      <td class="wraps">
        {step.accepted
          ? stepText(step, stream)
          : step.refusal
            ? refusalLabel(step.refusal.code, step.refusal.title)
            : ''}
      </td>
    </tr>
  );
}

export function Audit() {
  const names = ['operator', 'stream', 'command', 'outcome', 'cursor'];
  const params = Object.fromEntries(names.map((name) => [name, param(name)]));
  const steps = useResource<List<Step>>(
    '/v1/audit',
    { ...params, limit: 50 },
    { topic: 'position' },
  );
  return (
    <>
      <Title title={t('audit')} note={t('audit_note')} />
      <Card>
        <div class="filters">
          <Filter name="operator" label="operator" />
          <Filter name="stream" label="stream" />
          <select
            name="outcome"
            aria-label={t('outcome')}
            value={params.outcome}
            onChange={setFilter('outcome')}
          >
            <option value="">{t('every_outcome')}</option>
            <option value="accepted">{t('accepted')}</option>
            <option value="refused">{t('refused')}</option>
          </select>
          {params.command && (
            <button onClick={() => adjust({ command: null })}>
              {say(commandInfo(params.command)?.label, params.command)} ✕
            </button>
          )}
        </div>
        <Loaded from={steps}>
          {(list) =>
            list.items.length === 0 ? (
              <Empty />
            ) : (
              <>
                <div class="table-frame" role="region" tabIndex={0} aria-label={t('audit')}>
                  <table class="rows">
                    <thead>
                      <tr>
                        {(
                          [
                            'position',
                            'recorded_time',
                            'operator',
                            'command',
                            'outcome',
                            'stream',
                            'content',
                          ] as Key[]
                        ).map((name) => (
                          <th key={name} scope="col">
                            {t(name)}
                          </th>
                        ))}
                      </tr>
                    </thead>
                    <tbody>
                      {list.items.map((step) => (
                        <AuditLine key={step.position} step={step} />
                      ))}
                    </tbody>
                  </table>
                </div>
                <Pages
                  next={list.next_cursor}
                  cursor={params.cursor ?? ''}
                  turn={(cursor) => adjust({ cursor })}
                />
              </>
            )
          }
        </Loaded>
      </Card>
    </>
  );
}
