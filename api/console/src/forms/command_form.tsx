// A form for any command, made from the schema. Sent once: its key stays the same until it is
// accepted. What is typed is kept until it is sent or thrown away.
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { CommandAnswer, FieldInfo, TypeInfo } from '../edge/types.ts';
import { command, Problem } from '../edge/client.ts';
import { minuteText, positionText, valueText } from '../format.ts';
import { t } from '../i18n/index.ts';
import { problemText } from '../parts/states.tsx';
import { failure, toast } from '../parts/toasts.tsx';
import { language } from '../state/preferences.ts';
import { commandLabel, onlyWhenAsked, say, yieldsTo } from '../state/schema.ts';
import { isPast } from '../state/time.ts';
import { draftKey, dropDraft, keepDraft, readDraft } from './drafts.ts';
import { faultText } from './faults.ts';
import { FieldInput } from './field_input.tsx';
import { fillOf } from './fills.ts';
import { FormContext } from './form_context.ts';
import { RefusedNotice } from './refused.tsx';
import { merge, Stale, versionNow } from './stale.tsx';
import {
  commandJson,
  emptyFields,
  emptyRaw,
  isBlank,
  isToldByLatitude,
  toRawFields,
  type Raw,
  type RawFields,
} from './value.ts';

// What the form begins with, as it is now.
export interface Begun {
  preset: Record<string, unknown>;
  version: string | null;
}
interface Props {
  info: TypeInfo;
  preset?: Record<string, unknown>; // fields that are known
  fixed?: string[]; // of them, those that stay as they are; all, where nothing else is said
  version?: string | null; // of the command's own stream, where the screen knows it
  again?: () => Promise<Begun>; // reads anew what it began with, after somebody was faster
  done: (answer: CommandAnswer) => void;
  cancel?: () => void;
}

// A key per body: a repeated send of the same is the same command, a changed one is another.
// (`crypto.randomUUID` is there only in secure contexts.)
export const newKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))]
    .map((octet) => octet.toString(16).padStart(2, '0'))
    .join('');

// Which fields a problem is about: those that it points to, or the one that the refusal is named
// after (`bad_phone`, `address_missing`).
function wrongBy(problem: Problem, info: TypeInfo): Record<string, string> {
  if (problem.fields.length > 0)
    return Object.fromEntries(
      problem.fields.map((field) => [field.pointer, field.title ?? field.code]),
    );
  const [, bad, missing] = /\.(?:bad_(\w+)|(\w+)_missing)$/.exec(problem.code) ?? [];
  const name = bad ?? missing;
  return info.fields.some((field) => field.name === name)
    ? { [`/${name}`]: problemText(problem) }
    : {};
}

const same = (a: Raw | undefined, b: Raw | undefined): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

const keep_ms = 300; // after the last key

// The values of the form, with what was typed before and not sent.
function useDraft(info: TypeInfo, start: RawFields, about: RawFields) {
  const key = useMemo(() => draftKey(info, about), [info]);
  const [draft, setDraft] = useState(() => readDraft(key));
  const [raw, setRaw] = useState<RawFields>(() => ({ ...start, ...draft?.raw, ...about }));
  const touched = (values: RawFields): RawFields =>
    Object.fromEntries(
      Object.entries(values).filter(([name, value]) => !same(value, start[name])),
    );
  const latest = useRef(raw);
  latest.current = raw;
  const keep = (): void => keepDraft(key, info, touched(latest.current));
  useEffect(() => {
    const timer = window.setTimeout(keep, keep_ms);
    return () => window.clearTimeout(timer);
  }, [raw]);
  useEffect(() => {
    window.addEventListener('pagehide', keep);
    return () => {
      window.removeEventListener('pagehide', keep);
      keep();
    };
  }, []);
  // Sent or thrown away: the form is as it began, and nothing is kept.
  const empty = (): void => {
    latest.current = start;
    dropDraft(key);
    setDraft(null);
    setRaw({ ...start });
  };
  return { raw, setRaw, restored: draft, empty };
}

export function CommandForm(props: Props) {
  const { info, preset = {}, fixed = Object.keys(preset), done, cancel } = props;
  const begin = (values: Record<string, unknown>): RawFields => ({
    ...emptyFields(info.fields),
    ...toRawFields(info.fields, values),
  });
  const [start, setStart] = useState(() => begin(preset));
  const about = useMemo(
    () => Object.fromEntries(fixed.filter((n) => n in start).map((n) => [n, start[n]!])),
    [info],
  );
  const { raw, setRaw, restored, empty } = useDraft(info, start, about);
  const [version, setVersion] = useState(props.version ?? null);
  const [filled, setFilled] = useState<ReadonlySet<string>>(new Set());
  const [clashes, setClashes] = useState<Record<string, Raw>>({});
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const keys = useMemo(() => new Map<string, string>(), [info]);
  const form = useRef<HTMLFormElement>(null);
  // The first wrong value is where the person goes on, else what is said of the whole.
  const [refused, setRefused] = useState(0);
  useEffect(() => {
    const at = (selector: string) => form.current?.querySelector<HTMLElement>(selector);
    (at('.confirm textarea') ?? at('[aria-invalid="true"]') ?? at('.notice.bad'))?.focus();
  }, [refused]);
  const asked = problem ? yieldsTo(problem.code) : undefined;

  const change = (name: string, value: Raw): void => {
    // A reason is for what was asked about: when that becomes another, it is asked again.
    const doubted = asked && problem?.fields.some((field) => field.pointer === `/${name}`);
    setRaw((old) => ({ ...old, [name]: value, ...(doubted && { [asked]: '' }) }));
    const without = <T,>(from: Record<string, T>, drops: (key: string) => boolean) =>
      Object.fromEntries(Object.entries(from).filter(([key]) => !drops(key)));
    setWrong((old) => without(old, (at) => at === `/${name}` || at.startsWith(`/${name}/`)));
    setFilled((old) => new Set([...old].filter((one) => one !== name)));
  };

  // What a choice tells of other fields stands there before it is sent, unless he has typed
  // something else.
  const latest = useRef({ raw, filled });
  latest.current = { raw, filled };
  const fillIn = (told: RawFields): string[] => {
    const free = Object.keys(told).filter((name) => {
      const { raw: now, filled: by } = latest.current;
      return !fixed.includes(name) && (isBlank(now[name]) || by.has(name)) && name in now;
    });
    setRaw((old) => ({ ...old, ...Object.fromEntries(free.map((n) => [n, told[n]!])) }));
    setFilled((old) => new Set([...old, ...free.filter((n) => !isBlank(told[n]))]));
    return free;
  };
  const chosen = async (field: FieldInfo, id: string, fill?: RawFields): Promise<void> => {
    if (fill) fillIn(fill);
    try {
      const told = await fillOf(info, field, id);
      if (!told) return;
      if (told.version) setVersion(told.version);
      for (const name of fillIn(told.raw)) {
        const next = info.fields.find((one) => one.name === name);
        const value = told.raw[name];
        if (next?.fills?.length && typeof value === 'string' && value !== '')
          await chosen(next, value);
      }
    } catch (failed) {
      failure(failed);
    }
  };

  const send = async (body: Record<string, unknown>): Promise<void> => {
    const text = JSON.stringify([body, version]);
    if (!keys.has(text)) keys.set(text, newKey());
    setBusy(true);
    try {
      const { data } = await command<CommandAnswer>(info.route, body, keys.get(text)!, version);
      toast(
        'good',
        t('command_done', { what: commandLabel(info.name), position: positionText(data.position) }),
      );
      empty();
      setFilled(new Set());
      keys.clear();
      done(data);
    } catch (failed) {
      if (!(failed instanceof Problem)) throw failed;
      // A refusal is an answer for ever under its key; trying again is another attempt.
      if (failed.status === 409 || failed.status === 403 || failed.status === 412)
        keys.delete(text);
      setWrong(wrongBy(failed, info));
      setProblem(failed);
      setRefused((times) => times + 1);
    } finally {
      setBusy(false);
    }
  };

  const submit = (event: Event): void => {
    event.preventDefault();
    const { body, wrong: found } = commandJson(info, raw);
    setWrong(
      Object.fromEntries(
        Object.entries(found).map(([pointer, one]) => [pointer, faultText(one.fault, one.field)]),
      ),
    );
    setProblem(null);
    setClashes({});
    if (Object.keys(found).length > 0) return setRefused((times) => times + 1);
    void send(body);
  };

  // Somebody was faster: as it is now, with what he typed.
  const reapply = async (): Promise<void> => {
    try {
      const now = props.again
        ? await props.again()
        : { preset, version: problem && versionNow(problem) };
      const fresh = begin(now.preset);
      const merged = merge(start, raw, fresh);
      setStart(fresh);
      setRaw(merged.raw);
      setClashes(merged.clashes);
      setVersion(now.version);
      setProblem(null);
      setWrong({});
      toast('good', t('stale_reapplied'));
    } catch (failed) {
      failure(failed);
    }
  };

  const shown = info.fields.filter(
    (field) =>
      !isToldByLatitude(info.fields, field) &&
      field.name !== asked &&
      !(onlyWhenAsked(field) && isBlank(raw[field.name])),
  );
  const reason = info.fields.find((field) => field.name === asked);
  const clash = (field: FieldInfo) =>
    field.name in clashes && (
      <small class="clash" role="status">
        {t('stale_clash', { value: valueText(clashes[field.name], { ...field, format: '' }) })}
        <button type="button" onClick={() => change(field.name, clashes[field.name]!)}>
          {t('stale_take')}
        </button>
      </small>
    );
  const set = (name: string, value: Raw): void => change(name, value);
  return (
    <FormContext.Provider
      value={{ info, raw, filled, set, chosen: (field, id, fill) => void chosen(field, id, fill) }}
    >
      <form ref={form} class="form" noValidate onSubmit={submit} data-command={info.name}>
        <header>
          <h2>{say(info.label, info.name)}</h2>
          {language.value === 'en' && <span class="mono faint">{info.name}</span>}
        </header>
        {info.doc && language.value === 'en' && <p class="muted">{info.doc}</p>}
        {isPast.value && <p class="notice past">{t('past_reason')}</p>}
        {restored && (
          <p class="notice draft" role="status" data-test="draft">
            {t('draft_restored', { time: minuteText(restored.at) })}{' '}
            <button type="button" onClick={empty}>
              {t('draft_discard')}
            </button>
          </p>
        )}
        {problem && (
          <RefusedNotice problem={problem}>
            {problem.status === 412 && (
              <Stale problem={problem} fields={info.fields} again={() => void reapply()} />
            )}
            {reason && (
              <div class="confirm">
                <FieldInput
                  field={{ ...reason, doc: '' }}
                  raw={raw[reason.name] ?? ''}
                  pointer={`/${reason.name}`}
                  wrong={wrong}
                  fixed={false}
                  change={(value) => change(reason.name, value)}
                />
                <button data-test="confirm" disabled={busy || isBlank(raw[reason.name])}>
                  {t('send_all_the_same')}
                </button>
              </div>
            )}
          </RefusedNotice>
        )}
        <div class="fields">
          {shown.map((field) => (
            <div key={field.name} class={field.name in clashes ? 'clashed' : undefined}>
              <FieldInput
                field={field}
                raw={raw[field.name] ?? emptyRaw(field)}
                pointer={`/${field.name}`}
                wrong={wrong}
                fixed={fixed.includes(field.name)}
                change={(value) => change(field.name, value)}
              />
              {clash(field)}
            </div>
          ))}
        </div>
        <footer>
          {cancel && (
            <button type="button" onClick={cancel}>
              {t('cancel')}
            </button>
          )}
          <button
            class="primary"
            disabled={busy || isPast.value}
            title={isPast.value ? t('past_reason') : undefined}
          >
            {t(busy ? 'sending' : 'send')}
          </button>
        </footer>
      </form>
    </FormContext.Provider>
  );
}
