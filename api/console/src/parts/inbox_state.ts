// An inbox while somebody works in it: which row is chosen, which are checked, what is asked below a
// row, what was just done and can still be taken back, and what is read out.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { CommandAnswer, PossibleCommand } from '../edge/types.ts';
import { Problem } from '../edge/client.ts';
import { openCommand } from '../forms/command_dialog.tsx';
import { t } from '../i18n/index.ts';
import { adjust, param } from '../state/location.ts';
import { commandInfo, commandLabel } from '../state/schema.ts';
import { isPast } from '../state/time.ts';
import { bodyOf, presetOf, sendAct, sendToAll, undoBody, wayOf, type Waiting } from './acts.ts';
import { filledValue } from './card_body.tsx';
import { problemText } from './states.tsx';

export interface Section {
  queue: string;
  items: Waiting[];
}
interface Undo {
  command: string;
  body: Record<string, unknown>;
}
export interface Done {
  item: Waiting;
  index: number; // where it stood
  name: string;
  undo: Undo | undefined;
  until: number; // ms
}
const shown_ms = 8000;

export const whyText = (problem: Problem): string =>
  problem.detail ? `${problemText(problem)} · ${problem.detail}` : problemText(problem);

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

export function useInbox(sections: Section[], nameOfRow: (item: Waiting) => string) {
  const [done, setDone] = useState(new Map<string, Done>());
  const [wrong, setWrong] = useState(new Map<string, Problem>());
  const [below, setBelow] = useState<{ id: string; act: PossibleCommand } | null>(null);
  const [checked, setChecked] = useState(new Set<string>());
  const [busy, setBusy] = useState(new Set<string>());
  const [said, say] = useState('');
  const [now, setNow] = useState(Date.now());
  const box = useRef<HTMLDivElement>(null);

  const rows = sections.flatMap((section) => withDone(section, done));
  const chosen = rows.find((item) => item.id === param('row'));
  const all = useRef({ rows, sections });
  all.current = { rows, sections };

  // What was done goes away after some seconds.
  useEffect(() => {
    if (done.size === 0) return;
    const timer = window.setInterval(() => {
      setNow(Date.now());
      setDone((old) => {
        const left = new Map([...old].filter(([, one]) => one.until > Date.now()));
        return left.size === old.size ? old : left;
      });
    }, 1000);
    return () => window.clearInterval(timer);
  }, [done]);

  const focusRow = (id: string): void => {
    window.requestAnimationFrame(() =>
      box.current?.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"]`)?.focus(),
    );
  };
  const choose = (id: string, focus = true): void => {
    adjust({ row: id }, true);
    if (focus) focusRow(id);
  };
  const step = (by: number): void => {
    const { rows: shown } = all.current;
    const at = shown.findIndex((item) => item.id === param('row'));
    const next = shown[at < 0 ? 0 : Math.max(0, Math.min(shown.length - 1, at + by))];
    if (next) choose(next.id);
  };
  // The row after these, for who goes on.
  const nextOf = (ids: string[]): Waiting | undefined => {
    const { rows: shown } = all.current;
    const left = shown.filter((item) => !ids.includes(item.id) && !done.has(item.id));
    const at = shown.findIndex((item) => item.id === ids[0]);
    return left.find((item) => shown.indexOf(item) > at) ?? left.at(-1);
  };
  const goOn = (ids: string[], name: string): void => {
    const next = nextOf(ids);
    const what = commandLabel(name);
    say(next ? t('handled', { what, next: nameOfRow(next) }) : t('handled_last', { what }));
    if (next) choose(next.id);
    else box.current?.focus();
  };

  const stays = (
    item: Waiting,
    name: string,
    body: Record<string, unknown>,
    answer: CommandAnswer,
  ): void => {
    const section = all.current.sections.find((one) => one.queue === item.queue);
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

  const send = async (
    item: Waiting,
    name: string,
    body: Record<string, unknown>,
    key?: string,
  ): Promise<boolean> => {
    if (busy.has(item.id)) return false;
    setBusy((old) => new Set(old).add(item.id));
    try {
      stays(item, name, body, await sendAct(name, body, key));
      goOn([item.id], name);
      return true;
    } catch (failed) {
      fails(item, asProblem(failed));
      return false;
    } finally {
      setBusy((old) => new Set([...old].filter((id) => id !== item.id)));
    }
  };

  const act = (item: Waiting, one: PossibleCommand): void => {
    if (!one.allowed || isPast.peek() || done.has(item.id)) return;
    if (param('row') !== item.id) choose(item.id, false);
    const way = wayOf(item.queue, one);
    if (way === 'below') return setBelow({ id: item.id, act: one });
    const { body } = bodyOf(commandInfo(one.command)!, presetOf(one));
    if (way === 'once') return void send(item, one.command, body);
    openForm(item, one);
  };

  // All that the command can say, with what the row knows.
  const openForm = (item: Waiting, one: PossibleCommand): void => {
    const info = commandInfo(one.command)!;
    const known = Object.fromEntries(
      info.fields
        .filter((field) => field.name in one.fill)
        .map((field) => [field.name, filledValue(field, one.fill[field.name])]),
    );
    openCommand(
      one.command,
      known,
      null,
      (answer) => {
        stays(item, one.command, known, answer);
        goOn([item.id], one.command);
      },
      one.fixed,
    );
  };

  const actOnAll = async (name: string, reason: string): Promise<void> => {
    const meant = all.current.rows.filter((item) => checked.has(item.id) && !done.has(item.id));
    const acts = meant.map((item) => item.acts!.find((one) => one.command === name)!);
    try {
      const { bodies, results } = await sendToAll(name, acts, reason);
      const failed = results.filter((result) => result instanceof Problem).length;
      for (const [index, item] of meant.entries()) {
        const result = results[index]!;
        if (result instanceof Problem) fails(item, result);
        else stays(item, name, bodies[index]!, result);
      }
      if (failed > 0) say(t('acts_failed', { n: failed }));
      else goOn(meant.map((item) => item.id), name);
    } catch (failed) {
      say(t('act_failed', { why: whyText(asProblem(failed)) }));
    }
  };

  const undo = async (one: Done): Promise<void> => {
    if (!one.undo) return;
    try {
      await sendAct(one.undo.command, one.undo.body);
      setDone((old) => without(old, one.item.id));
      say(t('undone', { what: commandLabel(one.name) }));
      choose(one.item.id);
    } catch (failed) {
      fails(one.item, asProblem(failed));
    }
  };
  const undoLast = (): void => {
    const last = [...done.values()].filter((one) => one.undo).at(-1);
    if (last) void undo(last);
  };

  const check = (id: string): void => {
    setChecked((old) => {
      const out = new Set(old);
      if (!out.delete(id)) out.add(id);
      return out;
    });
  };

  return {
    ...{ box, rows, chosen, done, wrong, below, checked, busy, said, now },
    ...{ choose, step, act, openForm, send, actOnAll, undo, undoLast, check, setChecked, setBelow },
  };
}

export type InboxState = ReturnType<typeof useInbox>;
