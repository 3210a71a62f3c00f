// What a list is filtered by: chips of field, operator and value, built by keyboard, kept in the
// address.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ListField, ListInfo, Names } from '../edge/types.ts';
import { valueText } from '../format.ts';
import { ChoiceInput as Picker } from '../forms/choice.tsx';
import { scaleOf, unscaled } from '../forms/decimal.ts';
import { numberOf } from '../forms/value.ts';
import { t } from '../i18n/index.ts';
import {
  conditionsOf,
  filterFields,
  operatorsOf,
  parameterOf,
  type Condition,
  type Operator,
} from '../state/lists.ts';
import { adjust, param } from '../state/location.ts';
import { enumInfo, fieldLabel, say } from '../state/schema.ts';
import { isUnit } from '../units.ts';
import { conditionText, operatorWords } from './asked_words.ts';
import { TextInput } from './input.tsx';

const isDay = (field: ListField): boolean => ['instant', 'date'].includes(field.format);

function ValueInput({
  field,
  value,
  change,
}: {
  field: ListField;
  value: string;
  change: (value: string) => void;
}) {
  const label = { 'aria-label': t('value') };
  if (field.enum || field.type === 'bool') {
    const choices = field.enum
      ? (enumInfo(field.enum)?.values ?? []).filter((item) => item.name !== 'none')
      : ['true', 'false'].map((name) => ({ name, label: null }));
    return (
      <select {...label} name="value" value={value} onChange={(e) => change(e.currentTarget.value)}>
        <option value="">{t('choose')}</option>
        {choices.map((item) => (
          <option key={item.name} value={item.name}>
            {item.label ? say(item.label, item.name) : t(item.name === 'true' ? 'yes' : 'no')}
          </option>
        ))}
      </select>
    );
  }
  if (field.ref)
    return (
      <Picker
        field={{ ...field, name: 'value' }}
        id="value"
        text={value}
        marks={label}
        change={change}
      />
    );
  return (
    <TextInput
      {...label}
      name="value"
      type={isDay(field) ? 'date' : 'text'}
      inputMode={field.filter === 'range' && !isDay(field) ? 'decimal' : undefined}
      value={value}
      onInput={(event) => change(event.currentTarget.value)}
    />
  );
}

// What is typed, as the engine takes it; null where it is no such value.
function asParameter(field: ListField, typed: string): string | null {
  const text = typed.trim();
  if (field.filter !== 'range') return text.replaceAll(',', '\\,') || null;
  if (isDay(field)) return text || null;
  const value = numberOf(field, text);
  return Number.isNaN(value) ? null : String(value);
}

function Editor({
  list,
  hidden,
  begin,
  close,
}: {
  list: ListInfo;
  hidden: string[];
  begin: Condition | null;
  close: () => void;
}) {
  const form = useRef<HTMLFormElement>(null);
  const fields = filterFields(list).filter((field) => !hidden.includes(field.name));
  const typedOf = ({ field, value }: Condition): string =>
    isUnit(field.means)
      ? valueText(value, field)
      : scaleOf(field)
        ? unscaled(Number(value), scaleOf(field))
        : value.replaceAll('\\,', ',');
  const [name, setName] = useState(begin?.field.name ?? fields[0]?.name ?? '');
  const field = fields.find((one) => one.name === name);
  const [operator, setOperator] = useState<Operator>(begin?.operator ?? 'is');
  const [value, setValue] = useState(begin ? typedOf(begin) : '');
  useEffect(() => {
    form.current?.querySelector<HTMLElement>(begin ? '[name="value"]' : 'select')?.focus();
  }, []);
  if (!field) return null;
  const can = operatorsOf(field);
  const chosen = can.includes(operator) ? operator : can[0]!;
  const submit = (event: Event): void => {
    event.preventDefault();
    const made = asParameter(field, value);
    if (made === null)
      return void form.current?.querySelector<HTMLElement>('[name="value"]')?.focus();
    const parameter = parameterOf(field.name, chosen);
    // Another value of a field that is filtered already: one of both.
    const had = chosen === 'is' && !begin ? param(parameter).split(',').filter(Boolean) : [];
    adjust({ [parameter]: [...new Set([...had, made])].join(','), cursor: null, row: null });
    close();
  };
  return (
    <form
      class="chip editor"
      ref={form}
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === 'Escape') close();
      }}
    >
      <select
        name="field"
        aria-label={t('field')}
        value={name}
        onChange={(event) => {
          setName(event.currentTarget.value);
          setValue('');
        }}
      >
        {fields.map((one) => (
          <option key={one.name} value={one.name}>
            {fieldLabel(one)}
          </option>
        ))}
      </select>
      {can.length === 1 ? (
        <i>{t(operatorWords[chosen])}</i>
      ) : (
        <select
          name="operator"
          aria-label={t('operator_of_filter')}
          value={chosen}
          onChange={(event) => setOperator(event.currentTarget.value as Operator)}
        >
          {can.map((one) => (
            <option key={one} value={one}>
              {t(operatorWords[one])}
            </option>
          ))}
        </select>
      )}
      <ValueInput field={field} value={value} change={setValue} />
      <button class="plain" title={t('apply')} aria-label={t('apply')}>
        <kbd>↵</kbd>
      </button>
      <button class="plain" type="button" aria-label={t('cancel')} onClick={close}>
        ✕
      </button>
    </form>
  );
}

export function ListFilters({
  list,
  names,
  hidden,
}: {
  list: ListInfo;
  names: Names | undefined;
  hidden: string[];
}) {
  const [edited, setEdited] = useState<Condition | 'new' | null>(null);
  const add = useRef<HTMLButtonElement>(null);
  const close = (): void => {
    setEdited(null);
    window.setTimeout(() => add.current?.focus());
  };
  const conditions = conditionsOf(list).filter(({ field }) => !hidden.includes(field.name));
  return (
    <div class="chips">
      {conditions.map((one) => {
        const parameter = parameterOf(one.field.name, one.operator);
        if (
          edited === null ||
          edited === 'new' ||
          parameterOf(edited.field.name, edited.operator) !== parameter
        )
          return (
            <span class="chip" key={parameter} data-condition={parameter}>
              <button class="plain" title={t('change_filter')} onClick={() => setEdited(one)}>
                {fieldLabel(one.field)} <i>{t(operatorWords[one.operator])}</i>{' '}
                <b>{conditionText(one, names)}</b>
              </button>
              <button
                class="plain"
                aria-label={t('remove_filter', { field: fieldLabel(one.field) })}
                onClick={() => adjust({ [parameter]: null, cursor: null })}
              >
                ✕
              </button>
            </span>
          );
        return <Editor key={parameter} list={list} hidden={hidden} begin={one} close={close} />;
      })}
      {edited === 'new' ? (
        <Editor list={list} hidden={hidden} begin={null} close={close} />
      ) : (
        <button class="plain" ref={add} data-test="add-filter" onClick={() => setEdited('new')}>
          ＋ {t('add_filter')} <kbd>F</kbd>
        </button>
      )}
    </div>
  );
}
