// Which machine: what he owns, how its warranty stands, and what was done to it.
import { dayText, shortOrder } from '../format.ts';
import { t } from '../i18n/index.ts';
import { machineWords, wordText } from '../i18n/words.ts';
import { Badge } from '../parts/badge.tsx';
import { Card } from '../parts/card.tsx';
import { Link } from '../parts/link.tsx';
import { named } from '../state/names.ts';
import { shown } from '../state/time.ts';
import type { Machine } from './types.ts';
import type { Intake } from './use_intake.ts';

type Stage = 'in' | 'out' | 'unproven';

// By the last day of the warranty, which is within it.
export function stageOf(until: string | null, now: string): Stage {
  if (!until) return 'unproven';
  return until >= dayText(now) ? 'in' : 'out';
}

const stages = {
  in: ['green', 'intake_warranty_in'],
  out: ['slate', 'intake_warranty_out'],
  unproven: ['amber', 'intake_warranty_unproven'],
} as const;

function Warranty({ machine }: { machine: Machine }) {
  const now = shown.value?.recorded_at ?? new Date().toISOString();
  const stage = stageOf(machine.warranty_until, now);
  const [tone, says] = stages[stage];
  return (
    <span title={machine.warranty_until ?? undefined}>
      <Badge small tone={tone} name={stage} text={t(says)} />
    </span>
  );
}

const repairs_most = 3;

const OrderLink = ({ order }: { order: string }) => (
  <Link to={`/orders/${encodeURIComponent(order)}`}>{shortOrder(order)}</Link>
);

function MachineRow({
  machine,
  number,
  chosen,
  choose,
}: {
  machine: Machine;
  number: number;
  chosen: boolean;
  choose: () => void;
}) {
  return (
    <li class={chosen ? 'chosen' : undefined}>
      <button type="button" aria-pressed={chosen} data-machine={machine.id} onClick={choose}>
        <b>{wordText('category', machine.category)}</b>
        <span>
          {machineWords(machine.brand, machine.model)}
        </span>
        <Warranty machine={machine} />
        <kbd>⌥{number}</kbd>
        <small class="mono">SN {machine.serial}</small>
        {machine.warranty_until && (
          <small>{t('intake_warranty_until', { day: machine.warranty_until })}</small>
        )}
      </button>
      <ul>
        {machine.open_orders.map((one) => (
          <li key={one.order} class="open">
            <OrderLink order={one.order} /> {t('intake_still_open')}
          </li>
        ))}
        {machine.repairs
          .toReversed()
          .slice(0, repairs_most)
          .map((one) => (
            <li key={one.order}>
              <time>{one.at ? dayText(one.at).slice(2) : ''}</time>{' '}
              <OrderLink order={one.order} /> {one.fault}{' '}
              {one.technician && named('technician', one.technician)}
            </li>
          ))}
      </ul>
    </li>
  );
}

export function Machines({ intake, after }: { intake: Intake; after: () => void }) {
  const items = intake.machines;
  const asset = intake.raw('asset');
  return (
    <Card
      class="machines"
      title={t('intake_machine')}
      note={items.length > 0 ? t('intake_machines_n', { n: items.length }) : undefined}
      end={
        <button
          type="button"
          aria-pressed={intake.another}
          data-test="another-machine"
          onClick={() => {
            intake.otherMachine();
            after();
          }}
        >
          {t('intake_other_machine')} <kbd>⌥0</kbd>
        </button>
      }
    >
      {items.length === 0 && (
        <p class="muted">{t(intake.customer ? 'intake_none_owned' : 'intake_no_machine')}</p>
      )}
      <ul class="machine-list">
        {items.map((one, index) => (
          <MachineRow
            key={one.id}
            machine={one}
            number={index + 1}
            chosen={one.id === asset}
            choose={() => {
              intake.chooseMachine(one);
              after();
            }}
          />
        ))}
      </ul>
    </Card>
  );
}
