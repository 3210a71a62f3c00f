// The board of complaints: by stage, the next deadline first; those at headquarters for who sees
// them.
import type { CardAnswer, Names } from '../edge/types.ts';
import { CommandButton } from '../forms/command_dialog.tsx';
import { shortOrder } from '../format.ts';
import { t } from '../i18n/index.ts';
import type { Waiting } from '../parts/acts.ts';
import { Badge } from '../parts/badge.tsx';
import { When } from '../parts/inbox_row.tsx';
import { StageBoard, type StageBoardInfo } from '../parts/stage_board.tsx';
import { Related } from '../parts/stage_side.tsx';
import { listInfo, nameIn } from '../state/lists.ts';
import { adjust, param } from '../state/location.ts';
import { enumInfo, enumLabel, say } from '../state/schema.ts';
import { may, session } from '../state/session.ts';
import { isPast } from '../state/time.ts';
import { SomeFacts, textOf } from './facts.tsx';

function Face({ item, names, now }: { item: Waiting; names: Names; now: number }) {
  const kind = textOf(item, 'kind');
  const handler = textOf(item, 'handler');
  const order = textOf(item, 'order');
  const since = textOf(item, 'registered_at') || textOf(item, 'since');
  const over = textOf(item, 'closed_at');
  return (
    <>
      <span class="face-head">
        {kind ? (
          <Badge small name={kind} tone="slate" text={enumLabel('complaint_kind', kind)} />
        ) : (
          <b>{enumLabel('service_type', 'complaint')}</b>
        )}
        {!over && <When item={{ ...item, since }} now={now} />}
      </span>
      <span class="face-marks">
        {item.level === 'headquarters' && (
          <Badge small name="escalated" text={enumLabel('complaint_level', 'headquarters')} />
        )}
        {item.repeated === true && <Badge small name="escalated" text={t('case_again')} />}
      </span>
      <span class="face-text">{textOf(item, 'text') || textOf(item, 'note')}</span>
      <span class="face-foot">
        <bdi>{textOf(item, 'contact')}</bdi>{' '}
        {order && (
          <span class="mono" title={order}>
            {shortOrder(order)}
          </span>
        )}
        <b>{handler ? (nameIn(names, 'operator', handler) ?? handler) : t('case_nobody')}</b>
      </span>
    </>
  );
}

const told = [
  'text', 'contact', 'phone', 'customer', 'order', 'accused_technician', 'accused_operator',
  'accused_outlet', 'registered_by', 'registered_at', 'due_at', 'handler', 'finding', 'solution',
  'compensation', 'outcome', 'confirmed_by', 'reason', 'closed_at',
];

function Story({ item, card, names }: { item: Waiting; card: CardAnswer; names: Names }) {
  const list = listInfo('complaints')!;
  const order = textOf(item, 'order');
  const customer = textOf(item, 'customer');
  const accused = textOf(item, 'accused_technician');
  const blame = card.commands.find((one) => one.command === 'attribute_fault');
  // One that its outlet does not know of is cited nowhere: who is liable would read it.
  const citable = item.confidential !== true && order !== '' && may('attribute_fault');
  return (
    <>
      <SomeFacts list={list} item={card.item} names={names} fields={told} />
      <Related
        title={t('case_order')}
        of="work_orders"
        asked={{ id: order }}
        fields={['status', 'service_type', 'technician', 'symptom', 'registered_at']}
      />
      <Related
        title={t('case_earlier')}
        of="complaints"
        asked={{ customer }}
        fields={['status', 'kind', 'registered_at']}
        without={card.id}
      />
      <Related
        title={t('case_contacts')}
        of="interactions"
        asked={customer ? { customer } : { order }}
        fields={['started_at', 'channel', 'summary', 'recording_octets']}
      />
      <Related
        title={t('case_liability')}
        of="liabilities"
        asked={{ complaint: card.id }}
        fields={['status', 'party', 'technician', 'amount', 'reason', 'decision']}
      />
      {blame && citable && !isPast.value && (
        <p>
          <CommandButton
            name="attribute_fault"
            preset={{
              complaint: card.id,
              order,
              ...(accused && { technician: accused, party: 'technician' }),
            }}
            done={() => {}}
          />
        </p>
      )}
    </>
  );
}

const levels = (): string[] =>
  (enumInfo('complaint_level')?.values ?? [])
    .map((value) => value.name)
    .filter((name) => name !== 'none');

function Filters() {
  const own = session.value?.operator ?? '';
  return (
    <>
      <select
        name="level"
        aria-label={t('case_level')}
        value={param('level')}
        onChange={(event) => adjust({ level: event.currentTarget.value, row: null })}
      >
        <option value="">{t('case_all_levels')}</option>
        {levels().map((name) => (
          <option key={name} value={name}>
            {enumLabel('complaint_level', name)}
          </option>
        ))}
      </select>
      <select
        name="kind"
        aria-label={say(enumInfo('complaint_kind') as never, t('case_all_kinds'))}
        value={param('kind')}
        onChange={(event) => adjust({ kind: event.currentTarget.value, row: null })}
      >
        <option value="">{t('case_all_kinds')}</option>
        {(enumInfo('complaint_kind')?.values ?? [])
          .filter((value) => value.name !== 'none')
          .map((value) => (
            <option key={value.name} value={value.name}>
              {say(value.label, value.name)}
            </option>
          ))}
      </select>
      <label class="choice">
        <input
          type="checkbox"
          name="mine"
          checked={param('handler') === own && own !== ''}
          onChange={(event) =>
            adjust({ handler: event.currentTarget.checked ? own : null, row: null })
          }
        />
        {t('case_mine')}
      </label>
    </>
  );
}

// Found out, answered and done by its handler; all else is anybody's of the duty.
const by_handler = ['assigned', 'investigating', 'solution_proposed'];

const board: StageBoardInfo = {
  title: 'complaint_board',
  note: 'complaint_board_note',
  list: 'complaints',
  begins: 'register_complaint',
  queues: ['complaints'],
  stages: [
    {
      name: 'new',
      label: 'case_stage_new',
      statuses: ['registered', 'reopened', 'escalated'],
    },
    { name: 'accepted', label: 'case_stage_accepted', statuses: ['assigned'] },
    { name: 'located', label: 'case_stage_located', statuses: ['investigating'] },
    { name: 'planned', label: 'case_stage_planned', statuses: ['solution_proposed'] },
    { name: 'word', label: 'case_stage_word', statuses: ['resolved'] },
    { name: 'confirmed', label: 'case_stage_confirmed', statuses: ['confirmed'] },
  ],
  ended: { name: 'ended', label: 'case_stage_ended', statuses: ['closed'], at: 'closed_at' },
  others: 'case_stage_orders',
  urgency: (item) =>
    textOf(item, 'due_at') || `~${textOf(item, 'registered_at') || textOf(item, 'since')}`,
  whoseMove: (item) =>
    by_handler.includes(String(item.status)) ? textOf(item, 'handler') : '',
  Filters,
  filters: ['level', 'kind', 'handler'],
  Face,
  Story,
};

export default function Complaints() {
  return <StageBoard board={board} />;
}
