// Where else one goes from a thing: what is no list of its own.
import type { Row } from '../edge/types.ts';
import { learn, t } from '../i18n/index.ts';
import { visits } from '../i18n/visits.ts';
import { commandLabel } from '../state/schema.ts';
import { hasRole, may } from '../state/session.ts';
import { isPast } from '../state/time.ts';
import { Link } from './link.tsx';
import { queryPath } from './saved_queries.tsx';

learn(visits);

interface Way {
  to: string;
  text: string;
  primary?: boolean; // what one mostly opens this card for
}

// A call about a known machine or customer: the form knows the rest.
const intakeAbout =
  (name: string) =>
  (item: Row): Way | undefined =>
    may('register_work_order') && !isPast.value
      ? {
          // Of one that was merged: the one who stands for him.
          to: `/intake?${name}=${encodeURIComponent(String(item.merged_into || item.id))}`,
          text: commandLabel('register_work_order'),
          primary: true,
        }
      : undefined;

// Where else one goes from here: what is no list of its own.
const ways: Record<string, (item: Row) => Way | undefined> = {
  assets: intakeAbout('asset'),
  customers: intakeAbout('customer'),
  fault_reports: (item) => ({
    to: `/fault_reports/${encodeURIComponent(String(item.id))}`,
    text: t('report_paper'),
    primary: true,
  }),
  // What he wrote or says becomes an order, or ends without one.
  interactions: (item) =>
    ['open', 'routed'].includes(String(item.status))
      ? intakeAbout('interaction')(item)
      : undefined,
  operators: (item) =>
    hasRole('administrator') && !isPast.value
      ? { to: `/system?operator=${encodeURIComponent(String(item.id))}`, text: t('invite') }
      : undefined,
  saved_queries: (item) => ({ to: queryPath(item), text: t('open_query') }),
  stock_items: (item) => ({
    to: `/inventory/${[item.warehouse, item.part, item.condition]
      .map((part) => encodeURIComponent(String(part)))
      .join('/')}`,
    text: t('ledger'),
  }),
  wage_sheets: (item) => ({
    to: `/lists/wage_lines?${new URLSearchParams({
      technician: String(item.technician),
      period: String(item.period),
    }).toString()}`,
    text: t('wage_lines'),
  }),
};

// Beside that: what is read or printed of it.
const sheets: Record<string, (item: Row) => Way> = {
  assets: (item) => ({
    to: `/machines?serial=${encodeURIComponent(String(item.serial))}`,
    text: t('asset_sheet'),
  }),
};

export function Ways({ list, item }: { list: string; item: Row }) {
  const way = ways[list]?.(item);
  const sheet = sheets[list]?.(item);
  return (
    <>
      {way && (
        <Link class={way.primary ? 'button primary' : 'button'} to={way.to}>
          {way.text}
        </Link>
      )}
      {sheet && (
        <Link class="button" to={sheet.to}>
          {sheet.text}
        </Link>
      )}
    </>
  );
}
