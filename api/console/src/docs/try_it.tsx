// Asks the server itself, with the session that is there. What reads goes at once; what writes, in
// a demo company or after a word.
import { useState } from 'preact/hooks';
import { t } from '../i18n/index.ts';
import { Link } from '../parts/link.tsx';
import { language } from '../state/preferences.ts';
import { session } from '../state/session.ts';
import { callOf, keyOf, parsed, type Filled } from './call.ts';
import { CopyButton } from './copy.tsx';
import { isRead, type Operation } from './document.ts';

interface Answered {
  status: number;
  ms: number;
  headers: [string, string][];
  text: string;
  code: string; // of a problem document
  more: boolean;
}

const shown_max = 60_000; // characters of an answer that are shown
const told = ['content-type', 'etag', 'kintsugi-position', 'idempotent-replayed', 'retry-after'];
const demo_tenant = 'demo';

function pretty(text: string, type: string): string {
  if (!type.includes('json')) return text;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

async function ask(operation: Operation, filled: Filled): Promise<Answered> {
  const call = callOf('', operation, filled);
  const headers: Record<string, string> = {
    'Accept-Language': language.peek(),
    ...Object.fromEntries(call.headers),
  };
  if (call.key) headers['Idempotency-Key'] = crypto.randomUUID?.() ?? `docs-${Date.now()}`;
  if (call.body !== undefined) headers['Content-Type'] = 'application/json';
  const begun = performance.now();
  const response = await fetch(call.url, {
    method: call.method,
    headers,
    ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
  });
  const text = pretty(await response.text(), response.headers.get('content-type') ?? '');
  return {
    status: response.status,
    ms: Math.round(performance.now() - begun),
    headers: told.flatMap((name) => {
      const value = response.headers.get(name);
      return value === null ? [] : [[name, value] as [string, string]];
    }),
    code: response.ok ? '' : (/^ {2}"code": "([a-z_.]+)"/m.exec(text)?.[1] ?? ''),
    text: text.slice(0, shown_max),
    more: text.length > shown_max,
  };
}

function Inputs({
  operation,
  filled,
  change,
}: {
  operation: Operation;
  filled: Filled;
  change: (to: Filled) => void;
}) {
  const [all, setAll] = useState(false);
  const usual = operation.parameters.filter(
    (one) => one.in === 'path' || one.required || keyOf(one) in filled.values || one.name === 'q',
  );
  const shown = (all ? operation.parameters : usual).filter(
    ({ name }) => name !== 'Idempotency-Key',
  );
  const rest = operation.parameters.length - usual.length;
  return (
    <>
      <div class="docs-inputs">
        {shown.map((one) => {
          const id = `try-${operation.id}-${keyOf(one).replace(' ', '-')}`;
          return (
            <div class="field" key={id}>
              <label for={id}>
                <code>{one.name}</code> <small class="faint">{one.in}</small>
              </label>
              <input
                id={id}
                value={filled.values[keyOf(one)] ?? ''}
                required={one.required ?? false}
                autocomplete="off"
                onInput={(event) =>
                  change({
                    ...filled,
                    values: { ...filled.values, [keyOf(one)]: event.currentTarget.value },
                  })
                }
              />
            </div>
          );
        })}
      </div>
      {rest > 0 && (
        <button type="button" class="plain" aria-expanded={all} onClick={() => setAll(!all)}>
          {t(all ? 'docs_fewer' : 'docs_more', { n: rest })}
        </button>
      )}
      {operation.body && (
        <div class="field">
          <label for={`try-${operation.id}-body`}>{t('docs_body')}</label>
          <textarea
            id={`try-${operation.id}-body`}
            class="mono"
            rows={Math.min(18, filled.body.split('\n').length + 1)}
            spellcheck={false}
            value={filled.body}
            onInput={(event) => change({ ...filled, body: event.currentTarget.value })}
          />
        </div>
      )}
    </>
  );
}

// Why it cannot be sent yet; null where it can.
function useHindrance(operation: Operation, filled: Filled, meant: boolean): string | null {
  if (operation.body?.type === 'application/json')
    try {
      parsed(filled.body);
    } catch (wrong) {
      return t('docs_bad_json', { why: (wrong as Error).message });
    }
  if (!operation.open && !session.value) return t('docs_sign_in_first');
  if (!isRead(operation) && !operation.open && session.value?.tenant !== demo_tenant && !meant)
    return t('docs_confirm_first');
  return null;
}

export function TryIt({
  operation,
  filled,
  change,
}: {
  operation: Operation;
  filled: Filled;
  change: (to: Filled) => void;
}) {
  const [answered, setAnswered] = useState<Answered | null>(null);
  const [failed, setFailed] = useState('');
  const [busy, setBusy] = useState(false);
  const [meant, setMeant] = useState(false);
  const hindrance = useHindrance(operation, filled, meant);
  const writes = !isRead(operation);
  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    setFailed('');
    try {
      setAnswered(await ask(operation, filled));
    } catch (cause) {
      setFailed(String(cause));
    } finally {
      setBusy(false);
      setMeant(false);
    }
  };
  if (operation.events) return <p class="muted">{t('docs_feed_try')}</p>;
  return (
    <form class="docs-try" onSubmit={(event) => void send(event)}>
      <Inputs operation={operation} filled={filled} change={change} />
      {writes && session.value && session.value.tenant !== demo_tenant && (
        <label class="docs-meant">
          <input
            type="checkbox"
            checked={meant}
            onChange={(event) => setMeant(event.currentTarget.checked)}
          />
          {t('docs_meant', { company: session.value.tenant, operator: session.value.operator })}
        </label>
      )}
      {writes && session.value?.tenant === demo_tenant && (
        <p class="muted">{t('docs_demo_writes')}</p>
      )}
      <footer>
        <button class="primary" disabled={hindrance !== null || busy} data-test="try">
          {t(writes ? 'docs_send' : 'docs_ask')}
        </button>
        {hindrance && <span class="muted">{hindrance}</span>}
      </footer>
      <div role="status">
        {failed && <p class="notice bad">{failed}</p>}
        {answered && (
          <div class="docs-answer" data-test="answer">
            <p>
              <b class={answered.status < 400 ? 'docs-good' : 'red'}>{answered.status}</b>{' '}
              <span class="muted">{t('docs_took', { ms: answered.ms })}</span>
              {answered.headers.map(([name, value]) => (
                <small class="mono faint" key={name}>
                  {name}: {value}
                </small>
              ))}
              <CopyButton text={answered.text} of={t('docs_answer')} />
            </p>
            {answered.code && (
              <p>
                <Link class="link" to={`/docs/problems/${answered.code}`}>
                  {t('docs_what_is', { code: answered.code })}
                </Link>
              </p>
            )}
            <pre tabIndex={0} aria-label={t('docs_answer')}>
              {answered.text}
            </pre>
            {answered.more && <p class="muted">{t('docs_cut')}</p>}
          </div>
        )}
      </div>
    </form>
  );
}
