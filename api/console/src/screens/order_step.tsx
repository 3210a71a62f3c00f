// What one step changed, and what it was decided on.
import type { FieldInfo, Row, Step } from '../edge/types.ts';
import { structFields } from '../forms/value.ts';
import { instantText, listText, positionText, valueText } from '../format.ts';
import { t } from '../i18n/index.ts';
import { Card } from '../parts/card.tsx';
import { Differences, momentText, pairOfMoments, type Difference } from '../parts/differences.tsx';
import { Empty, Failed, Loading } from '../parts/states.tsx';
import { useResource, type Resource } from '../state/resource.ts';
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

interface Leaf {
  label: string;
  text: string;
}

// A row as its single values; those of what it holds are told with the name of their holder.
function leaves(fields: FieldInfo[], row: Row, path = '', holder = ''): Map<string, Leaf> {
  const found = new Map<string, Leaf>();
  for (const [name, value] of Object.entries(row)) {
    if (noise.has(name)) continue;
    const field = fieldOf(fields, name);
    const label = holder ? `${holder} · ${fieldLabel(field)}` : fieldLabel(field);
    const inner = structFields(field.element?.struct ? field.element : field);
    if (inner.length === 0 || typeof value !== 'object' || value === null) {
      found.set(path + name, { label, text: valueText(value, field) });
      continue;
    }
    const items = Array.isArray(value) ? value : [value];
    items.forEach((item: Row, index) => {
      const which = Array.isArray(value) ? `${label} ${index + 1}` : label;
      for (const leaf of leaves(inner, item, `${path}${name}/${index}/`, which)) found.set(...leaf);
    });
  }
  return found;
}

// The values that differ between two states of an order, and its status; empty = not registered.
function differences(old: Row, now: Row): Difference[] {
  const info = fieldsOf('order_row');
  const [left, right] = [leaves(info, old), leaves(info, now)];
  return [...new Set([...right.keys(), ...left.keys()])]
    .map((name) => {
      const [before, after] = [left.get(name), right.get(name)];
      const texts = { before: before?.text ?? '—', after: after?.text ?? '—' };
      const label = (after ?? before)!.label;
      return { name, label, ...texts, changed: texts.before !== texts.after };
    })
    .filter((item) => item.changed || item.name === 'status');
}

const state = (from: Resource<OrderAnswer>): Row => (from.data ? flat(from.data.order) : {});
const absent = (from: Resource<OrderAnswer>): boolean => from.problem?.status === 404;

export function StepChange({ id, step, first }: { id: string; step: Step; first: boolean }) {
  const path = `/v1/orders/${encodeURIComponent(id)}`;
  const previous = (BigInt(step.position) - 1n).toString();
  const before = useResource<OrderAnswer>(first ? null : path, {}, { moment: previous });
  const after = useResource<OrderAnswer>(path, {}, { moment: step.position });
  return (
    <Card
      class="w12"
      title={t('step_changed')}
      note={t('step_changed_note', {
        before: positionText(previous),
        after: positionText(step.position),
      })}
    >
      {!after.data || (!before.data && !before.problem && !first) ? (
        <Loading />
      ) : (
        <Differences
          heads={[t('before'), t('after')]}
          items={differences(state(before), state(after))}
        />
      )}
    </Card>
  );
}

// The order at the moment of the bar and at the other one, the earlier on the left.
export function OrderCompared({ id }: { id: string }) {
  const [left, right] = pairOfMoments();
  const path = `/v1/orders/${encodeURIComponent(id)}`;
  const before = useResource<OrderAnswer>(path, {}, { moment: left, topic: 'orders' });
  const after = useResource<OrderAnswer>(path, {}, { moment: right, topic: 'orders' });
  const waits = [before, after].some((side) => !side.data && !side.problem);
  const failed = [before, after].find((side) => side.problem && !absent(side));
  return (
    <Card class="w12 compared" title={t('compare')} note={t('compare_note')}>
      {failed ? (
        <Failed problem={failed.problem!} again={failed.reload} />
      ) : waits ? (
        <Loading />
      ) : absent(before) && absent(after) ? (
        <Empty>{t('order_in_neither')}</Empty>
      ) : (
        <Differences
          heads={[momentText(left), momentText(right)]}
          items={differences(
            absent(before) ? {} : state(before),
            absent(after) ? {} : state(after),
          )}
        />
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
