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
      const own = document.querySelector<HTMLElement>('.main [data-key="/"]');
      (own ?? input.current)?.focus();
      input.current?.select();
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
  if (found?.typed !== typed) return t('find_looking');
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
    <p class="muted">{t('find_how')}</p>
  </>
);

export function SearchBox() {
  const box = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(-1); // the chosen one
  const waiting = useRef(''); // for what Enter was pressed before it was answered
  const typed = text.trim();
  const found = useFound(open ? typed : '');
  const options = found?.typed === typed ? optionsOf(found.answer, typed) : [];
  const close = (): void => {
    setOpen(false);
    setAt(-1);
    waiting.current = '';
  };
  useSlash(input);
  useClosing(box, close);

  const follow = (option: Option | undefined): void => {
    if (!option) return;
    close();
    input.current?.blur();
    go(href(option.path, option.query));
  };
  useEffect(() => {
    if (found?.typed !== typed || waiting.current !== typed || typed === '') return;
    waiting.current = '';
    follow(options[0]);
  }, [found]);

  const keys: Record<string, () => void> = {
    ArrowDown: () => setAt(Math.min(at + 1, options.length - 1)),
    ArrowUp: () => setAt(Math.max(at - 1, -1)),
    Enter: () => {
      if (found?.typed !== typed) waiting.current = typed;
      else follow(options[Math.max(at, 0)]);
    },
    Escape: () => {
      if (open && typed) setText('');
      else input.current?.blur();
      close();
    },
  };
  const hear = (event: KeyboardEvent): void => {
    const run = event.isComposing ? undefined : keys[event.key];
    if (!run) return;
    event.preventDefault();
    if (event.key !== 'Escape') setOpen(true);
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
        aria-expanded={open && options.length > 0}
        aria-controls={panel_id}
        aria-autocomplete="list"
        {...(at >= 0 && options[at] ? { 'aria-activedescendant': options[at].key } : {})}
        autocomplete="off"
        spellcheck={false}
        value={text}
        onFocus={() => setOpen(true)}
        onInput={(event) => {
          setText(event.currentTarget.value);
          setAt(-1);
          setOpen(true);
          waiting.current = '';
        }}
        onKeyDown={hear}
        onBlur={(event) => {
          const to = event.relatedTarget as Node | null;
          if (to && !box.current?.contains(to)) close();
        }}
      />
      <kbd aria-hidden="true">/</kbd>
      <p class="hidden" role="status">
        {open ? told(found, typed) : ''}
      </p>
      <div class="found" hidden={!open}>
        {open && typed === '' && <Hint />}
        {open && typed !== '' && options.length === 0 && (
          <>
            <p class={found?.problem ? 'red' : ''}>{told(found, typed)}</p>
            {found?.typed === typed && !found.problem && <Hint />}
          </>
        )}
        <FoundPanel
          id={panel_id}
          answer={open && found?.typed === typed ? found.answer : undefined}
          typed={typed}
          chosen={options[at]?.key}
          follow={follow}
        />
      </div>
    </div>
  );
}
