// One route: what it is for, takes and gives, lines that ask it, and a way to try it.
import { useEffect, useState } from 'preact/hooks';
import type { List } from '../edge/types.ts';
import { getTimeless } from '../edge/client.ts';
import { listText } from '../format.ts';
import { t } from '../i18n/index.ts';
import { Link } from '../parts/link.tsx';
import { itemId, listInfo } from '../state/lists.ts';
import { enumLabel } from '../state/schema.ts';
import { session } from '../state/session.ts';
import { beginning, callOf, keyOf, type Filled } from './call.ts';
import { CopyButton } from './copy.tsx';
import { goodAnswer, isRead, nameOf, typeText, type OpenApi, type Operation } from './document.ts';
import { titleOf } from './labels.ts';
import { Fields, Parameters } from './fields.tsx';
import { SnippetTabs } from './snippet_tabs.tsx';
import { TryIt } from './try_it.tsx';

export function Method({ of }: { of: string }) {
  return <b class={`docs-method ${of.toLowerCase()}`}>{of}</b>;
}

// Where a thing of a list is asked for: the first one that there is.
function useFirstId(operation: Operation, fill: (id: string) => void): void {
  useEffect(() => {
    const list = listInfo(operation.group);
    const asks = isRead(operation) && operation.path.startsWith(`/v1/${operation.group}/{id}`);
    if (!asks || !list || !session.value?.lists.includes(list.name)) return;
    getTimeless<List>(`/v1/${list.name}`, { limit: 1 })
      .then(({ data }) => data.items[0] && fill(itemId(list, data.items[0])))
      .catch(() => {}); // the example stays
  }, [operation.id]);
}

function Answers({ document, operation }: { document: OpenApi; operation: Operation }) {
  const good = goodAnswer(operation);
  const schema = good?.types.find(([type]) => type === 'application/json')?.[1];
  return (
    <>
      {good && (
        <p>
          <b class="docs-good">{good.status}</b> {good.description}{' '}
          {good.types.map(([type]) => (
            <code class="muted" key={type}>
              {type}{' '}
            </code>
          ))}
          {schema && <code class="muted">{nameOf(schema) ?? typeText(document, schema)}</code>}
        </p>
      )}
      {schema && <Fields document={document} schema={schema} />}
      {operation.events && (
        <>
          <p>{t('docs_events_note')}</p>
          {[
            ...new Map(Object.entries(operation.events).map(([name, of]) => [nameOf(of), name])),
          ].map(([of, name]) => (
            <details key={of}>
              <summary>
                <code>event: {of === 'feed_moved' ? t('docs_each_list') : name}</code>
              </summary>
              <p class="muted">{document.components.schemas[of ?? '']?.description}</p>
              <Fields document={document} schema={operation.events![name]!} />
            </details>
          ))}
        </>
      )}
      <ul class="docs-statuses">
        {operation.answers
          .filter((answer) => answer !== good)
          .map(({ status, description }) => (
            <li key={status}>
              <b>{status}</b> <span class="muted">{description}</span>
            </li>
          ))}
      </ul>
      <p>
        <Link class="link" to="/docs/problems" query={{ stream: operation.stream }}>
          {t('docs_problem_codes')}
        </Link>
      </p>
    </>
  );
}

function Who({ operation }: { operation: Operation }) {
  if (operation.open) return <span class="muted">{t('docs_open')}</span>;
  if (operation.roles.length === 0) return <span class="muted">{t('docs_signed_in')}</span>;
  return (
    <span class="muted">
      {t('docs_sent_by', { who: listText(operation.roles.map((role) => enumLabel('role', role))) })}
    </span>
  );
}

export function OperationView({
  document,
  operation,
}: {
  document: OpenApi;
  operation: Operation;
}) {
  const [filled, setFilled] = useState<Filled>(() => beginning(document, operation));
  useFirstId(operation, (id) =>
    setFilled((now) => {
      const name = keyOf({ name: 'id', in: 'path', schema: {} });
      const untouched = now.values[name] === beginning(document, operation).values[name];
      return untouched ? { ...now, values: { ...now.values, [name]: id } } : now;
    }),
  );
  const call = callOf(window.location.origin, operation, filled);
  return (
    <article class="docs-operation" data-operation={operation.id}>
      <header>
        <h1>{titleOf(operation)}</h1>
        <p class="docs-address">
          <Method of={operation.method} /> <code>{operation.path}</code>
          <CopyButton text={operation.path} of={operation.path} />
        </p>
        {operation.about && <p class="docs-about">{operation.about}</p>}
        <p>
          <Who operation={operation} />
        </p>
      </header>
      <section>
        <h2>{t('docs_lines')}</h2>
        <SnippetTabs call={call} id={`lines-${operation.id}`} />
        {!operation.open && <p class="muted">{t('docs_token_note')}</p>}
      </section>
      <section>
        <h2>{t('docs_try')}</h2>
        <TryIt key={operation.id} operation={operation} filled={filled} change={setFilled} />
      </section>
      {operation.parameters.length > 0 && (
        <section>
          <h2>{t('docs_parameters')}</h2>
          <Parameters document={document} all={operation.parameters} />
        </section>
      )}
      {operation.body && (
        <section>
          <h2>
            {t('docs_body')} <code class="muted">{operation.body.type}</code>
          </h2>
          <Fields document={document} schema={operation.body.schema} />
        </section>
      )}
      <section>
        <h2>{t('docs_answers')}</h2>
        <Answers document={document} operation={operation} />
      </section>
    </article>
  );
}
