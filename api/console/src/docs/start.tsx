// Where to begin: what holds for every route.
import { t, type Key } from '../i18n/index.ts';
import { Link } from '../parts/link.tsx';
import { session } from '../state/session.ts';
import { callOf } from './call.ts';
import type { Group, OpenApi, Operation } from './document.ts';
import { groupLabel, inOrder } from './labels.ts';
import { SnippetTabs } from './snippet_tabs.tsx';

const rules: [Key, Key][] = [
  ['docs_rule_change', 'docs_rule_change_note'],
  ['docs_rule_time', 'docs_rule_time_note'],
  ['docs_rule_list', 'docs_rule_list_note'],
  ['docs_rule_units', 'docs_rule_units_note'],
  ['docs_rule_feed', 'docs_rule_feed_note'],
  ['docs_rule_origin', 'docs_rule_origin_note'],
  ['docs_rule_problem', 'docs_rule_problem_note'],
];

function First({ operation }: { operation: Operation }) {
  const call = callOf(window.location.origin, operation, {
    values: { 'query limit': '5' },
    body: '',
  });
  return <SnippetTabs call={call} id="lines-first" />;
}

export function Start({ document, groups }: { document: OpenApi; groups: Group[] }) {
  const first = groups
    .flatMap((group) => group.operations)
    .find(({ path }) => path === '/v1/work_orders');
  return (
    <article>
      <header>
        <h1>{t('docs_title')}</h1>
        <p>{t('docs_intro', { version: document.info.version })}</p>
      </header>
      <section>
        <h2>{t('docs_first')}</h2>
        <p>
          {t('docs_first_note')}{' '}
          {session.value && (
            <Link class="link" to="/tokens">
              {t('docs_make_token')}
            </Link>
          )}
        </p>
        {first && <First operation={first} />}
      </section>
      <section>
        <h2>{t('docs_rules')}</h2>
        <dl class="docs-rules">
          {rules.map(([name, note]) => [
            <dt key={name}>{t(name)}</dt>,
            <dd key={note}>{t(note)}</dd>,
          ])}
        </dl>
        <p>
          <a class="link" href="/openapi.json">
            /openapi.json
          </a>{' '}
          ·{' '}
          <a class="link" href="/v1/schema">
            /v1/schema
          </a>{' '}
          ·{' '}
          <Link class="link" to="/docs/problems">
            {t('docs_problem_codes')}
          </Link>
        </p>
      </section>
      <section>
        <h2>{t('docs_groups')}</h2>
        <ul class="docs-groups">
          {inOrder(groups).map((group) => (
            <li key={group.name}>
              <Link to={`/docs/${group.name}`}>
                <b>{groupLabel(group)}</b> <code class="muted">{group.name}</code>
                <small class="faint">{t('docs_routes', { n: group.operations.length })}</small>
              </Link>
            </li>
          ))}
        </ul>
      </section>
    </article>
  );
}
