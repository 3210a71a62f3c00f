// An inbox while somebody works in it: which row is chosen, which are checked, what is asked below
// a row, what was just done and can still be taken back, and what is read out.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { RefObject } from 'preact';
import type { CommandAnswer, PossibleCommand } from '../edge/types.ts';
import { Problem } from '../edge/client.ts';
import { openCommand } from '../forms/command_dialog.tsx';
import { t } from '../i18n/index.ts';
import { adjust, param } from '../state/location.ts';
import { language } from '../state/preferences.ts';
import { commandLabel, yieldsTo } from '../state/schema.ts';
import { isPast } from '../state/time.ts';
import {
  asKnown,
  knownTo,
  saysMore,
  sendAct,
  sendToAll,
  undoBody,
  wayOf,
  type Waiting,
} from './acts.ts';
import { problemText } from './states.tsx';
import { toast } from './toasts.tsx';

export interface Section {
  queue: string;
  items: Waiting[];
}
type Body = Record<string, unknown>;
export interface Done {
  item: Waiting;
  index: number; // where it stood
  name: string;
  undo: { command: string; body: Body } | undefined;
  until: number; // ms
}
const shown_ms = 8000;

// The engine's own words are English: for who reads them.
export const whyText = (problem: Problem): string =>
  problem.detail && language.value === 'en'
    ? `${problemText(problem)} · ${problem.detail}`
    : problemText(problem);

const asProblem = (failed: unknown): Problem =>
  failed instanceof Problem ? failed : new Problem(0, { code: 'network', detail: String(failed) });

function without<T>(map: Map<string, T>, id: string): Map<string, T> {
  const out = new Map(map);
  out.delete(id);
  return out;
}

// The rows as they are shown: what was just done stays where it stood.
export function withDone({ queue, items }: Section, done: Map<string, Done>): Waiting[] {
  const out = items.filter((item) => !done.has(item.id));
  const stayed = [...done.values()].filter((one) => one.item.queue === queue);
  for (const one of stayed.toSorted((a, b) => a.index - b.index))
    out.splice(Math.min(one.index, out.length), 0, one.item);
  return out;
}

// What was done, until it goes away after some seconds.
function useDone() {
  const [done, setDone] = useState(new Map<string, Done>());
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    if (done.size === 0) return;
    setNow(Date.now());
    const timer = window.setInterval(() => {
      setNow(Date.now());
      setDone((old) => {
        const left = new Map([...old].filter(([, one]) => one.until > Date.now()));
        return left.size === old.size ? old : left;
      });
    }, 1000);
    return () => window.clearInterval(timer);
  }, [done]);
  return { done, setDone, now };
}

// The chosen row stands in the address; the focus goes with it.
function useWalk(rows: Waiting[], box: RefObject<HTMLDivElement | null>) {
  const choose = (id: string, focus = true): void => {
    adjust({ row: id }, true);
    if (!focus) return;
    window.requestAnimationFrame(() =>
      box.current?.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"]`)?.focus(),
    );
  };
  const step = (by: number): void => {
    const at = rows.findIndex((item) => item.id === param('row'));
    const next = rows[at < 0 ? 0 : Math.max(0, Math.min(rows.length - 1, at + by))];
    if (next) choose(next.id);
  };
  // The row after these, for who goes on.
  const after = (ids: string[], done: Map<string, Done>): Waiting | undefined => {
    const left = rows.filter((item) => !ids.includes(item.id) && !done.has(item.id));
    const at = rows.findIndex((item) => item.id === ids[0]);
    return left.find((item) => rows.indexOf(item) > at) ?? left.at(-1);
  };
  return { choose, step, after };
}

function useChecked() {
  const [checked, setChecked] = useState(new Set<string>());
  const check = (id: string): void =>
    setChecked((old) => {
      const out = new Set(old);
      if (!out.delete(id)) out.add(id);
      return out;
    });
  return { checked, setChecked, check };
}

// What is asked below a row; why it was refused, where it was sent before.
interface Opened {
  id: string;
  act: PossibleCommand;
  refused?: Problem;
}

// What happens to rows, and what is said about it. `moves`: what was done goes on at once, to where
// it waits next, and stays chosen; else it stays where it stood, and the next row is chosen.
function useOutcome(sections: Section[], nameOfRow: (item: Waiting) => string, moves: boolean) {
  const box = useRef<HTMLDivElement>(null);
  const { done, setDone, now } = useDone();
  const { checked, setChecked, check } = useChecked();
  const [wrong, setWrong] = useState(new Map<string, Problem>());
  const [below, setBelow] = useState<Opened | null>(null);
  const [said, say] = useState('');
  const rows = sections.flatMap((section) => (moves ? section.items : withDone(section, done)));
  const walk = useWalk(rows, box);

  const goOn = (ids: string[], name: string): void => {
    const what = commandLabel(name);
    if (moves) {
      say(t('done_now', { what }));
      return walk.choose(ids[0]!);
    }
    const next = walk.after(ids, done);
    say(next ? t('handled', { what, next: nameOfRow(next) }) : t('handled_last', { what }));
    if (next) walk.choose(next.id);
    else box.current?.focus();
  };
  const stays = (item: Waiting, name: string, body: Body, answer: CommandAnswer): void => {
    const section = sections.find((one) => one.queue === item.queue);
    const index = section ? withDone(section, done).findIndex((one) => one.id === item.id) : 0;
    const undo = undoBody(name, body, answer);
    const until = Date.now() + shown_ms;
    setDone((old) => new Map(old).set(item.id, { item, index, name, undo, until }));
    setWrong((old) => without(old, item.id));
    setChecked((old) => new Set([...old].filter((id) => id !== item.id)));
    setBelow(null);
  };
  const fails = (item: Waiting, problem: Problem): void => {
    setWrong((old) => new Map(old).set(item.id, problem));
    say(t('act_failed', { why: whyText(problem) }));
  };
  const back = (id: string): void => setDone((old) => without(old, id));
  return {
    ...{ box, moves, rows, done, now, wrong, below, setBelow, said, say },
    ...{ checked, setChecked, check },
    ...{ goOn, stays, fails, back, choose: walk.choose, step: walk.step },
  };
}
type Outcome = ReturnType<typeof useOutcome>;

// All that the command can say, with what the row knows.
function openForm(outcome: Outcome, item: Waiting, one: PossibleCommand): void {
  const finished = (answer: CommandAnswer, body: Body): void => {
    outcome.stays(item, one.command, body, answer);
    outcome.goOn([item.id], one.command);
  };
  openCommand(one.command, knownTo(one), null, finished, one.fixed);
}

async function actOnAll(outcome: Outcome, name: string, reason: string): Promise<void> {
  const { rows, checked, done } = outcome;
  const meant = rows.filter(
    (item) => checked.has(item.id) && (outcome.moves || !done.has(item.id)),
  );
  const acts = meant.map((item) => item.acts!.find((one) => one.command === name)!);
  try {
    const { bodies, results } = await sendToAll(name, acts, reason);
    for (const [index, item] of meant.entries()) {
      const result = results[index]!;
      if (result instanceof Problem) outcome.fails(item, result);
      else outcome.stays(item, name, bodies[index]!, result);
    }
    const failed = results.filter((result) => result instanceof Problem).length;
    const ids = meant.map((item) => item.id);
    if (failed > 0) outcome.say(t('acts_failed', { n: failed }));
    else outcome.goOn(ids, name);
  } catch (failed) {
    outcome.say(t('act_failed', { why: whyText(asProblem(failed)) }));
  }
}

// Somebody else was faster: what is being written has no row any more.
function useLeft({ below, done, rows, setBelow }: Outcome): void {
  const gone = below && !done.has(below.id) && !rows.some((item) => item.id === below.id);
  const left = gone && !isPast.value;
  useEffect(() => {
    if (!left) return;
    setBelow(null);
    toast('bad', t('row_left', { what: commandLabel(below.act.command) }));
  }, [left]);
}

export function useInbox(
  sections: Section[],
  nameOfRow: (item: Waiting) => string,
  moves = false,
) {
  const outcome = useOutcome(sections, nameOfRow, moves);
  const [busy, setBusy] = useState(new Set<string>());
  const { rows, done, choose, stays, fails, goOn } = outcome;

  const settled = (item: Waiting, name: string, body: Body, answer: CommandAnswer): void => {
    stays(item, name, body, answer);
    goOn([item.id], name);
  };
  const send = async (
    item: Waiting,
    name: string,
    body: Body,
    refused = (problem: Problem): void => fails(item, problem),
  ): Promise<void> => {
    if (busy.has(item.id)) return;
    setBusy((old) => new Set(old).add(item.id));
    try {
      settled(item, name, body, await sendAct(name, body));
    } catch (failed) {
      refused(asProblem(failed));
    } finally {
      setBusy((old) => new Set([...old].filter((id) => id !== item.id)));
    }
  };
  useLeft(outcome);
  const act = (item: Waiting, one: PossibleCommand): void => {
    if (!one.allowed || isPast.peek() || (!moves && done.has(item.id))) return;
    if (param('row') !== item.id) choose(item.id, false);
    // A board is where one thinks before one acts: nothing that can be said is left aside.
    const way = moves && saysMore(one) ? 'form' : wayOf(item.queue, one);
    if (way === 'below') return outcome.setBelow({ id: item.id, act: one });
    if (way === 'form') return openForm(outcome, item, one);
    // Accepted with a reason: it is asked for here.
    return void send(item, one.command, asKnown(one), (problem) =>
      yieldsTo(problem.code)
        ? outcome.setBelow({ id: item.id, act: one, refused: problem })
        : fails(item, problem),
    );
  };
  const undo = async (one: Done): Promise<void> => {
    if (!one.undo) return;
    try {
      await sendAct(one.undo.command, one.undo.body);
      outcome.back(one.item.id);
      outcome.say(t('undone', { what: commandLabel(one.name) }));
      choose(one.item.id);
    } catch (failed) {
      fails(one.item, asProblem(failed));
    }
  };
  return {
    ...outcome,
    ...{ busy, send, settled, act, undo, chosen: rows.find((item) => item.id === param('row')) },
    openForm: (item: Waiting, one: PossibleCommand) => openForm(outcome, item, one),
    actOnAll: (name: string, reason: string) => actOnAll(outcome, name, reason),
    undoLast: (): void => {
      const last = [...done.values()].filter((one) => one.undo).at(-1);
      if (last) void undo(last);
    },
  };
}

export type InboxState = ReturnType<typeof useInbox>;
