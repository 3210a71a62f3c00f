// The state of the engine, one's own password, and links for others to set theirs.
import { useState } from 'preact/hooks';
import type { ComponentChildren } from 'preact';
import type { List, Row } from '../edge/types.ts';
import { Problem, send } from '../edge/client.ts';
import { instantText, positionText, valueText } from '../format.ts';
import { CommandButton } from '../forms/command_dialog.tsx';
import { t, type Key } from '../i18n/index.ts';
import { Badge } from '../parts/badge.tsx';
import { Card, Title } from '../parts/card.tsx';
import { FactList } from '../parts/facts.tsx';
import { TextInput } from '../parts/input.tsx';
import type { Tone } from '../parts/tones.ts';
import { RowsTable, type Column } from '../parts/rows_table.tsx';
import { Loaded, problemText } from '../parts/states.tsx';
import { param } from '../state/location.ts';
import { useResource } from '../state/resource.ts';
import { fieldsOf } from '../state/schema.ts';
import { hasDuty, hasRole, session } from '../state/session.ts';
import { isPast, shown } from '../state/time.ts';

// A small form of the edge's own; `submit` answers what to show when it is done.
function EdgeForm({
  submit,
  label,
  children,
}: {
  submit: (data: FormData) => Promise<ComponentChildren>;
  label: string;
  children: ComponentChildren;
}) {
  const [told, setTold] = useState<ComponentChildren>(null);
  const [bad, setBad] = useState<string | null>(null);
  const run = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    setBad(null);
    try {
      setTold(await submit(new FormData(form)));
      form.reset();
    } catch (failed) {
      setTold(null);
      setBad(failed instanceof Problem ? problemText(failed) : String(failed));
    }
  };
  return (
    <form class="form" onSubmit={(event) => void run(event as SubmitEvent)}>
      {bad && (
        <p class="notice bad" role="alert">
          {bad}
        </p>
      )}
      {told && (
        <div class="notice good" role="status">
          {told}
        </div>
      )}
      {children}
      <footer>
        <button disabled={isPast.value} title={isPast.value ? t('past_reason') : undefined}>
          {label}
        </button>
      </footer>
    </form>
  );
}

const text = (data: FormData, name: string): string => String(data.get(name) ?? '');

function Invitation() {
  const operators = useResource<List>('/v1/lookup/operator', { limit: 100 });
  const invite = async (data: FormData): Promise<ComponentChildren> => {
    const { url, expires_at } = (
      await send<{ url: string; expires_at: string }>('POST', '/v1/invitations', {
        operator: text(data, 'operator'),
      })
    ).data;
    return (
      <>
        <span class="mono link-text">{url}</span>
        <br />
        {t('valid_until', { time: instantText(expires_at) })}
      </>
    );
  };
  return (
    <Card title={t('invite')} note={t('invite_note')}>
      <EdgeForm label={t('invite_make')} submit={invite}>
        <div class="field">
          <label for="invite-operator">{t('operator_number')}</label>
          <input
            id="invite-operator"
            name="operator"
            list="invite-operators"
            required
            autocomplete="off"
            defaultValue={param('operator')}
          />
          <datalist id="invite-operators">
            {(operators.data?.items ?? []).map((item) => (
              <option key={String(item.id)} value={String(item.id)}>
                {String(item.label)}
              </option>
            ))}
          </datalist>
        </div>
      </EdgeForm>
    </Card>
  );
}

function OwnPassword() {
  const change = async (data: FormData): Promise<ComponentChildren> => {
    if (text(data, 'new') !== text(data, 'again'))
      throw new Problem(0, { code: 'password', title: t('password_differs') });
    await send('POST', '/v1/session/password', {
      old_password: text(data, 'old'),
      new_password: text(data, 'new'),
    });
    return t('password_changed');
  };
  return (
    <Card title={t('change_password')} note={t('change_password_note')}>
      <EdgeForm label={t('send')} submit={change}>
        {(
          [
            ['old', 'password', 'current-password'],
            ['new', 'new_password', 'new-password'],
            ['again', 'password_again', 'new-password'],
          ] as const
        ).map(([name, label, complete]) => (
          <div class="field" key={name}>
            <label for={`own-${name}`}>{t(label)}</label>
            <TextInput
              id={`own-${name}`}
              name={name}
              type="password"
              autocomplete={complete}
              required
            />
          </div>
        ))}
      </EdgeForm>
    </Card>
  );
}

const states: Record<string, { tone: Tone; word: Key }> = {
  live: { tone: 'green', word: 'state_live' },
  rebuilding: { tone: 'amber', word: 'state_rebuilding' },
  damaged: { tone: 'red', word: 'state_damaged' },
  failed: { tone: 'red', word: 'state_failed' },
};

function StateBadge({ name }: { name: string }) {
  const known = states[name];
  return <Badge name={name} tone={known?.tone ?? 'slate'} text={known ? t(known.word) : name} />;
}

// What everybody works under, as of the moment.
function ServicePolicy() {
  const policy = useResource<{ service_policy: Row }>(hasDuty() ? '/v1/service_policy' : null);
  const fields = fieldsOf('service_policy_version');
  const may = (command: string): boolean => (session.value?.commands ?? []).includes(command);
  return (
    <Card class="w12" title={t('service_policy')} note={t('service_policy_note')}>
      <Loaded from={policy}>
        {({ service_policy: row }) => (
          <FactList
            items={fields
              .filter((field) => row.version !== 0 || field.name !== 'effective_from')
              .filter((field) => !field.name.startsWith('withdrawn_')) // it holds
              .map((field) => ({ field, text: valueText(row[field.name], field) }))}
          />
        )}
      </Loaded>
      {may('publish_service_policy') && (
        <footer>
          <CommandButton name="publish_service_policy" done={policy.reload} />
          {may('withdraw_service_policy') && (
            <CommandButton name="withdraw_service_policy" done={policy.reload} />
          )}
        </footer>
      )}
    </Card>
  );
}

export function System() {
  const column = (
    name: string,
    label: Key,
    draw: (row: Row) => ComponentChildren,
    numeric = false,
  ): Column => ({ name, label: t(label), numeric, draw });
  const columns = [
    column('name', 'projections', (row) => (
      <span class="mono">
        {String(row.name)} v{String(row.version)}
      </span>
    )),
    column('state', 'status', (row) => <StateBadge name={String(row.state)} />),
    column('position', 'position', (row) => (
      <span class="mono">{positionText(String(row.position))}</span>
    )),
    column('lag', 'lag', (row) => String(row.lag), true),
    column('error', 'failure', (row) => (
      <span class="red">{row.error ? JSON.stringify(row.error) : ''}</span>
    )),
  ];
  const projections = useResource<{ items: Row[] }>(
    hasDuty() ? '/v1/projections' : null,
    {},
    { timeless: true },
  );
  return (
    <>
      <Title title={t('system')} note={t('system_note')} />
      <div class="columns">
        <div class="w8 columns">
          <Card
            class="w12"
            title={t('projections')}
            note={shown.value ? positionText(shown.value.position) : undefined}
          >
            <Loaded from={projections}>
              {(list) => (
                <RowsTable items={list.items} columns={columns} caption={t('projections')} />
              )}
            </Loaded>
          </Card>
          <ServicePolicy />
        </div>
        <div class="w4 columns">
          <Card class="w12" title={t('you')}>
            <dl class="facts">
              <dt>{t('operator')}</dt>
              <dd class="mono">{session.value?.operator}</dd>
              <dt>{t('tenant')}</dt>
              <dd class="mono">{session.value?.tenant}</dd>
              <dt>{t('scope')}</dt>
              <dd>{session.value?.all_outlets ? t('all_outlets') : session.value?.outlet}</dd>
            </dl>
          </Card>
          {hasRole('administrator') && (
            <div class="w12">
              <Invitation />
            </div>
          )}
          <div class="w12">
            <OwnPassword />
          </div>
        </div>
      </div>
    </>
  );
}
