// The API page: every route of /openapi.json, to be searched, read and tried. Nobody needs to be
// signed in, as for the document; to try it one does.
import { useEffect, useState } from 'preact/hooks';
import type { ComponentChildren } from 'preact';
import { getTimeless, Problem } from '../edge/client.ts';
import { developers } from '../i18n/developers.ts';
import { learn, t } from '../i18n/index.ts';
import { Mark } from '../parts/icons.tsx';
import { Link } from '../parts/link.tsx';
import { Failed, Loading } from '../parts/states.tsx';
import { groupsOf, matches, type Group, type OpenApi, type Operation } from '../docs/document.ts';
import { groupLabel, inOrder, titleOf } from '../docs/labels.ts';
import { Method, OperationView } from '../docs/operation.tsx';
import { fits, ProblemLink, ProblemList, ProblemView } from '../docs/problems.tsx';
import { Start } from '../docs/start.tsx';
import { adjust, param, place } from '../state/location.ts';
import { chooseLanguage, chooseTheme, language, theme } from '../state/preferences.ts';
import { loadSchema } from '../state/schema.ts';
import { session } from '../state/session.ts';
import '../styles/docs.css';

learn(developers);

const hits_max = 60; // shown at once

interface Book {
  document: OpenApi;
  groups: Group[];
}

function useBook(): [Book | null, Problem | null] {
  const [book, setBook] = useState<Book | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    // The schema has the names of enum values.
    Promise.all([getTimeless<OpenApi>('/openapi.json'), loadSchema()])
      .then(([{ data }]) => setBook({ document: data, groups: groupsOf(data) }))
      .catch((cause: unknown) =>
        setProblem(cause instanceof Problem ? cause : new Problem(0, { detail: String(cause) })),
      );
  }, []);
  return [book, problem];
}

function OperationLink({ of }: { of: Operation }) {
  return (
    <Link class="docs-hit" to={`/docs/${of.group}/${of.id}`} query={{ q: null }}>
      <Method of={of.method} /> <code>{of.path}</code> <span class="muted">{titleOf(of)}</span>
    </Link>
  );
}

function Nothing({ children }: { children: ComponentChildren }) {
  return (
    <article>
      <header>
        <h1>{children}</h1>
        <p>
          <Link class="link" to="/docs">
            {t('docs_begin')}
          </Link>
        </p>
      </header>
    </article>
  );
}

function Found({ book, text }: { book: Book; text: string }) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const routes = book.groups
    .flatMap((group) => group.operations)
    .filter((operation) => matches(book.document, operation, words));
  const problems = (book.document['x-problems'] ?? []).filter((one) => fits(one, words));
  if (routes.length + problems.length === 0)
    return <Nothing>{t('docs_nothing', { text })}</Nothing>;
  return (
    <article>
      <header>
        <h1>{t('docs_found', { n: routes.length + problems.length })}</h1>
      </header>
      <ul class="docs-hits" data-test="found">
        {routes.slice(0, hits_max).map((one) => (
          <li key={one.id}>
            <OperationLink of={one} />
          </li>
        ))}
        {problems.slice(0, hits_max).map((one) => (
          <li key={one.code}>
            <ProblemLink of={one} />
          </li>
        ))}
      </ul>
    </article>
  );
}

function GroupView({ group }: { group: Group }) {
  return (
    <article>
      <header>
        <h1>{groupLabel(group)}</h1>
        <p class="muted">{t('docs_routes', { n: group.operations.length })}</p>
      </header>
      <ul class="docs-hits">
        {group.operations.map((one) => (
          <li key={one.id}>
            <OperationLink of={one} />
          </li>
        ))}
      </ul>
    </article>
  );
}

function Page({ book }: { book: Book }) {
  const [, , first = '', second = ''] = place.value.path.split('/').map(decodeURIComponent);
  const text = param('q').trim();
  if (text) return <Found book={book} text={text} />;
  if (!first) return <Start document={book.document} groups={book.groups} />;
  if (first === 'problems') {
    const all = book.document['x-problems'] ?? [];
    if (!second) return <ProblemList all={all} />;
    const one = all.find(({ code }) => code === second);
    return one ? (
      <ProblemView of={one} groups={book.groups} />
    ) : (
      <Nothing>{t('docs_no_code')}</Nothing>
    );
  }
  const group = book.groups.find(({ name }) => name === first);
  const operation = group?.operations.find(({ id }) => id === second);
  if (operation)
    return <OperationView key={operation.id} document={book.document} operation={operation} />;
  return group && !second ? <GroupView group={group} /> : <Nothing>{t('docs_no_route')}</Nothing>;
}

function Contents({ groups }: { groups: Group[] }) {
  const [, , here = ''] = place.value.path.split('/');
  const line = (to: string, name: string, text: string) => (
    <Link
      key={to}
      to={to}
      query={{ q: null }}
      {...(here === name ? { 'aria-current': 'page' as const } : {})}
    >
      {text}
    </Link>
  );
  return (
    <nav class="docs-nav" aria-label={t('docs_contents')}>
      {line('/docs', '', t('docs_begin'))}
      {line('/docs/problems', 'problems', t('docs_problem_codes'))}
      {inOrder(groups).map((group) => line(`/docs/${group.name}`, group.name, groupLabel(group)))}
    </nav>
  );
}

function Top() {
  return (
    <header class="docs-top">
      <Link class="brand" to="/">
        <Mark /> <span class="name">Kintsugi</span>
      </Link>
      <input
        type="search"
        name="docs-search"
        aria-label={t('docs_search')}
        placeholder={t('docs_search')}
        autocomplete="off"
        value={param('q')}
        onInput={(event) => adjust({ q: event.currentTarget.value }, true)}
      />
      <div class="end">
        <button
          title={t('switch_language')}
          onClick={() => chooseLanguage(language.value === 'zh-CN' ? 'en' : 'zh-CN')}
        >
          中 / EN
        </button>
        <button
          aria-label={t('switch_theme')}
          title={t('switch_theme')}
          onClick={() => chooseTheme(theme.value === 'dark' ? 'light' : 'dark')}
        >
          ◐
        </button>
        <Link class="button" to="/">
          {session.value ? session.value.name || session.value.operator : t('sign_in')}
        </Link>
      </div>
    </header>
  );
}

function titleText(book: Book | null): string {
  const [, , first = '', second = ''] = place.value.path.split('/').map(decodeURIComponent);
  const operation = book?.groups
    .find(({ name }) => name === first)
    ?.operations.find(({ id }) => id === second);
  return [operation ? titleOf(operation) : second || first, t('docs_title'), 'Kintsugi']
    .filter(Boolean)
    .join(' · ');
}

export default function Docs() {
  const [book, problem] = useBook();
  useEffect(() => {
    document.title = titleText(book);
  });
  const frame = (children: ComponentChildren) => (
    <main class="docs-main" id="main" tabIndex={-1}>
      {children}
    </main>
  );
  return (
    <div class="docs">
      <a class="skip" href="#main">
        {t('skip')}
      </a>
      <Top />
      {book && <Contents groups={book.groups} />}
      {frame(problem ? <Failed problem={problem} /> : book ? <Page book={book} /> : <Loading />)}
    </div>
  );
}
