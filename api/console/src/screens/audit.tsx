// Every command of every operator, refused ones included.
import { useEffect, useState } from 'preact/hooks';
import type { List, Step } from '../edge/types.ts';
import { query, withMoment } from '../edge/client.ts';
import { ChoiceInput as Picker } from '../forms/choice.tsx';
import { instantText, positionText } from '../format.ts';
import { t, type Key } from '../i18n/index.ts';
import { Badge } from '../parts/badge.tsx';
import { Card, Title } from '../parts/card.tsx';
import { stepText } from '../parts/events.ts';
import { ExportMenu } from '../parts/export_menu.tsx';
import { Filter, setFilter } from '../parts/filter.tsx';
import { Link } from '../parts/link.tsx';
import { openMenu } from '../parts/menu.tsx';
import { Pages } from '../parts/rows_table.tsx';
import { Empty, Loaded } from '../parts/states.tsx';
import { StepSelect } from '../parts/step_choices.tsx';
import { Thing } from '../parts/thing.tsx';
import { useKeys } from '../state/keys.ts';
import { lists } from '../state/lists.ts';
import { adjust, param, place } from '../state/location.ts';
import { isMarked } from '../state/marks.ts';
import { isKnown } from '../state/names.ts';
import { useResource } from '../state/resource.ts';
import { commandLabel, refusalLabel, schema } from '../state/schema.ts';
import { session } from '../state/session.ts';
import { Doers } from './audit_doers.tsx';

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

// The same steps as files: the report of them, with what is chosen here.
function StepsExport({ asked }: { asked: Record<string, string> }) {
  const { to, cursor: _, ...others } = asked;
  const all = { ...others, until: to };
  return (
    <ExportMenu
      label={t('export_all')}
      file={(format, profile) =>
        `/v1/reports/operation_log${query(withMoment({ ...all, format, profile }))}`
      }
    />
  );
}

// What each did, summed up, is the company's.
const auditsAll = (): boolean =>
  (session.value?.grants ?? []).some(
    ({ role, outlet }) => ['auditor', 'administrator'].includes(role) && outlet === '',
  );

// `master`: of base data alone: who changed what of it, and when.
export function Audit({ master = false }: { master?: boolean }) {
  const names = ['operator', 'stream', 'command', 'about', 'outcome', 'from', 'to', 'cursor'];
  const params = Object.fromEntries(names.map((name) => [name, param(name)]));
  if (master && !params.about) params.about = ofMaster();
  const byDoer = !master && auditsAll() && param('by') === 'operator';
  const steps = useResource<List<Step>>(
    '/v1/audit',
    { ...params, limit: 50 },
    { topic: 'position' },
  );
  useKeys('keys_list', [{ key: 'e', label: 'key_export', run: () => openMenu('export') }]);
  return (
    <>
      <Title
        title={t(master ? 'master_history' : 'audit')}
        note={t(master ? 'master_history_note' : 'audit_note')}
      >
        {!master && auditsAll() && (
          <button aria-pressed={byDoer} onClick={() => adjust({ by: byDoer ? null : 'operator' })}>
            {t('doers')}
          </button>
        )}
      </Title>
      {byDoer && <Doers />}
      <Card>
        <div class="filters">
          {master && (
            <StepSelect
              name="about"
              among={{ kinds: masterKinds(), label: 'master_kind', every: 'master_every_kind' }}
            />
          )}
          <Whose />
          <Day name="from" label="from_day" />
          <Day name="to" label="until_day" />
          <Filter name="stream" label="stream" />
          {!master && <StepSelect name="command" />}
          <StepSelect name="outcome" />
          <span class="end">
            <StepsExport asked={params} />
          </span>
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
