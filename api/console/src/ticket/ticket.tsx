// The dispatch ticket of one booking, as it goes on A5 paper. Printing is a command first: the
// paper says which copy it is, and of which version of the booking.
import { useState } from 'preact/hooks';
import { command, get, Problem } from '../edge/client.ts';
import type { CommandAnswer, Row } from '../edge/types.ts';
import { clockText, dayText, instantText, valueText } from '../format.ts';
import { newKey } from '../forms/use_send.ts';
import { learn, t } from '../i18n/index.ts';
import { ticket as sentences } from '../i18n/ticket.ts';
import { Title } from '../parts/card.tsx';
import { Link } from '../parts/link.tsx';
import { Failed, Loading } from '../parts/states.tsx';
import { named } from '../state/names.ts';
import { useResource } from '../state/resource.ts';
import {
  commandInfo,
  commandLabel,
  fieldLabel,
  fieldOf,
  fieldsOf,
  flat,
} from '../state/schema.ts';
import { may } from '../state/session.ts';
import { isPast } from '../state/time.ts';
import { Qr } from './qr.tsx';
import '../styles/ticket.css';

learn(sentences);

const printable = new Set(['scheduled', 'accepted', 'traveling', 'in_progress', 'on_break']);

interface Print {
  copy: number;
  revision: number;
  document_hash: string;
  printed_at: string;
}

const facts = [
  'service_type',
  'brand',
  'category',
  'model',
  'serial',
  'fault',
  'contact',
  'phone',
  'address',
  'symptom',
];

// The day once, where both are on it: 2026-11-30 08:30–10:00.
const visitText = (from: string, until: string): string => {
  const end = `${dayText(until)} ${clockText(until).slice(0, 5)}`;
  const same = dayText(from) === dayText(until);
  return `${dayText(from)} ${clockText(from).slice(0, 5)}–${same ? end.slice(11) : end}`;
};

function Fact({
  label,
  text,
  wide,
  doubt,
}: {
  label: string;
  text: string;
  wide?: boolean;
  doubt?: string | undefined;
}) {
  return (
    <div class={wide ? 'wide' : undefined}>
      <dt>{label}</dt>
      <dd>
        {text}
        {doubt && <b data-test="ticket-doubt"> ▲ {doubt}</b>}
      </dd>
    </div>
  );
}

function Sheet({
  order,
  row,
  booking,
  print,
}: {
  order: string;
  row: Row;
  booking: Row;
  print: Print | undefined;
}) {
  const info = fieldsOf('order_row');
  const shown = (name: string): string => valueText(row[name], fieldOf(info, name));
  const copy = !print
    ? t('ticket_unprinted')
    : print.copy === 1
      ? t('ticket_copy_first')
      : t('ticket_copy_n', { n: print.copy });
  return (
    <article class="ticket" aria-label={t('ticket_title')}>
      <header>
        <div>
          <h2>{t('ticket_title')}</h2>
          <p class="mono ticket-number">{order}</p>
          <p>{named('outlet', String(row.outlet ?? ''))}</p>
        </div>
        <div class="which">
          <b data-test="ticket-copy">{copy}</b>
          <span>
            {t('ticket_version', {
              booking: String(booking.number),
              version: String(print?.revision ?? booking.revision ?? 0),
            })}
          </span>
        </div>
        <Qr text={order} label={order} />
      </header>
      <dl>
        <Fact
          label={t('technician')}
          text={named('technician', String(booking.technician ?? ''))}
        />
        <Fact
          label={t('ticket_visit')}
          text={visitText(String(booking.starts_at), String(booking.ends_at))}
        />
        {facts.map((name) => (
          <Fact
            key={name}
            label={fieldLabel(fieldOf(info, name))}
            text={shown(name)}
            wide={name === 'address' || name === 'symptom'}
            doubt={name === 'address' && !row.address_confirmed_at ? t('ticket_doubt') : undefined}
          />
        ))}
      </dl>
      <div class="blank">
        <p>{t('ticket_fault')}</p>
        <p>{t('ticket_parts')}</p>
      </div>
      <footer>
        <p>{t('ticket_customer_signs')}</p>
        <p>{t('ticket_technician_signs')}</p>
        <p>{t('ticket_done_at')}</p>
      </footer>
      {print && (
        <small class="mono">
          {t('ticket_hash')} {print.document_hash.slice(0, 32)}
        </small>
      )}
    </article>
  );
}

const bookingsOf = (row: Row): Row[] => (row.bookings ?? []) as Row[];
const printsOf = (card: { item: Row } | undefined): Print[] =>
  (card?.item ? (flat(card.item).prints ?? []) : []) as Print[];

// Counts the copy, then prints what it says. The answer is waited for: a paper without a number is
// none.
function usePrint(order: string, booking: number, printed: () => Promise<void>) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const print = async (): Promise<void> => {
    const info = commandInfo('print_dispatch_ticket');
    if (!info) return;
    setBusy(true);
    setProblem(undefined);
    try {
      await command<CommandAnswer>(info.route, { order, booking }, newKey());
      await printed();
      requestAnimationFrame(() => window.print());
    } catch (failed) {
      if (!(failed instanceof Problem)) throw failed;
      setProblem(failed);
    } finally {
      setBusy(false);
    }
  };
  return { busy, problem, print };
}

function PrintLog({ prints, booking }: { prints: Print[]; booking: Row }) {
  const last = prints.at(-1);
  if (!last) return null;
  const at = instantText(last.printed_at);
  const version = String(last.revision ?? 0);
  const outdated = Number(booking.revision ?? 0) !== Number(last.revision ?? 0);
  return (
    <p class={outdated ? 'notice warn no-print' : 'muted no-print'} data-test="ticket-log">
      {t('ticket_printed', { at, n: last.copy, version })}
      {outdated && ` · ${t('ticket_old')}`}
    </p>
  );
}

export default function Ticket({ id, number }: { id: string; number: number }) {
  const path = `/v1/orders/${encodeURIComponent(id)}`;
  const order = useResource<{ order: Row }>(path, {}, { topic: 'orders' });
  const card = useResource<{ item: Row }>(
    `/v1/dispatch_tickets/${encodeURIComponent(`${id}:${number}`)}`,
    {},
    { topic: 'orders' },
  );
  const [fresh, setFresh] = useState<Print[]>();
  const reload = async (): Promise<void> => {
    const ticket = `/v1/dispatch_tickets/${encodeURIComponent(`${id}:${number}`)}`;
    setFresh(printsOf((await get<{ item: Row }>(ticket)).data));
  };
  const { busy, problem, print } = usePrint(id, number, reload);
  if (order.problem) return <Failed problem={order.problem} again={order.reload} />;
  if (!order.data) return <Loading />;
  const row = flat(order.data.order);
  const booking = bookingsOf(row).find((one) => Number(one.number) === number);
  const back = `/orders/${encodeURIComponent(id)}`;
  if (!booking) return <Title title={t('ticket_bookings')} note={<Link to={back}>{id}</Link>} />;
  const prints = fresh ?? printsOf(card.data);
  const can =
    may('print_dispatch_ticket') && !isPast.value && printable.has(String(booking.status));
  return (
    <div>
      <Title
        title={
          <>
            {t('ticket_title')} <span class="mono">{id}</span>
          </>
        }
        note={t('ticket_note')}
      >
        <Link to={back}>{t('ticket_back')}</Link>
        <button
          class="primary"
          disabled={!can || busy}
          title={can ? t('ticket_next', { n: prints.length + 1 }) : undefined}
          data-command="print_dispatch_ticket"
          onClick={() => void print()}
        >
          {commandLabel('print_dispatch_ticket')}
        </button>
      </Title>
      {problem && <Failed problem={problem} again={() => void print()} />}
      <PrintLog prints={prints} booking={booking} />
      <Sheet order={id} row={row} booking={booking} print={prints.at(-1)} />
    </div>
  );
}
