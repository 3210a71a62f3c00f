// What one step changed, and what it was decided on.
import type { Row, Step } from '../edge/types.ts';
import { instantText, listText, positionText, valueText } from '../format.ts';
import { t } from '../i18n/index.ts';
import { Card } from '../parts/card.tsx';
import { Loading } from '../parts/states.tsx';
import { useResource } from '../state/resource.ts';
import {
  commandLabel,
  fieldsOf,
  eventLabel,
  enumLabel,
  fieldLabel,
  fieldOf,
  flat,
} from '../state/schema.ts';

interface OrderAnswer {
  order: Row;
  version: string;
}

// Bookkeeping of the read model that changes with every step.
const noise = new Set(['version', 'last_position', 'first_position', 'changed_at']);

export function StepChange({ id, step, first }: { id: string; step: Step; first: boolean }) {
  const position = BigInt(step.position);
  const path = `/v1/orders/${encodeURIComponent(id)}`;
  const before = useResource<OrderAnswer>(
    first ? null : path,
    {},
    { moment: (position - 1n).toString() },
  );
  const after = useResource<OrderAnswer>(path, {}, { moment: step.position });
  const waiting = !after.data || (!before.data && !before.problem && !first);
  const old = before.data ? flat(before.data.order) : {};
  const now = after.data ? flat(after.data.order) : {};
  const info = fieldsOf('order_row');
  const text = (row: Row, name: string): string => valueText(row[name], fieldOf(info, name));
  const changed = Object.keys(now).filter(
    (name) =>
      !noise.has(name) &&
      JSON.stringify(old[name]) !== JSON.stringify(now[name]) &&
      text(old, name) !== text(now, name),
  );
  const names = changed.includes('status') ? changed : ['status', ...changed];
  return (
    <Card
      class="w12"
      title={t('step_changed')}
      note={t('step_changed_note', {
        before: positionText((position - 1n).toString()),
        after: positionText(step.position),
      })}
    >
      {waiting ? (
        <Loading />
      ) : (
        <table class="rows diff">
          <thead>
            <tr>
              <th scope="col">{t('field')}</th>
              <th scope="col">{t('before')}</th>
              <th scope="col">{t('after')}</th>
            </tr>
          </thead>
          <tbody>
            {names.map((name) => (
              <tr key={name}>
                <td>{fieldLabel(fieldOf(info, name))}</td>
                <td>{text(old, name)}</td>
                <td class={changed.includes(name) ? 'changed' : ''}>{text(now, name)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}

export function StepReasons({ step }: { step: Step }) {
  const facts: [string, string][] = [
    [t('command'), `${commandLabel(step.command)} (${step.command})`],
    [
      t('by'),
      [
        step.operator_name || step.operator || t('system_actor'),
        step.role ? enumLabel('role', step.role) : '',
      ]
        .filter(Boolean)
        .join(' · '),
    ],
    [t('recorded_time'), instantText(step.recorded_at)],
    ...(step.business_at
      ? [[t('business_time'), instantText(step.business_at)] as [string, string]]
      : []),
    ...(step.seen_position
      ? [[t('seen_position'), positionText(step.seen_position)] as [string, string]]
      : []),
    ...(step.cause ? [[t('cause'), step.cause] as [string, string]] : []),
    [t('events'), listText(step.events.map((event) => eventLabel(event.type))) || '—'],
    [t('relied_on'), listText(step.streams ?? []) || '—'],
  ];
  return (
    <Card class="w12" title={t('step_reasons')} note={t('step_reasons_note')}>
      <dl class="facts">
        {facts.map(([name, text]) => [
          <dt key={name}>{name}</dt>,
          <dd key={`${name}=`}>{text}</dd>,
        ])}
      </dl>
    </Card>
  );
}
