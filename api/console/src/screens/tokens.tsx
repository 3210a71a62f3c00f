// API tokens: one's own and those of whom one leads; made for oneself, shown once, ended.
import { useState } from 'preact/hooks';
import type { List, Names } from '../edge/types.ts';
import { Problem, reached, send } from '../edge/client.ts';
import { CopyButton } from '../docs/copy.tsx';
import { instantText, listText } from '../format.ts';
import { developers } from '../i18n/developers.ts';
import { learn, t } from '../i18n/index.ts';
import { Badge } from '../parts/badge.tsx';
import { Card, Title } from '../parts/card.tsx';
import { Link } from '../parts/link.tsx';
import { Empty, Loaded, problemText } from '../parts/states.tsx';
import { nameIn } from '../state/lists.ts';
import { nameOf } from '../state/names.ts';
import { useResource } from '../state/resource.ts';
import { enumLabel } from '../state/schema.ts';
import { hasRole, session } from '../state/session.ts';
import { isPast } from '../state/time.ts';
import '../styles/tokens_screen.css';

learn(developers);

interface Duty {
  role: string;
  outlet: string;
}
interface Token {
  operator: string;
  token: string;
  name: string;
  reads_only: boolean;
  duties: Duty[];
  made_at: string | null;
  expires_at: string | null;
}
interface Made {
  id: string;
  token: string;
  expires_at: string;
}

const day_ms = 24 * 3600 * 1000;
const days_usual = 90;
const days_max = 3660; // as the engine has it
const soon_days = 14;

const dutyText = ({ role, outlet }: Duty): string =>
  enumLabel('role', role) + (outlet ? ` @ ${nameOf('outlet', outlet) ?? outlet}` : '');
const keyOf = (duty: Duty): string => `${duty.role}@${duty.outlet}`;
const dayOf = (ms: number): string => new Date(ms + 8 * 3600 * 1000).toISOString().slice(0, 10);
const daysTo = (date: string): number =>
  Math.round((Date.parse(date) - Date.parse(dayOf(Date.now()))) / day_ms);

// The engine says of which position its answer is: the list is read no earlier.
function noteReached(position: string | null): void {
  if (position !== null && BigInt(position) > reached.value) reached.value = BigInt(position);
}

function Secret({ made, close }: { made: Made; close: () => void }) {
  return (
    <div class="notice good token-made" role="status" data-test="secret">
      <b>{t('token_shown_once')}</b>
      <p>
        <code class="token-secret">{made.token}</code>
        <CopyButton text={made.token} of={t('token_secret')} />
      </p>
      <p class="muted">{t('token_how', { time: instantText(made.expires_at) })}</p>
      <p>
        <button type="button" onClick={close}>
          {t('token_kept')}
        </button>{' '}
        <Link class="link" to="/docs">
          {t('docs_title')}
        </Link>
      </p>
    </div>
  );
}

function Duties({ chosen, change }: { chosen: string[]; change: (to: string[]) => void }) {
  const grants = session.value?.grants ?? [];
  return (
    <fieldset class="token-duties">
      <legend>{t('token_duties')}</legend>
      {grants.map((grant) => (
        <label key={keyOf(grant)}>
          <input
            type="checkbox"
            name="duty"
            checked={chosen.includes(keyOf(grant))}
            onChange={(event) =>
              change(
                event.currentTarget.checked
                  ? [...chosen, keyOf(grant)]
                  : chosen.filter((one) => one !== keyOf(grant)),
              )
            }
          />
          {dutyText(grant)}
        </label>
      ))}
      {grants.length === 0 && <p class="muted">{t('token_no_duties')}</p>}
    </fieldset>
  );
}

function End({ value, change }: { value: string; change: (to: string) => void }) {
  return (
    <div class="field">
      <label for="token-end">{t('token_end_day')}</label>
      <input
        id="token-end"
        type="date"
        name="end"
        required
        value={value}
        min={dayOf(Date.now() + day_ms)}
        max={dayOf(Date.now() + days_max * day_ms)}
        onInput={(event) => change(event.currentTarget.value)}
      />
      <small>{t('token_lasts', { n: Math.max(daysTo(value) || 0, 0) })}</small>
    </div>
  );
}

interface Wish {
  name: string;
  reads: boolean;
  duties: string[]; // by keyOf
  end: string; // a day
}

async function makeToken({ name, reads, duties, end }: Wish): Promise<Made> {
  const chosen = (session.value?.grants ?? []).filter((one) => duties.includes(keyOf(one)));
  const answer = await send<Made>('POST', '/v1/tokens', {
    name: name.trim(),
    reads_only: reads,
    expires_in_days: daysTo(end),
    ...(chosen.length > 0
      ? { duties: chosen.map(({ role, outlet }) => ({ role, ...(outlet && { outlet }) })) }
      : {}),
  });
  noteReached(answer.position);
  return answer.data;
}

function Form({ made }: { made: (token: Made) => void }) {
  const all = (session.value?.grants ?? []).map(keyOf);
  const [name, setName] = useState('');
  const [reads, setReads] = useState(true);
  const [duties, setDuties] = useState(all);
  const [end, setEnd] = useState(() => dayOf(Date.now() + days_usual * day_ms));
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const make = async (event: Event): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    setProblem('');
    try {
      made(await makeToken({ name, reads, duties, end }));
      setName('');
    } catch (failed) {
      setProblem(failed instanceof Problem ? problemText(failed) : String(failed));
    } finally {
      setBusy(false);
    }
  };
  const none = all.length > 0 && duties.length === 0;
  return (
    <form class="form" data-test="make-token" onSubmit={(event) => void make(event)}>
      {problem && (
        <p class="notice bad" role="alert">
          {problem}
        </p>
      )}
      <div class="field">
        <label for="token-name">{t('token_name')}</label>
        <input
          id="token-name"
          name="name"
          required
          maxLength={100}
          autocomplete="off"
          placeholder={t('token_name_example')}
          value={name}
          onInput={(event) => setName(event.currentTarget.value)}
        />
      </div>
      <Duties chosen={duties} change={setDuties} />
      <label class="token-reads">
        <input
          type="checkbox"
          name="reads_only"
          checked={reads}
          onChange={(event) => setReads(event.currentTarget.checked)}
        />
        {t('token_reads_only')}
      </label>
      <End value={end} change={setEnd} />
      <footer>
        <button
          class="primary"
          disabled={busy || isPast.value || none || !(daysTo(end) >= 1)}
          title={isPast.value ? t('past_reason') : none ? t('token_choose_duty') : undefined}
        >
          {t('token_make')}
        </button>
      </footer>
    </form>
  );
}

// Once to ask, once to mean it.
function EndButton({ of, ended }: { of: Token; ended: () => void }) {
  const [sure, setSure] = useState(false);
  const [problem, setProblem] = useState('');
  const own = of.operator === session.value?.operator;
  const end = async (): Promise<void> => {
    try {
      const answer = own
        ? await send('DELETE', `/v1/tokens/${encodeURIComponent(of.token)}`, {})
        : await send(
            'POST',
            '/v1/credentials/end_token',
            { operator: of.operator, token: of.token },
            { 'Idempotency-Key': crypto.randomUUID?.() ?? `end-${of.token}-${Date.now()}` },
          );
      noteReached(answer.position);
      ended();
    } catch (failed) {
      setProblem(failed instanceof Problem ? problemText(failed) : String(failed));
      setSure(false);
    }
  };
  if (!own && !hasRole('administrator')) return null;
  return (
    <span class="token-end">
      {problem && <small class="red">{problem}</small>}
      {sure ? (
        <>
          <button type="button" class="danger" data-test="really" onClick={() => void end()}>
            {t('token_really')}
          </button>
          <button type="button" onClick={() => setSure(false)}>
            {t('cancel')}
          </button>
        </>
      ) : (
        <button
          type="button"
          disabled={isPast.value}
          title={isPast.value ? t('past_reason') : undefined}
          aria-label={t('token_end_of', { name: of.name })}
          onClick={() => setSure(true)}
        >
          {t('token_end')}
        </button>
      )}
    </span>
  );
}

function Ends({ at }: { at: string | null }) {
  const left = at === null ? Infinity : (Date.parse(at) - Date.now()) / day_ms;
  return (
    <>
      {at && instantText(at)}{' '}
      {left <= 0 && <Badge name="over" tone="red" text={t('token_over')} small />}
      {left > 0 && left < soon_days && (
        <small class="amber">{t('token_days_left', { n: Math.ceil(left) })}</small>
      )}
    </>
  );
}

function Tokens({ all, names, changed }: {
  all: Token[];
  names?: Names | undefined; // of whose they are; without: one's own
  changed: () => void;
}) {
  return (
    <ul class="tokens">
      {all.map((one) => (
        <li key={`${one.operator} ${one.token}`} data-token={one.token}>
          <div>
            <b>{one.name}</b>{' '}
            {one.reads_only && <Badge name="reads" tone="indigo" text={t('token_reads')} small />}
            {names && (
              <small class="muted">
                {nameIn(names, 'operator', one.operator)} <span class="mono">{one.operator}</span>
              </small>
            )}
            <small class="muted">{listText(one.duties.map(dutyText))}</small>
          </div>
          <small class="muted">
            {t('token_made_at', { time: one.made_at ? instantText(one.made_at) : '—' })}
            <br />
            {t('token_ends_at')} <Ends at={one.expires_at} />
          </small>
          <EndButton of={one} ended={changed} />
        </li>
      ))}
    </ul>
  );
}

export default function TokensScreen() {
  const [made, setMade] = useState<Made | null>(null);
  const list = useResource<List>('/v1/api_tokens', { limit: 500 });
  const changed = (): void => list.reload();
  return (
    <>
      <Title title={t('tokens')} note={t('tokens_note')}>
        <Link class="button" to="/docs">
          {t('docs_title')}
        </Link>
      </Title>
      <div class="token-columns">
        <div>
          <Loaded from={list}>
            {({ items, names = {} }) => {
              const all = items as unknown as Token[];
              const mine = all.filter(({ operator }) => operator === session.value?.operator);
              const others = all.filter((one) => !mine.includes(one));
              return (
                <>
                  <Card class="tokens-own" title={t('tokens_mine')}>
                    {mine.length > 0 ? (
                      <Tokens all={mine} changed={changed} />
                    ) : (
                      <Empty title={t('tokens_none')}>{t('tokens_none_note')}</Empty>
                    )}
                  </Card>
                  {others.length > 0 && (
                    <Card title={t('tokens_others')} note={t('tokens_others_note')}>
                      <Tokens all={others} names={names} changed={changed} />
                    </Card>
                  )}
                </>
              );
            }}
          </Loaded>
        </div>
        <Card title={t('token_new')} note={t('token_new_note')}>
          {made && <Secret made={made} close={() => setMade(null)} />}
          <Form
            made={(token) => {
              setMade(token);
              list.reload();
            }}
          />
        </Card>
      </div>
    </>
  );
}
