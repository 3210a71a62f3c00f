// The search over everything, at the top: `/` comes here, arrows choose, Enter opens, Esc leaves.
import { useEffect, useRef, useState } from 'preact/hooks';
import { listText } from '../format.ts';
import { t } from '../i18n/index.ts';
import { lists, mayRead } from '../state/lists.ts';
import { go, href, outlet, place } from '../state/location.ts';
import { say } from '../state/schema.ts';
import { useFound, type Found } from '../state/searching.ts';
import { FoundPanel, optionsOf, type Option } from './search_found.tsx';

const panel_id = 'found';

function useSlash(input: { current: HTMLInputElement | null }): void {
  useEffect(() => {
    const focus = (event: KeyboardEvent): void => {
      const typing = (event.target as Element).closest('input, textarea, select, dialog');
      if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      // A list has a search of its own; there it is meant.
      const own = document.querySelector<HTMLInputElement>('.main [data-key="/"]');
      const meant = own ?? input.current;
      meant?.focus();
      meant?.select();
    };
    document.addEventListener('keydown', focus);
    return () => document.removeEventListener('keydown', focus);
  }, []);
}

// Closed by a click elsewhere, and wherever one goes.
function useClosing(box: { current: HTMLElement | null }, close: () => void): void {
  useEffect(() => {
    const elsewhere = (event: Event): void => {
      if (!box.current?.contains(event.target as Node)) close();
    };
    document.addEventListener('pointerdown', elsewhere);
    return () => document.removeEventListener('pointerdown', elsewhere);
  }, []);
  useEffect(close, [place.value.path]);
}

function told(found: Found | undefined, typed: string): string {
  if (typed === '') return '';
  if (found?.typed !== typed) return t('looking');
  if (found.problem) return t('find_failed', { why: found.problem.message });
  const n = (found.answer?.groups ?? []).reduce((sum, group) => sum + group.items.length, 0);
  if (n > 0) return t('find_count', { n });
  return t(outlet.value ? 'find_nothing_here' : 'find_nothing', { what: typed });
}

const Hint = () => (
  <>
    <p>
      {t('find_in', {
        lists: listText(
          lists()
            .filter((list) => list.search && mayRead(list))
            .map((list) => say(list.label, list.name)),
        ),
      })}
    </p>
    <p class="muted">
      {t('find_how')} {t('find_how_numbers')}
    </p>
  </>
);

// Below the field: what is found, or that nothing is, and what can be. What was found before stays
// while the next is looked for.
function Below({ typed, found, chosen, follow }: {
  typed: string;
  found: Found | undefined;
  chosen: string | undefined;
  follow: (option: Option) => void;
}) {
  const none = optionsOf(found?.answer, typed).length === 0;
  const here = found?.typed === typed;
  return (
    <>
      {typed !== '' && none && <p class={found?.problem ? 'red' : ''}>{told(found, typed)}</p>}
      {(typed === '' || (none && here && found.answer)) && <Hint />}
      <div class={here ? '' : 'stale'}>
        <FoundPanel
          id={panel_id}
          answer={typed === '' ? undefined : found?.answer}
          typed={found?.typed ?? ''}
          {...{ chosen, follow }}
        />
      </div>
    </>
  );
}

// Which of the options is chosen, and the one that is to be opened as soon as it is known.
function useChoice(found: Found | undefined, typed: string, follow: (option?: Option) => void) {
  const [at, setAt] = useState(-1);
  const waiting = useRef(''); // for what Enter was pressed before it was answered
  const options = found?.typed === typed ? optionsOf(found.answer, typed) : [];
  useEffect(() => {
    if (found?.typed !== typed || waiting.current !== typed || typed === '') return;
    waiting.current = '';
    follow(options[0]);
  }, [found]);
  const enter = (): void => {
    if (found?.typed !== typed) waiting.current = typed;
    else follow(options[Math.max(at, 0)]);
  };
  return {
    any: options.length > 0,
    chosen: options[at]?.key,
    none: () => {
      setAt(-1);
      waiting.current = '';
    },
    keys: {
      ArrowDown: () => setAt(Math.min(at + 1, options.length - 1)),
      ArrowUp: () => setAt(Math.max(at - 1, -1)),
      Enter: enter,
    } as Record<string, () => void>,
  };
}

export function SearchBox() {
  const box = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const typed = text.trim();
  const found = useFound(open ? typed : '');
  const follow = (option?: Option): void => {
    if (!option) return;
    close();
    input.current?.blur();
    go(href(option.path, option.query));
  };
  const choice = useChoice(found, typed, follow);
  const close = (): void => {
    setOpen(false);
    choice.none();
  };
  useSlash(input);
  useClosing(box, close);
  const hear = (event: KeyboardEvent): void => {
    const escape = event.key === 'Escape'; // first what was typed goes, then one leaves
    const run = escape ? close : choice.keys[event.key];
    if (!run || event.isComposing) return;
    event.preventDefault();
    if (!escape) setOpen(true);
    else if (open && typed) setText('');
    else input.current?.blur();
    run();
  };
  return (
    <div class="search" role="search" ref={box}>
      <input
        ref={input}
        type="text"
        inputMode="search"
        enterKeyHint="search"
        name="search"
        role="combobox"
        placeholder={t('find_placeholder')}
        aria-label={t('find')}
        aria-expanded={open && choice.any}
        aria-controls={panel_id}
        aria-autocomplete="list"
        {...(choice.chosen && { 'aria-activedescendant': choice.chosen })}
        autocomplete="off"
        spellcheck={false}
        value={text}
        onFocus={() => setOpen(true)}
        onInput={({ currentTarget }) => {
          setText(currentTarget.value);
          choice.none();
          setOpen(true);
        }}
        onKeyDown={hear}
        onBlur={({ relatedTarget: to }) => {
          if (to && !box.current?.contains(to as Node)) close();
        }}
      />
      <kbd aria-hidden="true">/</kbd>
      <p class="hidden" role="status">
        {open ? told(found, typed) : ''}
      </p>
      <div class="found" hidden={!open}>
        {open && <Below {...{ typed, found, follow }} chosen={choice.chosen} />}
      </div>
    </div>
  );
}
