// A fault report as the customer gets it on paper: what was found and why, with the facts of the
// order that it cites.
import type { CardAnswer, List, Step } from '../edge/types.ts';
import { instantText, positionText, shortInstantText, valueText } from '../format.ts';
import { learn, t } from '../i18n/index.ts';
import { visits } from '../i18n/visits.ts';
import { Title } from '../parts/card.tsx';
import { stepText, stepTitle } from '../parts/events.ts';
import { FactList } from '../parts/facts.tsx';
import { Link } from '../parts/link.tsx';
import { Failed, Loading } from '../parts/states.tsx';
import { listInfo } from '../state/lists.ts';
import { named } from '../state/names.ts';
import { useResource } from '../state/resource.ts';
import { fieldLabel, fieldOf } from '../state/schema.ts';

learn(visits);

const about = ['order', 'customer', 'asset', 'fault_code', 'technician', 'outlet'];
const told = ['cause', 'finding', 'advice'];

function Facts({ steps, stream }: { steps: Step[]; stream: string }) {
  if (steps.length === 0) return <p class="notice">{t('report_no_facts')}</p>;
  return (
    <table class="paper-facts">
      <tbody>
        {steps.map((step) => (
          <tr key={step.position}>
            <td class="mono">{shortInstantText(step.recorded_at)}</td>
            <td>
              {stepTitle(step, stream).text} {stepText(step, stream)}
            </td>
            <td class="mono faint">{positionText(step.position)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function FaultReport({ id }: { id: string }) {
  const card = useResource<CardAnswer>(`/v1/fault_reports/${encodeURIComponent(id)}`, {});
  const order = card.data ? String(card.data.item.order) : '';
  const steps = useResource<List<Step>>(
    order ? `/v1/orders/${encodeURIComponent(order)}/timeline` : null,
    { limit: 500 },
  );
  if (card.problem) return <Failed problem={card.problem} again={card.reload} />;
  if (!card.data) return <Loading />;
  const { item } = card.data;
  const info = listInfo('fault_reports')?.fields ?? [];
  const cited = new Set((item.facts as unknown[]).map(String));
  const facts = (steps.data?.items ?? []).filter((step) => cited.has(step.position));
  const line = (name: string) => {
    const field = fieldOf(info, name);
    return { field, text: valueText(item[name], field) };
  };
  return (
    <article class="paper" data-test="fault-report">
      <Title
        title={t('report_heading')}
        note={`${t('report_number', { id })} · ${instantText(String(item.at))}`}
      >
        <Link class="button" to={`/lists/fault_reports/${encodeURIComponent(id)}`}>
          {id}
        </Link>
        <button class="primary" onClick={() => window.print()}>
          {t('report_print')}
        </button>
      </Title>
      {item.status === 'withdrawn' && <p class="notice">{t('report_withdrawn')}</p>}
      <FactList items={about.map(line).filter((one) => one.text !== '—')} />
      {told
        .filter((name) => item[name])
        .map((name) => (
          <section key={name}>
            <h2>{fieldLabel(fieldOf(info, name))}</h2>
            <p class="paper-text">{String(item[name])}</p>
          </section>
        ))}
      <section>
        <h2>{t('report_facts')}</h2>
        <Facts steps={facts} stream={`work_order/${order}`} />
        <small class="faint">{t('report_facts_note')}</small>
      </section>
      <dl class="paper-signs">
        <dt>{t('report_signed')}</dt>
        <dd>{named('operator', String(item.by))}</dd>
        <dt>{t('report_received')}</dt>
        <dd />
      </dl>
    </article>
  );
}
