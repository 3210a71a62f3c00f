// What somebody chooses among who looks for steps: commands by what they are about, kinds of
// things, outcomes.
import type { ComponentChildren } from 'preact';
import { t, type Key } from '../i18n/index.ts';
import { adjust, param } from '../state/location.ts';
import { say, schema } from '../state/schema.ts';

const thingLabel = (stream: string): string =>
  say(schema.value?.states.find((state) => state.stream === stream)?.label, stream);

// Of things about which there are commands, by what they are called.
const kinds = (): string[] =>
  [...new Set((schema.value?.commands ?? []).flatMap((one) => one.stream ?? []))].toSorted(
    (a, b) => thingLabel(a).localeCompare(thingLabel(b), 'zh-CN'),
  );

const kindOptions = (some: string[]) =>
  some.map((kind) => (
    <option key={kind} value={kind}>
      {thingLabel(kind)}
    </option>
  ));

const commandOptions = () =>
  kinds().map((kind) => (
    <optgroup key={kind} label={thingLabel(kind)}>
      {(schema.value?.commands ?? [])
        .filter((one) => one.stream === kind)
        .map((one) => (
          <option key={one.name} value={one.name}>
            {say(one.label, one.name)}
          </option>
        ))}
    </optgroup>
  ));

const outcomeOptions = () => (
  <>
    <option value="accepted">{t('accepted')}</option>
    <option value="refused">{t('refused')}</option>
  </>
);

interface StepChoice {
  label: Key;
  every: Key; // what stands there where nothing is chosen
  options: () => ComponentChildren;
}
const choices: Record<string, StepChoice> = {
  command: { label: 'command', every: 'every_command', options: commandOptions },
  about: { label: 'thing_kind', every: 'every_kind', options: () => kindOptions(kinds()) },
  outcome: { label: 'outcome', every: 'every_outcome', options: outcomeOptions },
};
export const isStepChoice = (name: string): boolean => name in choices;

// `among`: of kinds, only these, called otherwise.
export function StepSelect({
  name,
  id,
  among,
  change = (value) => adjust({ [name]: value, cursor: null }),
}: {
  name: string; // of a parameter
  id?: string;
  among?: { kinds: string[]; label: Key; every: Key };
  change?: (value: string) => void;
}) {
  const { label, every, options } = choices[name]!;
  return (
    <select
      name={name}
      value={param(name)}
      {...(id ? { id } : { 'aria-label': t(among?.label ?? label) })}
      onChange={(event) => change(event.currentTarget.value)}
    >
      <option value="">{t(among?.every ?? every)}</option>
      {among ? kindOptions(among.kinds) : options()}
    </select>
  );
}
