// What was found, by lists; the best first.
import { useEffect, useRef } from 'preact/hooks';
import type { ComponentChildren } from 'preact';
import type { ListField } from '../edge/types.ts';
import { dayText, instantText, valueText } from '../format.ts';
import { t } from '../i18n/index.ts';
import { Badge } from '../parts/badge.tsx';
import { itemPath, listInfo } from '../state/lists.ts';
import { href, type Query } from '../state/location.ts';
import { say } from '../state/schema.ts';
import type { FoundGroup, FoundItem, SearchAnswer } from '../state/searching.ts';
import { isPast, shown } from '../state/time.ts';

export interface Option {
  key: string; // in the document
  path: string;
  query?: Query;
}

const itemKey = (group: FoundGroup, item: FoundItem): string => `found-${group.list}-${item.id}`;

export const allOf = (group: FoundGroup, typed: string): Option => ({
  key: `found-${group.list}-*`,
  path: `/lists/${group.list}`,
  query: { q: typed },
});

// What arrows go through, in the order in which it stands.
export const optionsOf = (answer: SearchAnswer | undefined, typed: string): Option[] =>
  (answer?.groups ?? []).flatMap((group) => [
    ...group.items.map((item) => ({
      key: itemKey(group, item),
      path: itemPath(group.list, item.id),
    })),
    ...(group.more ? [allOf(group, typed)] : []),
  ]);

// What was typed, where it stands in the text as it was typed.
function Marked({ text, words }: { text: string; words: string[] }) {
  const parts: ComponentChildren[] = [];
  const low = text.toLowerCase();
  let at = 0;
  while (at < text.length) {
    const next = words
      .map((word) => ({ word, place: low.indexOf(word, at) }))
      .filter(({ place }) => place >= 0)
      .toSorted((a, b) => a.place - b.place || b.word.length - a.word.length)[0];
    if (!next) break;
    parts.push(text.slice(at, next.place));
    at = next.place + next.word.length;
    parts.push(<mark>{text.slice(next.place, at)}</mark>);
  }
  return (
    <>
      {parts}
      {text.slice(at)}
    </>
  );
}

const wordsOf = (typed: string): string[] => typed.toLowerCase().split(/\s+/).filter(Boolean);

function Facts({ list, item, words }: { list: string; item: FoundItem; words: string[] }) {
  const fields = listInfo(list)?.fields ?? [];
  const known = (name: string): ListField | undefined =>
    fields.find((field) => field.name === name);
  const facts = Object.entries(item.fields).filter(
    ([name, value]) => name !== 'status' && name !== 'name' && value !== item.id,
  );
  return (
    <small class="muted">
      {facts.map(([name, value], index) => {
        const field = known(name);
        const text = field?.format === 'instant' ? dayText(value) : valueText(value, field);
        return (
          <span key={name} {...(field && { title: say(field.label, name) })}>
            {index > 0 && ' · '}
            <Marked text={text} words={words} />
          </span>
        );
      })}
    </small>
  );
}

function Status({ list, item }: { list: string; item: FoundItem }) {
  const value = item.fields.status;
  const field = listInfo(list)?.fields.find((one) => one.name === 'status');
  if (!value || value === 'none') return null;
  return <Badge small name={value} text={valueText(value, field)} />;
}

interface Shown {
  typed: string;
  chosen: string | undefined;
  follow: (option: Option) => void;
}

function OptionLink({
  option,
  chosen,
  follow,
  children,
}: Omit<Shown, 'typed'> & { option: Option; children: ComponentChildren }) {
  const own = useRef<HTMLAnchorElement>(null);
  const selected = option.key === chosen;
  useEffect(() => {
    if (selected) own.current?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  return (
    <a
      ref={own}
      id={option.key}
      role="option"
      aria-selected={selected}
      tabIndex={-1}
      href={href(option.path, option.query)}
      onClick={(event) => {
        if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)
          return;
        event.preventDefault();
        follow(option);
      }}
    >
      {children}
    </a>
  );
}

function Group({ group, typed, ...rest }: Shown & { group: FoundGroup }) {
  const words = wordsOf(typed);
  const title = say(group.label, group.list);
  const all = allOf(group, typed);
  return (
    <div role="group" aria-labelledby={`found-${group.list}`}>
      <p class="kind muted" id={`found-${group.list}`}>
        {title}
      </p>
      {group.items.map((item) => (
        <OptionLink
          key={item.id}
          option={{ key: itemKey(group, item), path: itemPath(group.list, item.id) }}
          {...rest}
        >
          <span class="line">
            {item.label !== item.id && (
              <b>
                <Marked text={item.label} words={words} />
              </b>
            )}
            <span class="mono">
              <Marked text={item.id} words={words} />
            </span>
            <Status list={group.list} item={item} />
          </span>
          <Facts list={group.list} item={item} words={words} />
        </OptionLink>
      ))}
      {group.more && (
        <OptionLink option={all} {...rest}>
          <span class="link">{t('find_all', { list: title })} ›</span>
        </OptionLink>
      )}
    </div>
  );
}

export function FoundPanel({
  id,
  answer,
  ...options
}: Shown & { id: string; answer: SearchAnswer | undefined }) {
  const past = isPast.value && shown.value;
  return (
    <>
      {answer && past && (
        <p class="past">{t('find_past', { time: instantText(past.recorded_at) })}</p>
      )}
      <div role="listbox" id={id} aria-label={t('find_results')}>
        {(answer?.groups ?? []).map((group) => (
          <Group key={group.list} group={group} {...options} />
        ))}
      </div>
      {answer && !answer.complete && <p class="muted">{t('find_part')}</p>}
    </>
  );
}
