// 待发: what he did that does not count yet, in the order in which it goes; what has to be decided;
// and what the office changed meanwhile.
import { clockText, integerText, minuteText } from '../format.ts';
import { t, type Key } from '../i18n/index.ts';
import { Link } from '../parts/link.tsx';
import { Empty } from '../parts/states.tsx';
import { language } from '../state/preferences.ts';
import { commandLabel, enumLabel, refusalLabel } from '../state/schema.ts';
import { acts, again, drop, linked, news, tell, unsent } from './device.ts';
import { Synced } from './synced.tsx';
import { sending, sync } from './send.ts';
import { actText, spokenOrder, timeText } from './words.ts';
import type { Act, News } from './types.ts';

const path = (order: string): string => `/today/job/${encodeURIComponent(order)}`;

async function sendAgain(act: Act): Promise<void> {
  await again(act, act.body);
  await sync(false);
}

// Yours and theirs, and what he wants.
function Decide({ act }: { act: Act }) {
  const stale = act.refusal?.status === 412;
  const why = act.refusal?.code ?? act.why ?? '';
  return (
    <div class="ph-decide">
      {act.state === 'held' && (
        <p class="ph-warn">{t('phone_would_refuse', { why: refusalLabel(why) })}</p>
      )}
      {act.state === 'refused' && !stale && (
        <p class="ph-warn">
          {refusalLabel(why, act.refusal?.title)}
          {act.refusal?.detail && language.value === 'en' && (
            <span class="muted"> {act.refusal.detail}</span>
          )}
        </p>
      )}
      {stale && (
        <dl class="ph-both">
          <dt>{t('phone_theirs')}</dt>
          <dd>
            {(act.refusal?.changes ?? []).map((change) => (
              <span key={change.version}>
                {commandLabel(change.command)}{' '}
                <span class="muted">
                  {change.operator_name || change.operator || t('system_actor')}{' '}
                  {timeText(change.recorded_at)}
                </span>
              </span>
            ))}
            {(act.refusal?.changes ?? []).length === 0 && t('phone_changed_somehow')}
          </dd>
          <dt>{t('phone_yours')}</dt>
          <dd>
            <span>
              {actText(act)} <span class="muted">{timeText(act.at)}</span>
            </span>
          </dd>
        </dl>
      )}
      <div class="ph-also">
        <button data-test="drop" onClick={() => void drop([act])}>
          {t('phone_drop')}
        </button>
        <button data-test="send-again" onClick={() => void sendAgain(act)}>
          {t(act.state === 'held' ? 'phone_send_anyway' : 'phone_send_again')}
        </button>
      </div>
    </div>
  );
}

function stateText(act: Act): { text: Key; kind: string } {
  if (act.state === 'sent') return { text: 'phone_is_sent', kind: 'ph-good' };
  if (act.state !== 'waiting') return { text: 'phone_decide', kind: 'ph-warn' };
  if (sending.value === act.sequence && linked.value)
    return { text: 'phone_is_sending', kind: 'ph-left' };
  return { text: 'phone_is_waiting', kind: 'muted' };
}

function Line({ act }: { act: Act }) {
  const { text, kind } = stateText(act);
  const asks = act.state === 'held' || act.state === 'refused';
  return (
    <li class={asks ? 'asks' : ''} data-act={act.command} data-state={act.state}>
      <span class="muted mono">{act.sequence}</span>
      <div>
        <span class="ph-line">
          <b>{actText(act)}</b>
          <span class={kind}>{t(text)}</span>
        </span>
        <Link class="muted" to={path(act.order)}>
          {clockText(act.at).slice(0, 5)} · {spokenOrder(act.order)}
        </Link>
        {asks && <Decide act={act} />}
      </div>
    </li>
  );
}

const newsKeys: Record<News['kind'], Key> = {
  came: 'phone_came',
  went: 'phone_went',
  moved: 'phone_moved',
  changed: 'phone_changed',
  paper: 'phone_paper',
  claim: 'phone_claim',
};

function Changed() {
  if (news.value.length === 0) return null;
  const time = (text: string): string => (/^\d{4}-.*Z$/.test(text) ? minuteText(text) : text);
  const know = (id: string): void => void tell(news.value.filter((one) => one.id !== id));
  return (
    <section data-test="news">
      <h2 class="ph-head">
        {t('phone_office_changed')} <span class="muted">{news.value.length}</span>
      </h2>
      <ul class="ph-card ph-lines">
        {news.value.map((one) => (
          <li class="ph-fact" key={one.id} data-kind={one.kind}>
            <span>
              <b>{spokenOrder(one.order)}</b> {t(newsKeys[one.kind])}{' '}
              {one.before && <s class="muted">{time(one.before)}</s>}
              {one.before && one.after && ' → '}
              {one.after && (
                <span class="ph-left">
                  {one.kind === 'claim'
                    ? enumLabel('warranty_claim_status', one.after)
                    : time(one.after)}
                </span>
              )}
            </span>
            <button onClick={() => know(one.id)}>{t('phone_known')}</button>
          </li>
        ))}
      </ul>
    </section>
  );
}

// So few that what has to be decided is on the first screen.
const sent_shown = 3;

export function Waiting() {
  const latest = acts.value.filter((act) => act.state === 'sent').slice(-sent_shown);
  const shown = [...latest, ...unsent.value];
  shown.sort((a, b) => a.sequence - b.sequence);
  const sent = shown.filter((act) => act.state === 'sent').length;
  return (
    <>
      <header class="ph-top">
        <h1>{t('phone_waiting')}</h1>
        <Synced />
      </header>
      <main class="ph-main" id="main" tabIndex={-1}>
        {shown.length === 0 ? (
          <Empty title={t('phone_all_sent')}>{t('phone_all_sent_note')}</Empty>
        ) : (
          <>
            <section class="ph-card ph-sum">
              <span class="ph-line">
                <span>
                  {t('phone_progress', { sent: integerText(sent), left: unsent.value.length })}
                </span>
                <span class="muted">
                  {sent} / {shown.length}
                </span>
              </span>
              <progress max={shown.length} value={sent} aria-label={t('phone_is_sent')} />
              <span class="muted">{t('phone_in_order')}</span>
            </section>
            <ol class="ph-card ph-acts" data-test="acts">
              {shown.map((act) => (
                <Line key={act.sequence} act={act} />
              ))}
            </ol>
          </>
        )}
        <Changed />
      </main>
    </>
  );
}
