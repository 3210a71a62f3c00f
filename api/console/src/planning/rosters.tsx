// Who is on duty in a week at an outlet: technicians by days, with their leave. One chooses hours,
// clicks where they hold, and publishes the week at once.
import { useEffect, useState } from 'preact/hooks';
import { command, Problem } from '../edge/client.ts';
import type { CommandAnswer, List, Row } from '../edge/types.ts';
import { dayText } from '../format.ts';
import { newKey } from '../forms/use_send.ts';
import { learn, t } from '../i18n/index.ts';
import { rosters as sentences } from '../i18n/rosters.ts';
import { Title } from '../parts/card.tsx';
import { Empty, Failed, Loading } from '../parts/states.tsx';
import { toast } from '../parts/toasts.tsx';
import { valueIn } from '../state/lists.ts';
import { adjust, outlet as chosenOutlet, param } from '../state/location.ts';
import { named } from '../state/names.ts';
import { language } from '../state/preferences.ts';
import { useResource } from '../state/resource.ts';
import { commandInfo, commandLabel, enumLabel } from '../state/schema.ts';
import { may } from '../state/session.ts';
import { isPast } from '../state/time.ts';
import {
  addDays,
  cellOf,
  clockOf,
  dayOf,
  hoursText,
  mondayOf,
  moved,
  shiftOf,
  stroke,
  weekFrom,
  weekOf,
  type Hours,
  type Shift,
  type Week,
} from './week.ts';
import '../styles/rosters.css';

learn(sentences);

const rows_max = 500;
const usual: Hours = { from: '08:30', until: '17:30' };

interface Leave {
  id: string;
  status: string;
  kind: string;
  technician: string;
  starts_at: string;
  ends_at: string;
}

const weekday = (day: string): string =>
  new Intl.DateTimeFormat(language.value, { weekday: 'short', timeZone: 'UTC' }).format(
    Date.parse(day),
  );

function useWeek(outlet: string, monday: string) {
  const path = (name: string): string | null => (outlet ? `/v1/${name}` : null);
  const technicians = useResource<List<Row>>(path('technicians'), {
    outlet,
    status: 'active',
    limit: 200,
  });
  const shifts = useResource<List<Row>>(
    path('shifts'),
    {
      outlet,
      status: 'published',
      'day.from': addDays(monday, -7),
      'day.until': addDays(monday, 6),
      limit: rows_max,
    },
    { topic: 'position' },
  );
  const leaves = useResource<List<Row>>(path('leaves'), {
    outlet,
    status: 'requested,approved',
    'starts_at.until': addDays(monday, 6),
    'ends_at.from': monday,
    limit: rows_max,
  });
  const own = (list: List<Row> | undefined): Row[] =>
    (list?.items ?? []).filter((one) => valueIn(one, 'outlet') === outlet);
  const all = own(shifts.data).map((one) => ({
    technician: String(valueIn(one, 'technician')),
    starts_at: String(valueIn(one, 'starts_at')),
    ends_at: String(valueIn(one, 'ends_at')),
  }));
  return {
    technicians: own(technicians.data).map((one) => String(valueIn(one, 'id'))),
    shifts: all.filter((one) => dayOf(one.starts_at) >= monday),
    before: all.filter((one) => dayOf(one.starts_at) < monday),
    leaves: own(leaves.data) as unknown as Leave[],
    loading: !technicians.data || !shifts.data,
    problem: technicians.problem ?? shifts.problem,
    again: shifts.reload,
  };
}

// His leave of that day: approved, or asked for.
const leaveOn = (leaves: Leave[], technician: string, day: string): Leave | undefined =>
  leaves.find(
    (one) =>
      one.technician === technician &&
      dayOf(one.starts_at) <= day &&
      dayOf(Date.parse(one.ends_at) - 1) >= day,
  );

function LeaveMark({ leave, day }: { leave: Leave; day: string }) {
  const begins = Date.parse(shiftOf('', day, { from: '00:00', until: '00:00' }).starts_at);
  const whole =
    Date.parse(leave.starts_at) <= begins &&
    Date.parse(leave.ends_at) >= begins + 24 * 3600 * 1000;
  return (
    <small class={leave.status === 'approved' ? 'roster-leave' : 'roster-leave asked'}>
      {enumLabel('leave_kind', leave.kind)}
      {!whole && ` ${clockOf(leave.starts_at)}–${clockOf(leave.ends_at)}`}
      {leave.status !== 'approved' && ` · ${enumLabel('leave_status', leave.status)}`}
    </small>
  );
}

interface GridProps {
  days: string[];
  today: string;
  technicians: string[];
  week: Week;
  kept: Week;
  leaves: Leave[];
  fixed: boolean;
  press: (cells: [string, string][]) => void;
}

function Cell({ who, day, at }: { who: string; day: string; at: GridProps }) {
  const shifts = at.week[cellOf(who, day)] ?? [];
  const text = shifts.map(hoursText).join(' ');
  const was = (at.kept[cellOf(who, day)] ?? []).map(hoursText).join(' ');
  const leave = leaveOn(at.leaves, who, day);
  const said = `${named('technician', who)} ${dayText(day)} ${text || t('roster_off')}`;
  return (
    <td>
      <button
        type="button"
        class={`roster-cell${text ? ' on' : ''}${text === was ? '' : ' changed'}`}
        data-cell={cellOf(who, day)}
        disabled={at.fixed || day < at.today}
        aria-pressed={text !== ''}
        aria-label={said}
        onClick={() => at.press([[who, day]])}
      >
        {text || '—'}
      </button>
      {leave && <LeaveMark leave={leave} day={day} />}
    </td>
  );
}

function Grid(at: GridProps) {
  const { days, technicians, today, fixed } = at;
  const open = days.filter((day) => day >= today);
  const onDuty = (day: string): number =>
    technicians.filter((who) => (at.week[cellOf(who, day)] ?? []).length > 0).length;
  return (
    <div
      class="card table-frame roster-frame"
      role="region"
      tabIndex={0}
      aria-label={t('roster_title')}
    >
      <table class="roster" data-test="roster">
        <thead>
          <tr>
            <th scope="col">{t('roster_technician')}</th>
            {days.map((day) => (
              <th key={day} scope="col" class={day === today ? 'today' : ''}>
                <button
                  type="button"
                  class="plain"
                  disabled={fixed || day < today}
                  title={t('roster_all_day')}
                  onClick={() => at.press(technicians.map((who) => [who, day]))}
                >
                  {weekday(day)} <span class="mono">{day.slice(5)}</span>
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {technicians.map((who) => (
            <tr key={who}>
              <th scope="row">
                <button
                  type="button"
                  class="plain"
                  disabled={fixed || open.length === 0}
                  title={t('roster_all_week')}
                  onClick={() => at.press(open.map((day) => [who, day]))}
                >
                  <bdi>{named('technician', who)}</bdi>
                </button>
              </th>
              {days.map((day) => (
                <Cell key={day} who={who} day={day} at={at} />
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('roster_on_duty')}</th>
            {days.map((day) => (
              <td key={day}>{onDuty(day)}</td>
            ))}
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

function HoursFields({ hours, change }: { hours: Hours; change: (hours: Hours) => void }) {
  return (
    <fieldset class="roster-hours">
      <legend>{t('roster_hours')}</legend>
      <input
        type="time"
        name="from"
        aria-label={t('roster_from')}
        value={hours.from}
        onInput={(event) => change({ ...hours, from: event.currentTarget.value })}
      />
      –
      <input
        type="time"
        name="until"
        aria-label={t('roster_until')}
        value={hours.until}
        onInput={(event) => change({ ...hours, until: event.currentTarget.value })}
      />
    </fieldset>
  );
}

function Steps({ monday }: { monday: string }) {
  const to = (week: string): void => adjust({ week });
  return (
    <span class="segmented">
      <button
        type="button"
        aria-label={t('roster_earlier')}
        onClick={() => to(addDays(monday, -7))}
      >
        ‹
      </button>
      <button type="button" data-test="this-week" onClick={() => to(mondayOf(dayOf(Date.now())))}>
        {dayText(monday)} – {dayText(addDays(monday, 6)).slice(5)}
      </button>
      <button type="button" aria-label={t('roster_later')} onClick={() => to(addDays(monday, 7))}>
        ›
      </button>
    </span>
  );
}

// All days of the week that are not over, as they stand on the screen.
async function publish(outlet: string, days: string[], week: Week): Promise<void> {
  const info = commandInfo('publish_roster');
  if (!info) throw new Problem(0, { code: 'network' });
  const shifts = Object.values(week)
    .flat()
    .filter((one) => days.includes(dayOf(one.starts_at)));
  const body = { outlet, from_day: days[0], until_day: days.at(-1), shifts };
  await command<CommandAnswer>(info.route, body, newKey());
}

interface ActsProps {
  hours: Hours;
  setHours: (hours: Hours) => void;
  fixed: boolean;
  copy: (() => void) | undefined; // undefined: nothing to copy, to take back, to publish
  undo: (() => void) | undefined;
  send: (() => void) | undefined;
}

function Acts({ hours, setHours, fixed, copy, undo, send }: ActsProps) {
  return (
    <div class="roster-acts">
      <HoursFields hours={hours} change={setHours} />
      <span class="muted">{t('roster_how')}</span>
      <span class="roster-send">
        <button type="button" disabled={fixed || !copy} onClick={copy}>
          {t('roster_copy')}
        </button>
        {undo && (
          <button type="button" onClick={undo}>
            {t('roster_undo')}
          </button>
        )}
        <button
          type="button"
          class="primary"
          data-command="publish_roster"
          disabled={fixed || !send}
          onClick={send}
        >
          {commandLabel('publish_roster')}
        </button>
      </span>
    </div>
  );
}

function WeekOf({ outlet, monday }: { outlet: string; monday: string }) {
  const known = useWeek(outlet, monday);
  const [hours, setHours] = useState(usual);
  const [edited, setEdited] = useState<Week | null>(null);
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  useEffect(() => setEdited(null), [outlet, monday]);
  if (known.problem) return <Failed problem={known.problem} again={known.again} />;
  if (known.loading) return <Loading />;
  if (known.technicians.length === 0) return <Empty title={t('roster_nobody')} />;
  const today = dayOf(Date.now());
  const days = weekOf(monday);
  const open = days.filter((day) => day >= today);
  const kept = weekFrom(known.shifts);
  const week = edited ?? kept;
  const fixed = isPast.value || busy || !may('publish_roster') || !hours.from || !hours.until;
  const copy = (): void => {
    const last = moved(known.before as Shift[], 7);
    setEdited({
      ...week,
      ...weekFrom(last.filter((one) => dayOf(one.starts_at) >= today)),
    });
  };
  const send = async (): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    try {
      await publish(outlet, open, week);
      toast('good', t('roster_published'));
      known.again();
      setEdited(null);
    } catch (failed) {
      if (!(failed instanceof Problem)) throw failed;
      setProblem(failed);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      {may('publish_roster') && open.length > 0 && (
        <Acts
          hours={hours}
          setHours={setHours}
          fixed={fixed}
          copy={known.before.length > 0 ? copy : undefined}
          undo={edited ? () => setEdited(null) : undefined}
          send={edited ? () => void send() : undefined}
        />
      )}
      {problem && <Failed problem={problem} />}
      <Grid
        days={days}
        today={today}
        technicians={known.technicians}
        week={week}
        kept={kept}
        leaves={known.leaves}
        fixed={fixed}
        press={(cells) => setEdited(stroke(week, cells, hours))}
      />
      {known.shifts.length === 0 && <p class="muted">{t('roster_none')}</p>}
    </>
  );
}

export default function Rosters() {
  const outlets = useResource<List<Row>>('/v1/outlets', { limit: 200, outlet: '' });
  const ids = (outlets.data?.items ?? []).map((item) => String(valueIn(item, 'id')));
  const outlet = param('at') || chosenOutlet.value || ids[0] || '';
  // On its last day a week is over: one plans the next.
  const monday = mondayOf(param('week') || addDays(dayOf(Date.now()), 1));
  return (
    <>
      <Title title={t('roster_title')} note={t('roster_note')} />
      <div class="roster-asked">
        <label>
          {t('roster_outlet')}{' '}
          <select
            name="outlet"
            value={outlet}
            onChange={(event) => adjust({ at: event.currentTarget.value })}
          >
            {ids.map((id) => (
              <option key={id} value={id}>
                {named('outlet', id)}
              </option>
            ))}
          </select>
        </label>
        <Steps monday={monday} />
      </div>
      {outlet && <WeekOf key={`${outlet}/${monday}`} outlet={outlet} monday={monday} />}
    </>
  );
}
