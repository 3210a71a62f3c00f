// One field of a generated form: the control that its type, format, meaning and reference ask for.
import { useContext, useEffect, useId } from 'preact/hooks';
import type { FieldInfo } from '../edge/types.ts';
import { integerText } from '../format.ts';
import { t } from '../i18n/index.ts';
import { TextInput } from '../parts/input.tsx';
import { language } from '../state/preferences.ts';
import { unitWord } from '../units.ts';
import { askName, nameOf } from '../state/names.ts';
import { enumInfo, fieldLabel, say, structFields } from '../state/schema.ts';
import { AnswersInput } from './answers_input.tsx';
import { ChoiceInput, type Marks } from './choice.tsx';
import { isNumberOfNew, isThing, isWord } from './choices.ts';
import { plainNumber, scaleOf } from './decimal.ts';
import { FileInput } from './file_input.tsx';
import { FormContext, type Named } from './form_context.ts';
import { PlaceInput } from './place_input.tsx';
import { TimeInput } from './time_input.tsx';
import { useUnit } from './unit.ts';
import {
  emptyRaw,
  isInWords,
  isTold,
  lengthOf,
  numberOf,
  wordsOf,
  type Raw,
  type RawFields,
} from './value.ts';

export { ChoiceInput as Picker };

interface Props {
  field: FieldInfo;
  raw: Raw;
  pointer: string;
  wrong: Record<string, string>;
  fixed: boolean;
  beside?: RawFields | undefined; // the values of the struct that it is in
  change: (raw: Raw) => void;
}

const inputTypes = { phone: 'tel', secret: 'password' } as const;
const inputType = (field: FieldInfo) =>
  inputTypes[field.format as keyof typeof inputTypes] ?? 'text';

// How many characters are left when the form begins to say so.
const told_left = 100;
const told_part = 5; // of a short one: a fifth

const noted = (field: FieldInfo): boolean => field.doc !== '' && language.value === 'en';

// What is said of a value below its control is read out with it.
const marksOf = (field: FieldInfo, id: string, bad: boolean): Marks => ({
  ...(bad && { 'aria-invalid': true }),
  ...((bad || noted(field)) && { 'aria-describedby': `${id}-note` }),
});

interface TextProps {
  field: FieldInfo;
  id: string;
  text: string;
  marks: Marks;
  change: (raw: Raw) => void;
}

// Says how much more fits, near the end, as the server counts.
function Left({ field, text }: { field: FieldInfo; text: string }) {
  const most = field.max_length;
  if (most === null || field.type !== 'text') return null;
  const left = most - lengthOf(field, text.trim());
  if (left > Math.min(told_left, most / told_part)) return null;
  return (
    <small class={left < 0 ? 'wrong' : 'muted'} role="status" data-test="characters-left">
      {left < 0
        ? t('characters_over', { n: integerText(-left) })
        : t('characters_left', { n: integerText(left) })}
    </small>
  );
}

function LongText({ field, id, text, marks, change }: TextProps) {
  return (
    <>
      <textarea
        id={id}
        rows={2}
        value={text}
        {...marks}
        required={field.required}
        name={field.name}
        onInput={(event) => change(event.currentTarget.value)}
      />
      <Left field={field} text={text} />
    </>
  );
}

// A value that stays as it is, by the name that it has.
function Fixed({ field, id, text }: { field: FieldInfo; id: string; text: string }) {
  useEffect(() => {
    if (isThing(field.ref)) askName(field.ref, text);
  }, [text]);
  const name = field.ref ? nameOf(field.ref, text) : undefined;
  return (
    <span class={name ? 'chooser named' : 'chooser'}>
      <input
        id={id}
        value={name ?? text}
        data-value={text}
        readOnly
        class={name ? '' : 'mono'}
        name={field.name}
      />
      {name && <span class="mono code">{text}</span>}
    </span>
  );
}

function EnumInput({ field, id, text, marks, change }: TextProps) {
  return (
    <select
      id={id}
      value={text}
      {...marks}
      required={field.required}
      name={field.name}
      onChange={(event) => change(event.currentTarget.value)}
    >
      <option value="">{field.required ? t('choose') : '—'}</option>
      {enumInfo(field.enum!)
        ?.values.filter((item) => item.name !== 'none')
        .map((item) => (
          <option key={item.name} value={item.name}>
            {say(item.label, item.name)}
          </option>
        ))}
    </select>
  );
}

// One that has to be said, one way or the other.
function YesOrNo({ field, id, raw, marks, change }: TextProps & { raw: Raw }) {
  return (
    <select
      id={id}
      value={typeof raw === 'boolean' ? String(raw) : ''}
      {...marks}
      required
      name={field.name}
      onChange={(event) => {
        const told = event.currentTarget.value;
        change(told === '' ? '' : told === 'true');
      }}
    >
      <option value="">{t('choose')}</option>
      <option value="true">{t('yes')}</option>
      <option value="false">{t('no')}</option>
    </select>
  );
}

// How it is said; of a mark on a short scale, from where to where.
const scale_most = 10;
const hintOf = (field: FieldInfo): string => {
  if (isInWords(field)) return t(field.means === 'minutes' ? 'duration_hint' : 'clock_hint');
  const short =
    field.min !== null && field.max !== null && Number(field.max) - Number(field.min) <= scale_most;
  return short ? `${field.min}–${field.max}` : '';
};

// One of several that the thing has, each in its words: nobody knows it by its number.
function OneOf({
  field,
  id,
  text,
  marks,
  change,
  options,
}: TextProps & Pick<Named, 'options'>) {
  return (
    <select
      id={id}
      value={text}
      {...marks}
      required={field.required}
      name={field.name}
      onChange={(event) => change(event.currentTarget.value)}
    >
      <option value="">{t('choose')}</option>
      {options.map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </select>
  );
}

// A number, with its unit behind it. What people write around it ("1,234.50 元") is taken away.
function NumberInput({ field, id, text, marks, change, unit }: TextProps & { unit: string }) {
  const tidy = (): void => {
    if (isInWords(field)) {
      const value = numberOf(field, text);
      const words = Number.isNaN(value) ? text : wordsOf(field, value);
      if (words !== text) change(words);
      return;
    }
    const plain = plainNumber(text);
    if (text !== '' && plain !== text && /^-?[\d.]+$/.test(plain)) change(plain);
  };
  return (
    <span class={unit ? 'with-unit' : 'chooser'}>
      <input
        id={id}
        value={text}
        {...marks}
        autocomplete="off"
        required={field.required}
        name={field.name}
        inputMode={isInWords(field) ? 'text' : scaleOf(field) ? 'decimal' : 'numeric'}
        {...(hintOf(field) && { placeholder: hintOf(field) })}
        onInput={(event) => change(event.currentTarget.value)}
        onBlur={tidy}
      />
      {unit && <span class="unit muted">{unit}</span>}
    </span>
  );
}

const isNumber = (field: FieldInfo): boolean =>
  /^u?int\d+$/.test(field.type) && field.format !== 'position';

function Control({
  field,
  raw,
  pointer,
  wrong,
  fixed,
  beside,
  change,
  id,
}: Props & { id: string }) {
  const form = useContext(FormContext);
  const marks = marksOf(field, id, pointer in wrong);
  const text = String(raw);
  const unit = useUnit(field, beside ?? form.raw);
  const props = { field, id, text, marks, change };
  if (fixed) return <Fixed field={field} id={id} text={text} />;
  if (field.type === 'bool' && field.required) return <YesOrNo {...props} raw={raw} />;
  if (field.type === 'bool')
    return (
      <input
        id={id}
        type="checkbox"
        checked={raw === true}
        name={field.name}
        onChange={(event) => change(event.currentTarget.checked)}
      />
    );
  if (field.enum) return <EnumInput {...props} />;
  if (field.means === 'latitude') return <PlaceInput {...props} />;
  if (field.means === 'file_hash') return <FileInput {...props} />;
  if (['instant', 'date', 'month'].includes(field.format)) return <TimeInput {...props} />;
  if (form.among?.field === field.name && pointer === `/${field.name}`)
    return <OneOf {...props} options={form.among.options} />;
  if (isNumber(field)) {
    const counted = isInWords(field) ? '' : unitWord(field.means, language.value === 'zh-CN');
    return <NumberInput {...props} unit={unit || counted} />;
  }
  const chosen = isWord(field) || (isThing(field.ref) && !isNumberOfNew(field, form.info));
  if (chosen)
    return (
      <>
        <ChoiceInput {...props} />
        {isWord(field) && <Left field={field} text={text} />}
      </>
    );
  const given = !field.required && isNumberOfNew(field, form.info);
  const long = field.format === 'multiline' || (field.max_length ?? 0) > 500;
  if (field.type === 'text' && long) return <LongText {...props} />;
  return (
    <>
      <TextInput
        id={id}
        type={inputType(field)}
        value={text}
        {...marks}
        required={field.required}
        name={field.name}
        {...(given && { placeholder: t('number_given') })}
        onInput={(event) => change(event.currentTarget.value)}
      />
      <Left field={field} text={text} />
    </>
  );
}

function ListInput({ field, raw, pointer, wrong, change }: Props) {
  const items = raw as Raw[];
  const element = field.element;
  const form = useContext(FormContext);
  if (!element) return null;
  const asked = element.struct === 'question_answer' ? String(form.raw['questionnaire'] ?? '') : '';
  if (asked)
    return <AnswersInput field={field} questionnaire={asked} raw={items} change={change} />;
  const replace = (index: number, value: Raw): void =>
    change(items.map((item, at) => (at === index ? value : item)));
  return (
    <div class="group">
      {items.map((item, index) => (
        <div class="pair" key={index}>
          <FieldInput
            field={{
              ...element,
              required: true,
              label: { zh: `${index + 1}`, en: `${index + 1}` },
            }}
            raw={item}
            pointer={`${pointer}/${index}`}
            wrong={wrong}
            fixed={false}
            change={(value) => replace(index, value)}
          />
          <button
            type="button"
            aria-label={t('remove')}
            onClick={() => change(items.filter((_, at) => at !== index))}
          >
            ✕
          </button>
        </div>
      ))}
      <div>
        <button type="button" onClick={() => change([...items, emptyRaw(element)])}>
          {t('add_item')}
        </button>
      </div>
    </div>
  );
}

// The fields of a struct; one that another one tells is not asked for.
function StructInput({ field, raw, pointer, wrong, change }: Props) {
  const fields = structFields(field);
  const values = raw as RawFields;
  return (
    <div class="group">
      {fields
        .filter((inner) => !isTold(fields, inner, values))
        .map((inner) => (
          <FieldInput
            key={inner.name}
            field={inner}
            raw={values[inner.name] ?? emptyRaw(inner)}
            pointer={`${pointer}/${inner.name}`}
            wrong={wrong}
            fixed={false}
            beside={values}
            change={(value) => change({ ...values, [inner.name]: value })}
          />
        ))}
    </div>
  );
}

const unitNames: Record<string, () => string> = {
  money: () => ` (${t('yuan')})`,
  rate: () => ' (%)',
};
const labelOf = (field: FieldInfo): string =>
  field.means === 'latitude'
    ? t('place')
    : `${fieldLabel(field)}${unitNames[field.format]?.() ?? ''}`;

export function FieldInput(props: Props) {
  const { field, pointer, wrong } = props;
  const form = useContext(FormContext);
  const id = useId();
  const nested = field.type === 'list' || field.struct !== null;
  const filled = form.filled.has(field.name) && pointer === `/${field.name}`;
  const label = (
    <>
      {labelOf(field)}
      {field.required && (
        <span class="required" title={t('required')}>
          {' '}
          *
        </span>
      )}
      {filled && <em class="muted"> {t('filled_in')}</em>}
    </>
  );
  return (
    <div class={`field${filled ? ' filled' : ''}`} data-field={field.name}>
      {nested ? (
        <span class="label">{label}</span>
      ) : (
        <label for={id} title={language.value === 'en' ? field.doc : undefined}>
          {label}
        </label>
      )}
      {field.type === 'list' ? (
        <ListInput {...props} />
      ) : field.struct ? (
        <StructInput {...props} />
      ) : (
        <Control {...props} id={id} />
      )}
      {wrong[pointer] ? (
        <small class="wrong" role="alert" id={`${id}-note`}>
          {wrong[pointer]}
        </small>
      ) : (
        noted(field) && <small id={`${id}-note`}>{field.doc}</small>
      )}
    </div>
  );
}
