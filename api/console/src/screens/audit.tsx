// Every command of every operator, refused ones included.
import { useEffect, useState } from 'preact/hooks';
import type { List, Step } from '../edge/types.ts';
import { ChoiceInput as Picker } from '../forms/choice.tsx';
import { instantText, positionText } from '../format.ts';
import { t, type Key } from '../i18n/index.ts';
import { Badge } from '../parts/badge.tsx';
import { Card, Title } from '../parts/card.tsx';
import { stepText } from '../parts/events.ts';
import { Filter, setFilter } from '../parts/filter.tsx';
import { Link } from '../parts/link.tsx';
import { Pages } from '../parts/rows_table.tsx';
import { Empty, Loaded } from '../parts/states.tsx';
import { Thing } from '../parts/thing.tsx';
import { lists } from '../state/lists.ts';
import { adjust, param, place } from '../state/location.ts';
import { isMarked } from '../state/marks.ts';
import { isKnown } from '../state/names.ts';
import { useResource } from '../state/resource.ts';
import { commandInfo, commandLabel, refusalLabel, say, schema } from '../state/schema.ts';

// This screen with its filters.
const here = (): string => `${place.value.path}?${place.value.params.toString()}`;

function AuditLine({ step }: { step: Step }) {
  const stream = step.stream ?? step.streams?.[0] ?? step.events[0]?.stream ?? '';
  return (
    <tr class={isMarked(step.position) ? 'marked' : ''}>
      <td class="mono">
        <Link class="link" to={here()} query={{ as_of: step.position }}>
          {positionText(step.position)}
        </Link>
      </td>
      <td class="mono">{instantText(step.recorded_at)}</td>
      <td>{step.operator_name || step.operator || t('system_actor')}</td>
      <td>{commandLabel(step.command)}</td>
      <td>
        <Badge
          name={step.accepted ? 'done' : 'refused'}
          text={t(step.accepted ? 'accepted' : 'refused')}
        />
      </td>
      <td class="wraps">
        <Thing stream={stream} />
      </td>
      <td class="wraps">
        {step.accepted
          ? stepText(step, stream)
          : step.refusal
            ? refusalLabel(step.refusal.code, step.refusal.title)
            : ''}
      </td>
    </tr>
  );
}

const byOperator = { name: 'operator', ref: 'operator', required: false };

// Whose steps: chosen by name. What is typed on the way to it asks for nothing.
function Whose() {
  const chosen = param('operator');
  const [text, setText] = useState(chosen);
  useEffect(() => setText(chosen), [chosen]);
  const take = (operator: string): void => {
    if (operator !== chosen) adjust({ operator, cursor: null });
  };
  return (
    <label onBlur={() => take(text)}>
      {t('operator')}{' '}
      <Picker
        field={byOperator}
        id="audit-operator"
        text={text}
        marks={{ 'aria-label': t('operator') }}
        change={(value) => {
          setText(value);
          if (value === '' || isKnown('operator', value)) take(value);
        }}
      />
    </label>
  );
}

// From the begin of one day to the end of another.
const Day = ({ name, label }: { name: string; label: Key }) => (
  <label>
    {t(label)}{' '}
    <input type="date" name={name} value={param(name)} onChange={setFilter(name)} />
  </label>
);

// What the company's base data is about: the registers of that menu, and the parts; not who signs
// in, what somebody wishes or asks for again.
const noBaseData = new Set(['operator', 'credentials', 'device', 'contact_wish', 'saved_query']);
const masterKinds = (): string[] => [
  ...new Set([
    'part',
    'part_category',
    ...lists()
      .filter((list) => list.menu === 'base' && commandsAbout(list.thing))
      .map((list) => list.thing)
      .filter((kind) => !noBaseData.has(kind)),
  ]),
];
// What a technician pays in is a command about him, too: his are asked for by themselves.
const ofMaster = (): string => masterKinds().filter((kind) => kind !== 'technician').join(',');
const commandsAbout = (thing: string): boolean =>
  thing !== '' && (schema.value?.commands ?? []).some((one) => one.stream === thing);

function Kinds() {
  return (
    <select
      name="about"
      aria-label={t('master_kind')}
      value={param('about')}
      onChange={setFilter('about')}
    >
      <option value="">{t('master_every_kind')}</option>
      {masterKinds().map((kind) => (
        <option key={kind} value={kind}>
          {say(schema.value?.states.find((state) => state.stream === kind)?.label, kind)}
        </option>
      ))}
    </select>
  );
}

// `master`: of base data alone: who changed what of it, and when.
export function Audit({ master = false }: { master?: boolean }) {
  const names = ['operator', 'stream', 'command', 'about', 'outcome', 'from', 'to', 'cursor'];
  const params = Object.fromEntries(names.map((name) => [name, param(name)]));
  if (master && !params.about) params.about = ofMaster();
  const steps = useResource<List<Step>>(
    '/v1/audit',
    { ...params, limit: 50 },
    { topic: 'position' },
  );
  return (
    <>
      <Title
        title={t(master ? 'master_history' : 'audit')}
        note={t(master ? 'master_history_note' : 'audit_note')}
      />
      <Card>
        <div class="filters">
          {master && <Kinds />}
          <Whose />
          <Day name="from" label="from_day" />
          <Day name="to" label="until_day" />
          <Filter name="stream" label="stream" />
          <select
            name="outcome"
            aria-label={t('outcome')}
            value={params.outcome}
            onChange={setFilter('outcome')}
          >
            <option value="">{t('every_outcome')}</option>
            <option value="accepted">{t('accepted')}</option>
            <option value="refused">{t('refused')}</option>
          </select>
          {params.command && (
            <button onClick={() => adjust({ command: null })}>
              {say(commandInfo(params.command)?.label, params.command)} ✕
            </button>
          )}
        </div>
        <Loaded from={steps}>
          {(list) =>
            list.items.length === 0 ? (
              <Empty />
            ) : (
              <>
                <div class="table-frame" role="region" tabIndex={0} aria-label={t('audit')}>
                  <table class="rows">
                    <thead>
                      <tr>
                        {(
                          [
                            'position',
                            'recorded_time',
                            'operator',
                            'command',
                            'outcome',
                            'stream',
                            'content',
                          ] as Key[]
                        ).map((name) => (
                          <th key={name} scope="col">
                            {t(name)}
                          </th>
                        ))}
                      </tr>
                    </thead>
                    <tbody>
                      {list.items.map((step) => (
                        <AuditLine key={step.position} step={step} />
                      ))}
                    </tbody>
                  </table>
                </div>
                <Pages
                  next={list.next_cursor}
                  cursor={params.cursor ?? ''}
                  turn={(cursor) => adjust({ cursor })}
                />
              </>
            )
          }
        </Loaded>
      </Card>
    </>
  );
}
