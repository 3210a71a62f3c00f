// All that a form of a command knows while it is filled in and sent.
import { useMemo, useState } from 'preact/hooks';
import type { CommandAnswer, TypeInfo } from '../edge/types.ts';
import { Problem } from '../edge/client.ts';
import { t } from '../i18n/index.ts';
import { problemText } from '../parts/states.tsx';
import { failure, toast } from '../parts/toasts.tsx';
import { refusalLabel, yieldsTo } from '../state/schema.ts';
import { faultTexts } from './faults.ts';
import type { Named } from './form_context.ts';
import { merge } from './merge.ts';
import { versionNow } from './stale.tsx';
import { useDraft } from './use_draft.ts';
import { useFill } from './use_fill.ts';
import { useSend } from './use_send.ts';
import { commandJson, emptyFields, toRawFields, type Raw, type RawFields } from './value.ts';

// What the form begins with, as it is now.
export interface Begun {
  preset: Record<string, unknown>;
  version: string | null;
}
export interface FormProps {
  info: TypeInfo;
  preset?: Record<string, unknown>; // fields that are known
  fixed?: string[]; // of them, those that stay as they are; all, where nothing else is said
  version?: string | null; // of the command's own stream, where the screen knows it
  among?: Named | undefined; // which of several it is about
  again?: () => Promise<Begun>; // reads anew what it began with, after somebody was faster
  refused?: Problem; // why it was not accepted as it was sent before there was a form
  silent?: boolean; // who opened it says himself what was done
  done: (answer: CommandAnswer, body: Record<string, unknown>) => void;
  cancel?: () => void;
}

// Which fields a problem is about: those that it points to, or the one that the refusal is named
// after (`bad_phone`, `address_missing`, `unknown_brand`, `unusual_phone`).
function wrongBy(problem: Problem, info: TypeInfo): Record<string, string> {
  if (problem.fields.length > 0)
    return Object.fromEntries(
      problem.fields.map((field) => [field.pointer, refusalLabel(field.code, field.title)]),
    );
  const told = /\.(?:(?:bad|unknown|unusual)_(\w+)|(\w+)_missing)$/.exec(problem.code);
  const name = told?.[1] ?? told?.[2];
  return info.fields.some((field) => field.name === name)
    ? { [`/${name}`]: problemText(problem) }
    : {};
}

const without = (from: Record<string, string>, name: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(from).filter(([at]) => at !== `/${name}` && !at.startsWith(`/${name}/`)),
  );

// What is wrong, and what others made of a field meanwhile.
function useFaults(info: TypeInfo, before: Problem | undefined) {
  const [wrong, setWrong] = useState(before ? wrongBy(before, info) : {});
  const [clashes, setClashes] = useState<Record<string, Raw>>({});
  const [problem, setProblem] = useState(before ?? null);
  const [refused, setRefused] = useState(before ? 1 : 0); // so many times: the form looks at it
  const clear = (): void => {
    setWrong({});
    setClashes({});
    setProblem(null);
  };
  const fail = (failed: Problem): void => {
    setWrong(wrongBy(failed, info));
    setProblem(failed);
    setRefused((times) => times + 1);
  };
  // The body, where nothing is wrong with what was typed.
  const check = (raw: RawFields): Record<string, unknown> | null => {
    const { body, wrong: found } = commandJson(info, raw);
    clear();
    if (Object.keys(found).length === 0) return body;
    setWrong(faultTexts(found));
    setRefused((times) => times + 1);
    return null;
  };
  // What the screen knows to be needed is said without asking: true where there is some.
  const lack = (names: string[]): boolean => {
    if (names.length === 0) return false;
    clear();
    setWrong(Object.fromEntries(names.map((name) => [`/${name}`, t('wrong_missing')])));
    setRefused((times) => times + 1);
    return true;
  };
  return { wrong, setWrong, clashes, setClashes, problem, refused, clear, fail, lack, check };
}

export function useForm(props: FormProps) {
  const { info, preset = {}, fixed = Object.keys(preset), done } = props;
  const begin = (values: Record<string, unknown>): RawFields => ({
    ...emptyFields(info.fields),
    ...toRawFields(info.fields, values),
  });
  const [start, setStart] = useState(() => begin(preset));
  const about = useMemo(
    () => Object.fromEntries(fixed.filter((n) => n in start).map((n) => [n, start[n]!])),
    [info],
  );
  const draft = useDraft(info, start, about);
  const { raw, setRaw, empty } = draft;
  const [version, setVersion] = useState(props.version ?? null);
  const { filled, chosen, forget } = useFill(info, fixed, raw, setRaw, setVersion);
  const faults = useFaults(info, props.refused);
  const { busy, send } = useSend(info, props.silent);
  const { problem } = faults;
  const asked = problem ? yieldsTo(problem.code) : undefined;

  const change = (name: string, value: Raw): void => {
    // A reason is for what was asked about: when that becomes another, it is asked again.
    const doubted = asked && problem && `/${name}` in wrongBy(problem, info);
    setRaw((old) => ({ ...old, [name]: value, ...(doubted && { [asked]: '' }) }));
    faults.setWrong((old) => without(old, name));
    faults.setClashes((old) =>
      Object.fromEntries(Object.entries(old).filter(([other]) => other !== name)),
    );
    forget(name);
  };
  // It was accepted, or something in its place.
  const finish = (answer: CommandAnswer, body: Record<string, unknown> = {}): void => {
    empty();
    forget();
    done(answer, body);
  };
  // `more`: what the screen around it knows of the command and nobody typed.
  const submit = async (more: Record<string, unknown> = {}): Promise<void> => {
    const body = faults.check(raw);
    if (!body) return;
    const answer = await send({ ...body, ...more }, version);
    if (answer instanceof Problem) return faults.fail(answer);
    finish(answer, body);
  };
  // Somebody was faster: as it is now, with what he typed.
  const reapply = async (): Promise<void> => {
    try {
      const now = props.again
        ? await props.again()
        : { preset, version: problem && versionNow(problem) };
      const merged = merge(start, raw, begin(now.preset));
      setStart(begin(now.preset));
      setRaw(merged.raw);
      setVersion(now.version);
      faults.clear();
      faults.setClashes(merged.clashes);
      toast('good', t('stale_reapplied'));
    } catch (failed) {
      failure(failed);
    }
  };
  const acts = { chosen, change, submit, finish, reapply };
  return { start, ...draft, fixed, filled, ...acts, busy, asked, faults };
}
