// What the cards of customers and machines share: figures, names that lead somewhere, days that are
// due.
import type { ComponentChildren } from 'preact';
import type { CardAnswer, Names, Relation, Row } from '../edge/types.ts';
import { day_ms, dayText } from '../format.ts';
import { t } from '../i18n/index.ts';
import { Badge } from '../parts/badge.tsx';
import { Link } from '../parts/link.tsx';
import { nameIn, thingPath } from '../state/lists.ts';
import { shown } from '../state/time.ts';
import '../styles/cards.css';

export const textOf = (row: Row, name: string): string =>
  typeof row[name] === 'string' ? (row[name] as string) : '';
export const rowsOf = (row: Row, name: string): Row[] =>
  Array.isArray(row[name]) ? (row[name] as Row[]) : [];

// The day at the moment in view.
export const today = (): string =>
  dayText(shown.value?.recorded_at ?? new Date().toISOString());

const daysUntil = (day: string): number =>
  Math.round((Date.parse(day) - Date.parse(today())) / day_ms);

export const relationOf = (card: CardAnswer, list: string): Relation | undefined =>
  card.relations?.find((one) => one.list === list);

// What has a name, else its number; a link for who may see it.
export function Named({ kind, id, names }: { kind: string; id: string; names: Names }) {
  if (!id) return <>—</>;
  const path = thingPath(kind, id);
  const name = <bdi>{nameIn(names, kind, id) || id}</bdi>;
  return path ? (
    <Link class="link" to={path}>
      {name}
    </Link>
  ) : (
    name
  );
}

export function Figure({
  label,
  value,
  note,
  to,
  tone = 'slate',
}: {
  label: string;
  value: ComponentChildren;
  note?: string | undefined;
  to?: string | undefined;
  tone?: string;
}) {
  const inside = (
    <>
      <small>{label}</small>
      <b>{value}</b>
      {note && <small>{note}</small>}
    </>
  );
  return (
    <li>
      {to ? (
        <Link class={`figure tone-${tone}`} to={to}>
          {inside}
        </Link>
      ) : (
        <span class={`figure tone-${tone}`}>{inside}</span>
      )}
    </li>
  );
}

// The last day of the warranty is within it.
export function WarrantyBadge({ until }: { until: string }) {
  const [tone, key] = !until
    ? (['amber', 'card_warranty_unproven'] as const)
    : until >= today()
      ? (['green', 'card_warranty_in'] as const)
      : (['slate', 'card_warranty_out'] as const);
  return <Badge small tone={tone} name={key} text={t(key)} />;
}

// A day, and how far it is; what is over stands out where it should have been done.
export function Due({ day, done = false }: { day: string; done?: boolean }) {
  const days = daysUntil(day);
  const text =
    days === 0
      ? t('card_today')
      : t(days < 0 ? 'card_late' : 'card_in_days', { n: Math.abs(days) });
  return (
    <>
      <span class="mono">{day}</span>{' '}
      <span class={days < 0 && !done ? 'red' : 'muted'}>{text}</span>
    </>
  );
}

export function Table({
  label,
  test,
  heads,
  children,
}: {
  label: string;
  test?: string;
  heads: string[];
  children: ComponentChildren;
}) {
  return (
    <div class="table-frame" role="region" tabIndex={0} aria-label={label}>
      <table class="card-table" data-test={test}>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
