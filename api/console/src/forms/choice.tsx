// A field in which one chooses by typing: a text field with a list below it. Keys: up, down, Enter,
// Escape. What is typed and not chosen stays as it is.
import { useContext, useEffect, useId, useRef, useState } from 'preact/hooks';
import type { FieldInfo } from '../edge/types.ts';
import { t } from '../i18n/index.ts';
import { wordText } from '../i18n/words.ts';
import { askName, nameOf } from '../state/names.ts';
import { isWord, useThings, useWords, type Choice } from './choices.ts';
import { FormContext } from './form_context.ts';

export interface Marks {
  'aria-label'?: string;
  'aria-invalid'?: boolean;
  'aria-describedby'?: string;
}

interface Props {
  field: Pick<FieldInfo, 'name' | 'ref' | 'required'> & Partial<FieldInfo>;
  id: string;
  text: string;
  marks: Marks;
  change: (raw: string) => void;
}

const same = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

// What is meant by what was typed: itself, or the only thing that is called so.
function meant(typed: string, items: Choice[]): Choice | undefined {
  const exact = items.find((one) => same(one.value, typed));
  const called = items.filter((one) => same(one.label, typed));
  return exact ?? (called.length === 1 ? called[0] : undefined);
}

function Options({
  id,
  items,
  at,
  loading,
  choose,
}: {
  id: string;
  items: Choice[];
  at: number;
  loading: boolean;
  choose: (one: Choice) => void;
}) {
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [at]);
  return (
    <ul class="options" role="listbox" id={`${id}-options`} ref={list} aria-label={t('choices')}>
      {items.map((one, index) => (
        <li
          key={`${one.value}/${one.note}`}
          role="option"
          id={`${id}-${index}`}
          aria-selected={index === at}
          data-value={one.value}
          onMouseDown={(event) => {
            event.preventDefault(); // the focus stays in the field
            choose(one);
          }}
        >
          <span>{one.label}</span>
          {one.label !== one.value && <span class="mono faint">{one.value}</span>}
          {one.note && <small>{one.note}</small>}
        </li>
      ))}
      {items.length === 0 && (
        <li role="option" aria-selected={false} aria-disabled class="muted">
          {t(loading ? 'looking' : 'choices_none')}
        </li>
      )}
    </ul>
  );
}

// What is typed, what can be chosen by it, and what was.
function useChoice({ field, text, change }: Props) {
  const form = useContext(FormContext);
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState<string | null>(null); // while it is edited
  const [at, setAt] = useState(-1);
  const word = isWord(field as FieldInfo);
  const q = typed ?? '';
  const things = useThings(word ? '' : field.ref, q, open);
  const words = useWords(word ? (field.means ?? '') : '', q, open, form.raw);
  const { items, loading } = word ? words : things;
  useEffect(() => {
    if (!word && text && typed === null) askName(field.ref, text);
  }, [text]);
  const choose = (one: Choice): void => {
    setTyped(null);
    setOpen(false);
    setAt(-1);
    change(one.value);
    form.chosen(field as FieldInfo, one.value, one.fill);
  };
  const leave = (): void => {
    setOpen(false);
    const one = typed === null ? undefined : meant(typed, items);
    if (one) choose(one);
    setTyped(null);
  };
  const type = (value: string): void => {
    setTyped(value);
    setAt(-1);
    setOpen(true);
    change(value);
  };
  const move = (step: number): void => {
    setOpen(true);
    setAt((old) => Math.max(0, Math.min(items.length - 1, old + step)));
  };
  return { open, setOpen, typed, at, items, loading, choose, leave, type, move };
}

type Held = ReturnType<typeof useChoice>;

function onKey(event: KeyboardEvent, { open, at, items, typed, ...held }: Held): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  const one = at >= 0 ? items[at] : undefined;
  if (step !== 0) {
    event.preventDefault();
    held.move(step);
  } else if (event.key === 'Enter' && open && one) {
    event.preventDefault();
    held.choose(one);
  } else if (event.key === 'Enter' && typed) {
    held.leave();
  } else if (event.key === 'Escape' && open) {
    event.preventDefault(); // the list closes, not the dialog around it
    event.stopPropagation();
    held.setOpen(false);
  }
}

export function ChoiceInput(props: Props) {
  const { field, id, text, marks } = props;
  const own = useId();
  const held = useChoice(props);
  const { open, typed, at, items, loading } = held;
  const called = field.ref ? nameOf(field.ref, text) : wordText(field.means, text);
  const named = typed === null && called !== text ? called : undefined;
  return (
    <span class={`chooser${named ? ' named' : ''}`}>
      <input
        id={id}
        role="combobox"
        aria-expanded={open}
        aria-controls={open ? `${own}-options` : undefined}
        aria-autocomplete="list"
        aria-activedescendant={open && at >= 0 ? `${own}-${at}` : undefined}
        value={named ?? typed ?? text}
        title={named}
        {...marks}
        autocomplete="off"
        spellcheck={false}
        required={field.required}
        name={field.name}
        data-value={text}
        onFocus={() => held.setOpen(true)}
        onClick={() => held.setOpen(true)}
        onBlur={held.leave}
        onKeyDown={(event) => onKey(event, held)}
        onInput={(event) => held.type(event.currentTarget.value)}
      />
      {named && <span class="mono code">{text}</span>}
      {open && <Options id={own} items={items} at={at} loading={loading} choose={held.choose} />}
    </span>
  );
}
