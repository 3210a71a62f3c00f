// The plan of a day: who could go where, found by the machine; taken line by line.
import { useEffect, useState } from 'preact/hooks';
import { command, Problem } from '../edge/client.ts';
import type { CommandAnswer, List, Row } from '../edge/types.ts';
import { minuteText } from '../format.ts';
import { newKey } from '../forms/use_send.ts';
import { learn, t } from '../i18n/index.ts';
import { planning } from '../i18n/planning.ts';
import { Badge } from '../parts/badge.tsx';
import { Card, Title } from '../parts/card.tsx';
import { Link } from '../parts/link.tsx';
import { Empty, Failed, Loading } from '../parts/states.tsx';
import { valueIn } from '../state/lists.ts';
import { outlet as chosenOutlet } from '../state/location.ts';
import { named } from '../state/names.ts';
import { useResource } from '../state/resource.ts';
import { commandInfo, enumLabel, flat } from '../state/schema.ts';
import { isPast } from '../state/time.ts';
import '../styles/planning.css';

learn(planning);

const orders_max = 100;
const technicians_max = 50;
const day_ms = 24 * 3600 * 1000;
const usual_minutes = 90;

const dayFromNow = (days: number): string =>
  new Date(Date.now() + 8 * 3600 * 1000 + days * day_ms).toISOString().slice(0, 10);
const idsOf = (list: List<Row> | undefined): string[] =>
  (list?.items ?? []).map((item) => String(valueIn(item, 'id')));
const km = (metres: unknown): string => (Number(metres ?? 0) / 1000).toFixed(1);

interface Line {
  line: number;
  status: string;
  order: string;
  technician: string;
  starts_at: string;
  ends_at: string;
  metres: number;
}

async function sent(name: string, body: Row): Promise<CommandAnswer> {
  const info = commandInfo(name);
  if (!info) throw new Problem(0, { code: 'network' });
  return (await command<CommandAnswer>(info.route, body, newKey())).data;
}

function PlanLine({
  line,
  busy,
  problem,
  accept,
}: {
  line: Line;
  busy: boolean;
  problem: Problem | undefined;
  accept: () => void;
}) {
  return (
    <li data-line={line.line}>
      <b>{named('technician', line.technician)}</b>
      <span class="mono">
        {minuteText(line.starts_at)}–{minuteText(line.ends_at).slice(6)}
      </span>
      <Link class="link mono" to={`/orders/${encodeURIComponent(line.order)}`}>
        {line.order}
      </Link>
      <span class="muted">
        {t('plan_way')} {km(line.metres)} km
      </span>
      {line.status === 'proposed' ? (
        <button
          disabled={busy || isPast.value}
          data-command="accept_proposal_line"
          onClick={accept}
        >
          {t('plan_accept')}
        </button>
      ) : (
        <Badge name={line.status} text={enumLabel('proposal_line_status', line.status)} />
      )}
      {problem && <Failed problem={problem} />}
    </li>
  );
}

function Unplaced({ order }: { order: string }) {
  return (
    <li class="unplaced">
      <b>{t('plan_unplaced')}</b>
      <Link class="link mono" to={`/orders/${encodeURIComponent(order)}`}>
        {order}
      </Link>
    </li>
  );
}

// Lines are taken one after another: each is decided on what the one before it left.
function useAccept(id: string, done: () => void) {
  const [problems, setProblems] = useState<Record<number, Problem>>({});
  const [busy, setBusy] = useState(false);
  const accept = async (which: Line[]): Promise<void> => {
    setBusy(true);
    for (const { line } of which) {
      try {
        await sent('accept_proposal_line', { proposal: id, line });
        setProblems(({ [line]: _, ...others }) => others);
      } catch (failed) {
        if (!(failed instanceof Problem)) throw failed;
        setProblems((before) => ({ ...before, [line]: failed }));
      }
    }
    done();
    setBusy(false);
  };
  return { problems, busy, accept };
}

function Found({ id }: { id: string }) {
  const path = `/v1/schedule_proposals/${encodeURIComponent(id)}`;
  const card = useResource<{ item: Row }>(path, {}, { topic: 'orders' });
  const { problems, busy, accept } = useAccept(id, card.reload);
  if (card.problem) return <Failed problem={card.problem} again={card.reload} />;
  if (!card.data) return <Loading />;
  const found = flat(card.data.item);
  const lines = (found.lines ?? []) as Line[];
  const unplaced = (found.unplaced ?? []) as string[];
  const waiting = lines.filter((line) => line.status === 'proposed');
  const note = t('plan_found', {
    placed: lines.length,
    unplaced: unplaced.length,
    km: km(found.metres),
    greedy: km(found.metres_greedy),
  });
  const all = waiting.length > 0 && (
    <button disabled={busy || isPast.value} onClick={() => void accept(waiting)}>
      {t('plan_accept_all')}
    </button>
  );
  const to = `/lists/schedule_proposals/${encodeURIComponent(id)}`;
  return (
    <Card class="w12" title={<Link to={to}>{id}</Link>} note={note} end={all}>
      <ul class="plan-lines">
        {lines.map((line) => (
          <PlanLine
            key={line.line}
            line={line}
            busy={busy}
            problem={problems[line.line]}
            accept={() => void accept([line])}
          />
        ))}
        {unplaced.map((order) => (
          <Unplaced key={order} order={order} />
        ))}
      </ul>
      {lines.length + unplaced.length === 0 && <Empty />}
    </Card>
  );
}

interface Asked {
  outlet: string;
  day: string;
  minutes: number;
}

function AskedFields({ asked, change }: { asked: Asked; change: (to: Partial<Asked>) => void }) {
  const outlets = useResource<List<Row>>('/v1/outlets', { limit: 200, outlet: '' });
  const ids = idsOf(outlets.data);
  const only = ids.length === 1 && !asked.outlet ? ids[0] : undefined;
  useEffect(() => {
    if (only) change({ outlet: only });
  }, [only]);
  return (
    <>
      <label>
        {t('plan_outlet')}
        <select
          name="outlet"
          value={asked.outlet}
          onChange={(event) => change({ outlet: event.currentTarget.value })}
        >
          <option value="" />
          {ids.map((id) => (
            <option key={id} value={id}>
              {named('outlet', id)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('plan_day')}
        <input
          type="date"
          name="day"
          value={asked.day}
          min={dayFromNow(0)}
          onInput={(event) => change({ day: event.currentTarget.value })}
        />
      </label>
      <label>
        {t('plan_minutes')}
        <input
          type="number"
          name="minutes"
          min={15}
          max={720}
          value={asked.minutes}
          onInput={(event) => change({ minutes: Number(event.currentTarget.value) })}
        />
      </label>
    </>
  );
}

// What waits at the outlet, and who is there; not what lies below it.
function useTray(outlet: string): { orders: string[]; technicians: string[] } {
  const orders = useResource<List<Row>>(
    outlet ? '/v1/work_orders' : null,
    // Before an appointment is agreed, and beside a third party, nobody is sent.
    { outlet, status: 'assigned', waits_for: 'none', limit: orders_max },
    { topic: 'orders' },
  );
  const technicians = useResource<List<Row>>(outlet ? '/v1/technicians' : null, {
    outlet,
    status: 'active',
    limit: technicians_max,
  });
  const own = (list: List<Row> | undefined): List<Row> | undefined =>
    list && { ...list, items: list.items.filter((one) => valueIn(one, 'outlet') === outlet) };
  return { orders: idsOf(own(orders.data)), technicians: idsOf(own(technicians.data)) };
}

export default function Plan() {
  const [asked, setAsked] = useState<Asked>({
    outlet: chosenOutlet.peek() ?? '',
    day: dayFromNow(1),
    minutes: usual_minutes,
  });
  const [found, setFound] = useState('');
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const tray = useTray(asked.outlet);
  const propose = async (): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    try {
      const answer = await sent('propose_schedule', { ...asked, ...tray });
      const made = answer.streams.find(({ stream }) => stream.startsWith('schedule_proposal/'));
      setFound(made?.stream.split('/')[1] ?? '');
    } catch (failed) {
      if (!(failed instanceof Problem)) throw failed;
      setProblem(failed);
    } finally {
      setBusy(false);
    }
  };
  const nothing = tray.orders.length === 0 || tray.technicians.length === 0;
  return (
    <div>
      <Title title={t('plan_title')} note={t('plan_note')} />
      <form
        class="plan-asked"
        onSubmit={(event) => {
          event.preventDefault();
          void propose();
        }}
      >
        <AskedFields asked={asked} change={(to) => setAsked({ ...asked, ...to })} />
        <button
          class="primary"
          data-command="propose_schedule"
          disabled={busy || isPast.value || nothing}
        >
          {t('plan_find')}
        </button>
        {asked.outlet && (
          <span class="muted">
            {t('plan_waiting', {
              orders: tray.orders.length,
              technicians: tray.technicians.length,
            })}
          </span>
        )}
      </form>
      {problem && <Failed problem={problem} />}
      <div class="columns">{found && <Found key={found} id={found} />}</div>
    </div>
  );
}
