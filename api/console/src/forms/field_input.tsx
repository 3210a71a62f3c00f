// One field of a generated form: the control that its type, format and reference ask for.
import { useId, useState } from 'preact/hooks';
import type { FieldInfo, List } from '../edge/types.ts';
import { integerText } from '../format.ts';
import { t } from '../i18n/index.ts';
import { TextInput } from '../parts/input.tsx';
import { language } from '../state/preferences.ts';
import { useResource } from '../state/resource.ts';
import { enumInfo, fieldLabel, say } from '../state/schema.ts';
import { mayChoose } from '../state/session.ts';
import { emptyRaw, structFields, type Raw, type RawFields } from './value.ts';

interface Props {
  field: FieldInfo;
  raw: Raw;
  pointer: string;
  wrong: Record<string, string>;
  fixed: boolean;
  change: (raw: Raw) => void;
}

const inputTypes = {
  instant: 'datetime-local',
  date: 'date',
  phone: 'tel',
  secret: 'password',
} as const;
const inputType = (field: FieldInfo) =>
  inputTypes[field.format as keyof typeof inputTypes] ?? 'text';

// How many characters are left when the form begins to say so.
const told_left = 100;

// What can be picked from a list; other references are typed.
const listed = new Set([
  'work_order',
  'outlet',
  'customer',
  'technician',
  'part',
  'warehouse',
  'operator',
  'tariff',
  'wage_rule',
]);

const noted = (field: FieldInfo): boolean => field.doc !== '' && language.value === 'en';

// What is said of a value below its control is read out with it.
interface Marks {
  'aria-label'?: string;
  'aria-invalid'?: boolean;
  'aria-describedby'?: string;
}
const marksOf = (field: FieldInfo, id: string, bad: boolean): Marks => ({
  ...(bad && { 'aria-invalid': true }),
  ...((bad || noted(field)) && { 'aria-describedby': `${id}-note` }),
});

// What is referred to, by what people call it.
export function Picker({
  field,
  id,
  text,
  marks,
  change,
}: {
  field: Pick<FieldInfo, 'name' | 'ref' | 'required'>;
  id: string;
  text: string;
  marks: Marks;
  change: (raw: string) => void;
}) {
  const [asked, setAsked] = useState(false);
  const found = useResource<List>(
    asked && listed.has(field.ref) && mayChoose(field.ref) ? `/v1/lookup/${field.ref}` : null,
    { q: text, limit: 20 },
  );
  type Item = { id: string; label: string; phone?: string };
  const items = (found.data?.items ?? []) as unknown as Item[];
  return (
    <>
      <input
        id={id}
        list={`${id}-list`}
        value={text}
        {...marks}
        autocomplete="off"
        required={field.required}
        name={field.name}
        onFocus={() => setAsked(true)}
        onInput={(event) => change(event.currentTarget.value)}
      />
      <datalist id={`${id}-list`}>
        {items.map((item) => (
          <option key={item.id} value={item.id}>
            {item.phone ? `${item.label} ${item.phone}` : item.label}
          </option>
        ))}
      </datalist>
    </>
  );
}

interface TextProps {
  field: FieldInfo;
  id: string;
  text: string;
  marks: Marks;
  change: (raw: Raw) => void;
}

// Says how much more fits, near the end. Characters are code points, as the engine counts them.
function LongText({ field, id, text, marks, change }: TextProps) {
  const left = (field.max_length ?? Infinity) - [...text].length;
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
      {left <= told_left && (
        <small class="muted" role="status" data-test="characters-left">
          {t('characters_left', { n: integerText(left) })}
        </small>
      )}
    </>
  );
}

function Control({ field, raw, pointer, wrong, fixed, change, id }: Props & { id: string }) {
  const marks = marksOf(field, id, pointer in wrong);
  const text = String(raw);
  if (fixed) return <input id={id} value={text} readOnly class="mono" name={field.name} />;
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
  if (field.enum) {
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
        {enumInfo(field.enum)
          ?.values.filter((item) => item.name !== 'none')
          .map((item) => (
            <option key={item.name} value={item.name}>
              {say(item.label, item.name)}
            </option>
          ))}
      </select>
    );
  }
  if (field.ref) return <Picker field={field} id={id} text={text} marks={marks} change={change} />;
  const long = field.format === 'multiline' || (field.max_length ?? 0) > 500;
  if (field.type === 'text' && long) {
    return <LongText field={field} id={id} text={text} marks={marks} change={change} />;
  }
  return (
    <TextInput
      id={id}
      type={inputType(field)}
      value={text}
      {...marks}
      required={field.required}
      name={field.name}
      inputMode={
        /^u?int\d+$/.test(field.type) && !['instant', 'date'].includes(field.format)
          ? 'decimal'
          : undefined
      }
      onInput={(event) => change(event.currentTarget.value)}
    />
  );
}

const unit = (field: FieldInfo): string =>
  field.format === 'money' ? ` (${t('yuan')})` : field.format === 'rate' ? ' (%)' : '';

function ListInput({ field, raw, pointer, wrong, change }: Props) {
  const items = raw as Raw[];
  const element = field.element;
  if (!element) return null;
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

export function FieldInput(props: Props) {
  const { field, raw, pointer, wrong, change } = props;
  const id = useId();
  const nested = field.type === 'list' || field.struct !== null;
  const label = (
    <>
      {fieldLabel(field)}
      {unit(field)}
      {field.required && (
        <span class="required" title={t('required')}>
          {' '}
          *
        </span>
      )}
    </>
  );
  return (
    <div class="field">
      {nested ? (
        <span class="label">{label}</span>
      ) : (
        <label for={id} title={field.doc}>
          {label}
        </label>
      )}
      {field.type === 'list' ? (
        <ListInput {...props} />
      ) : field.struct ? (
        <div class="group">
          {structFields(field).map((inner) => (
            <FieldInput
              key={inner.name}
              field={inner}
              raw={(raw as RawFields)[inner.name] ?? emptyRaw(inner)}
              pointer={`${pointer}/${inner.name}`}
              wrong={wrong}
              fixed={false}
              change={(value) => change({ ...(raw as RawFields), [inner.name]: value })}
            />
          ))}
        </div>
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
