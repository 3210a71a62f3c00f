// What is sent from the board: a visit, where all passes; a request to override what stops it; and
// the last visit taken back by the command that does so.
import { useState } from 'preact/hooks';
import type { CommandAnswer, Row } from '../edge/types.ts';
import { command, commands, Problem } from '../edge/client.ts';
import { newKey } from '../forms/use_send.ts';
import { listText } from '../format.ts';
import { t } from '../i18n/index.ts';
import { problemText } from '../parts/states.tsx';
import { failure, toast } from '../parts/toasts.tsx';
import { nameOf } from '../state/names.ts';
import { commandInfo } from '../state/schema.ts';
import { isPast } from '../state/time.ts';
import type { Choice } from './choice.ts';
import { hourText } from './day.ts';
import type { DayRead } from './reads.ts';
import { checkText, lacking, overrideText, refusedText } from './said.ts';
import type { Booked, Candidate } from './types.ts';

interface Undo {
  order: string;
  command: string;
  body: Row;
}

function undoOf(one: Candidate, answer: CommandAnswer, moved: Booked | undefined): Undo {
  const order = String(one.body.order);
  const reason = t('undone_because');
  const told = answer.events.find((event) => 'booking' in event)?.booking;
  if (!moved)
    return { order, command: 'withdraw_booking', body: { order, booking: told ?? 1, reason } };
  const times = { starts_at: moved.starts_at, ends_at: moved.ends_at };
  const back =
    one.command === 'reassign_booking'
      ? { order, booking: moved.number, technician: moved.technician, ...times, reason }
      : { order, booking: moved.number, ...times, asked_by: 'outlet', reason };
  return { order, command: one.command, body: back };
}

export function useSending(day: DayRead, choice: Choice) {
  const [undos, setUndos] = useState<Undo[]>([]);
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState('');
  const tell = (kind: 'good' | 'bad', text: string): void => {
    setSaid(text);
    toast(kind, text);
  };
  // One at a time, never in the past; what fails is told.
  const once = async (work: () => Promise<void>): Promise<void> => {
    if (busy) return;
    if (isPast.value) return failure(new Problem(0, { code: 'past' }));
    setBusy(true);
    try {
      await work();
    } catch (failed) {
      failure(failed);
      if (failed instanceof Problem) setSaid(problemText(failed));
    } finally {
      setBusy(false);
      day.reload();
      choice.reload();
    }
  };

  const send = async (one = choice.candidate, reason = ''): Promise<void> => {
    if (!one) return;
    if (one.verdict === 'override') return tell('bad', overrideText(one));
    if (one.verdict === 'refused') return tell('bad', refusedText(one));
    const { moving, order } = choice;
    await once(async () => {
      const body = moving && reason ? { ...one.body, reason } : one.body;
      const { data } = await command<CommandAnswer>(one.path, body, newKey());
      setUndos([...undos, undoOf(one, data, moving)]);
      const name = nameOf('technician', one.technician) ?? one.technician;
      tell('good', t('board_sent', { order: order!, name, at: hourText(one.starts_at) }));
      const next = day.orders[day.orders.findIndex((item) => item.order === order) + 1];
      choice.choose(moving ? '' : (next?.order ?? ''));
      choice.forget();
    });
  };
  const askOverride = (reason: string): Promise<void> =>
    once(async () => {
      const { candidate, order } = choice;
      if (!candidate || candidate.verdict !== 'override') return;
      const checks = lacking(candidate);
      const { technician } = candidate;
      const results = await commands<CommandAnswer>(
        checks.map((check) => ({
          command: 'ask_dispatch_override',
          body: { order, technician, check, reason },
          key: newKey(),
        })),
      );
      const failed = results.find((result) => result instanceof Problem);
      if (failed) throw failed;
      tell('good', t('board_override_asked', { checks: listText(checks.map(checkText)) }));
    });
  const undo = (): Promise<void> =>
    once(async () => {
      const last = undos.at(-1);
      if (!last) return;
      await command(commandInfo(last.command)!.route, last.body, newKey());
      setUndos(undos.slice(0, -1));
      tell('good', t('board_undone', { order: last.order }));
      choice.choose(last.order);
    });
  return { said, send, askOverride, undo };
}
