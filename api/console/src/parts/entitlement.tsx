// What an appliance is entitled to on a day: stage, gates, remedies, and what says so. Loaded when
// a card shows it.
import type { Row } from '../edge/types.ts';
import { moneyText } from '../format.ts';
import { learn, t } from '../i18n/index.ts';
import { warranty } from '../i18n/warranty.ts';
import { thingPath } from '../state/lists.ts';
import { useResource } from '../state/resource.ts';
import { enumLabel } from '../state/schema.ts';
import { Badge } from './badge.tsx';
import { Card } from './card.tsx';
import { Link } from './link.tsx';
import { Loaded } from './states.tsx';
import type { Tone } from './tones.ts';

learn(warranty);

interface Gate {
  gate: string;
  open?: boolean;
  limit?: number;
  counted?: number;
  until?: string | null;
}
interface Entitlement {
  on: string;
  stage: string;
  started_from: string;
  started_on: string | null;
  day: number;
  paused_days: number;
  used_days: number;
  until: string | null;
  parts: { group: string; until: string; covered: boolean }[];
  gates: Gate[];
  remedies: string[];
  policy: string;
  version: number;
  line: number;
  cause_class: string;
  price: number;
  refund: number;
}

const tones: Record<string, Tone> = {
  in_term: 'green',
  out_of_term: 'red',
  unproven: 'amber',
  not_begun: 'amber',
  no_policy: 'slate',
};

function Because({ of }: { of: Entitlement }) {
  if (of.stage === 'unproven') return <p>{t('warranty_unproven')}</p>;
  if (of.stage === 'no_policy') return <p>{t('warranty_no_policy')}</p>;
  const to = of.policy && thingPath('warranty_policy', of.policy);
  const by = t('warranty_by', { policy: of.policy, version: of.version, line: of.line });
  return (
    <p class="muted">
      {of.started_on &&
        of.started_from !== 'sheet' &&
        `${t('warranty_start', {
          on: of.started_on,
          source: enumLabel('warranty_source', of.started_from),
        })} · `}
      {!of.policy ? t('warranty_by_sheet') : to ? <Link class="link" to={to}>{by}</Link> : by}
    </p>
  );
}

function Gates({ gates }: { gates: Gate[] }) {
  const counted = (one: Gate): string =>
    one.limit
      ? t(one.gate === 'failed_repairs' ? 'warranty_gate_times' : 'warranty_gate_days', {
          counted: one.counted ?? 0,
          limit: one.limit,
        })
      : '';
  return (
    <ul class="gates" aria-label={t('warranty_gates')}>
      {gates.map((one) => (
        <li key={one.gate} class={one.open ? 'open' : 'shut'}>
          <span
            class="mark"
            role="img"
            aria-label={t(one.open ? 'warranty_gate_open' : 'warranty_gate_shut')}
          >
            {one.open ? '✓' : '–'}
          </span>
          <span>{enumLabel('warranty_gate', one.gate)}</span>
          <span class="muted">
            {[counted(one), one.until ? t('warranty_gate_until', { until: one.until }) : '']
              .filter(Boolean)
              .join(' · ')}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Whole({ of }: { of: Entitlement }) {
  const excluded = of.cause_class && !['none', 'product'].includes(of.cause_class);
  return (
    <div class="entitlement">
      <p>
        <Badge
          name={of.stage}
          tone={tones[of.stage] ?? 'slate'}
          text={enumLabel('warranty_stage', of.stage)}
        />{' '}
        {of.until && <strong>{t('warranty_until', { until: of.until })}</strong>}
      </p>
      {of.day > 0 && of.policy && (
        <p>{t('warranty_day', { day: of.day, used: of.used_days, paused: of.paused_days })}</p>
      )}
      {excluded && (
        <p class="notice">
          {t('warranty_excluded', { cause: enumLabel('cause_class', of.cause_class) })}
        </p>
      )}
      {of.gates.length > 0 && <Gates gates={of.gates} />}
      {of.parts.length > 0 && (
        <p>
          {t('warranty_parts')}:{' '}
          {of.parts
            .map((part) => `${part.group} ${t('warranty_gate_until', { until: part.until })}`)
            .join(' · ')}
        </p>
      )}
      {of.gates.length > 0 && (
        <p>
          {t('warranty_remedies')}:{' '}
          {of.remedies.length > 0
            ? of.remedies.map((one) => enumLabel('remedy', one)).join(' · ')
            : t('warranty_no_remedy')}
        </p>
      )}
      {of.price > 0 && (
        <p>{t('warranty_refund', { price: moneyText(of.price), refund: moneyText(of.refund) })}</p>
      )}
      <Because of={of} />
    </div>
  );
}

// `on`: the day of the event; left out, that of the moment in view. `order`: about whose fault.
export function EntitlementCard({
  asset,
  on,
  order,
}: {
  asset: string;
  on?: string | undefined;
  order?: string | undefined;
}) {
  const found = useResource<{ entitlement: Entitlement & Row }>(
    `/v1/assets/${encodeURIComponent(asset)}/entitlement`,
    { ...(on ? { at: on } : {}), ...(order ? { order } : {}) },
    { topic: 'position' },
  );
  const day = found.data?.entitlement.on;
  return (
    <Card title={t('warranty_title')} note={day ? t('warranty_on', { on: day }) : ''}>
      <Loaded from={found}>{(answer) => <Whole of={answer.entitlement} />}</Loaded>
    </Card>
  );
}
