// What one step changed, and what it was decided on.
import type { FieldInfo, Row, Step } from '../edge/types.ts';
import { instantText, listText, positionText, valueText } from '../format.ts';
import { t } from '../i18n/index.ts';
import { Card } from '../parts/card.tsx';
import { Differences, momentText, pairOfMoments, type Difference } from '../parts/differences.tsx';
import { Empty, Failed, Loading } from '../parts/states.tsx';
import { thingText } from '../state/ids.ts';
import { language } from '../state/preferences.ts';
import { useResource, type Resource } from '../state/resource.ts';
import {
  commandLabel,
  fieldsOf,
  eventLabel,
  enumLabel,
  fieldLabel,
  fieldOf,
  flat,
  refusalLabel,
  structFields,
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

interface Fact {
  name: string;
  text: string;
  coded?: boolean; // numbers and technical names
}

// What a step was decided on, and by whom it was asked; of a refused one, why.
export function StepReasons({ step }: { step: Step }) {
  const who = [
    step.operator_name || step.operator || t('system_actor'),
    step.role ? enumLabel('role', step.role) : '',
  ];
  const { refusal, business_at, seen_position, cause } = step;
  const facts: (Fact | false)[] = [
    { name: t('command'), text: commandLabel(step.command) },
    { name: t('by'), text: who.filter(Boolean).join(' · ') },
    !!refusal && { name: t('refused'), text: refusalLabel(refusal.code, refusal.title) },
    // The engine's own words are English.
    !!refusal?.detail && language.value === 'en' && { name: t('content'), text: refusal.detail },
    { name: t('recorded_time'), text: instantText(step.recorded_at) },
    !!business_at && { name: t('business_time'), text: instantText(business_at) },
    !!seen_position && {
      name: t('seen_position'),
      text: positionText(seen_position),
      coded: true,
    },
    !!cause && { name: t('cause'), text: cause, coded: true },
    step.accepted && {
      name: t('events'),
      text: listText(step.events.map((event) => eventLabel(event.type))) || '—',
    },
    { name: t('relied_on'), text: listText((step.streams ?? []).map(thingText)) || '—' },
  ];
  return (
    <Card
      class="w12"
      title={t(step.accepted ? 'step_reasons' : 'step_refused')}
      note={t('step_reasons_note')}
    >
      <dl class="facts">
        {facts
          .filter((fact) => fact !== false)
          .map(({ name, text, coded }) => [
            <dt key={name}>{name}</dt>,
            <dd key={`${name}=`} class={coded ? 'mono' : ''}>
              {text}
            </dd>,
          ])}
      </dl>
    </Card>
  );
}
