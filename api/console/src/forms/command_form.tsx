// A form for any command, made from the schema. Sent once: its key stays the same until it is
// accepted.
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { CommandAnswer, TypeInfo } from '../edge/types.ts';
import { command, Problem } from '../edge/client.ts';
import { positionText } from '../format.ts';
import { t } from '../i18n/index.ts';
import { problemText } from '../parts/states.tsx';
import { toast } from '../parts/toasts.tsx';
import { language } from '../state/preferences.ts';
import { commandLabel, say } from '../state/schema.ts';
import { isPast } from '../state/time.ts';
import { FieldInput } from './field_input.tsx';
import { commandJson, emptyFields, emptyRaw, toRaw, type Raw, type RawFields } from './value.ts';

interface Props {
  info: TypeInfo;
  preset?: Record<string, unknown>; // fields that are known
  fixed?: string[]; // of them, those that stay as they are; all, where nothing else is said
  version?: string | null; // of the command's own stream, where the screen knows it
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

export function CommandForm({
  info,
  preset = {},
  fixed = Object.keys(preset),
  version,
  done,
  cancel,
}: Props) {
  const start = (): RawFields => ({
    ...emptyFields(info.fields),
    ...Object.fromEntries(
      info.fields
        .filter((field) => field.name in preset)
        .map((field) => [field.name, toRaw(field, preset[field.name])]),
    ),
  });
  const [raw, setRaw] = useState<RawFields>(start);
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const keys = useMemo(() => new Map<string, string>(), [info]);
  const form = useRef<HTMLFormElement>(null);
  // The first wrong value is where the person goes on, else what is said of the whole.
  const [refused, setRefused] = useState(0);
  useEffect(() => {
    const at = (selector: string) => form.current?.querySelector<HTMLElement>(selector);
    (at('[aria-invalid="true"]') ?? at('.notice.bad'))?.focus();
  }, [refused]);

  const change = (name: string, value: Raw): void => {
    setRaw((old) => ({ ...old, [name]: value }));
    setWrong((old) =>
      Object.fromEntries(
        Object.entries(old).filter(
          ([pointer]) => pointer !== `/${name}` && !pointer.startsWith(`/${name}/`),
        ),
      ),
    );
  };

  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { body, wrong: found } = commandJson(info, raw);
    const words = { missing: t('wrong_missing'), number: t('wrong_number'), time: t('wrong_time') };
    setWrong(
      Object.fromEntries(Object.entries(found).map(([pointer, kind]) => [pointer, words[kind]])),
    );
    setProblem(null);
    if (Object.keys(found).length > 0) return setRefused((times) => times + 1);
    const text = JSON.stringify(body);
    if (!keys.has(text)) keys.set(text, newKey());
    setBusy(true);
    try {
      const { data } = await command<CommandAnswer>(info.route, body, keys.get(text)!, version);
      toast(
        'good',
        t('command_done', { what: commandLabel(info.name), position: positionText(data.position) }),
      );
      setRaw(start());
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

  return (
    <form
      ref={form}
      class="form"
      noValidate
      onSubmit={(event) => void submit(event)}
      data-command={info.name}
    >
      <header>
        <h2>{say(info.label, info.name)}</h2>
        <span class="mono faint">{info.name}</span>
      </header>
      {info.doc && language.value === 'en' && <p class="muted">{info.doc}</p>}
      {isPast.value && <p class="notice past">{t('past_reason')}</p>}
      {problem && (
        <div class="notice bad" role="alert" tabIndex={-1}>
          <b>{problemText(problem)}</b> <span class="mono">{problem.code}</span>
          {problem.detail && <p>{problem.detail}</p>}
        </div>
      )}
      <div class="fields">
        {info.fields.map((field) => (
          <FieldInput
            key={field.name}
            field={field}
            raw={raw[field.name] ?? emptyRaw(field)}
            pointer={`/${field.name}`}
            wrong={wrong}
            fixed={fixed.includes(field.name)}
            change={(value) => change(field.name, value)}
          />
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
  );
}
