// A machine by its number: what it is, what was done to it, and its sheet to print. A print is a
// step like any other: it has a number, and the hash of what was printed.
import { useEffect, useRef, useState } from 'preact/hooks';
import { command, Problem } from '../edge/client.ts';
import type { CommandAnswer, Names, Row } from '../edge/types.ts';
import { newKey } from '../forms/use_send.ts';
import { dayText, instantText, quantityText } from '../format.ts';
import { learn, t } from '../i18n/index.ts';
import { wordText } from '../i18n/words.ts';
import { machine as sentences } from '../i18n/machine.ts';
import { machineWords } from '../i18n/words.ts';
import { Card, Title } from '../parts/card.tsx';
import { CardFacts } from '../parts/card_body.tsx';
import { Link } from '../parts/link.tsx';
import { Empty, Loaded, problemText } from '../parts/states.tsx';
import { itemPath, listInfo, thingPath } from '../state/lists.ts';
import { adjust, param } from '../state/location.ts';
import { useResource } from '../state/resource.ts';
import { commandInfo, enumLabel } from '../state/schema.ts';
import { may, session } from '../state/session.ts';
import { isPast } from '../state/time.ts';
import '../styles/machine.css';

learn(sentences);

interface Fitted {
  part: string;
  serial: string;
  technician: string;
  quantity: number;
}
interface Done {
  order: string;
  status: string;
  service_type: string;
  registered_at: string;
  completed_at: string | null;
  technician: string;
  symptom: string;
  fault: string;
  fault_code: string;
  fault_cause: string;
  parts: Fitted[];
  removed: { part: string; serial: string; fate: string }[];
}
type In = Fitted & { order: string };
interface Machine {
  asset: Row;
  history: Done[];
  parts_in: In[];
  hash: string;
}
export interface Files {
  machines: Machine[];
  names: Names;
}

const nameIn = (names: Names, kind: string, id: string): string => {
  const name = names[kind]?.[id];
  return name && name !== id ? `${name} ${id}` : id;
};

// Who fitted it is told where that was another than who was sent last.
function Parts({ done, names }: { done: Done; names: Names }) {
  const { parts, removed, technician: by } = done;
  if (parts.length + removed.length === 0) return <>—</>;
  return (
    <ul class="plain">
      {parts.map((one, at) => (
        <li key={at}>
          {nameIn(names, 'part', one.part)}
          {one.quantity !== 1000 && ` × ${quantityText(one.quantity)}`}
          {one.serial && (
            <span class="mono"> {t('machine_part_serial', { serial: one.serial })}</span>
          )}
          {one.technician && one.technician !== by && (
            <> · {nameIn(names, 'technician', one.technician)}</>
          )}
        </li>
      ))}
      {removed.map((one, at) => (
        <li key={`out${at}`} class="muted">
          {t('machine_out', { part: nameIn(names, 'part', one.part) })}
          {one.serial && (
            <span class="mono"> {t('machine_part_serial', { serial: one.serial })}</span>
          )}{' '}
          · {enumLabel('part_fate', one.fate)}
        </li>
      ))}
    </ul>
  );
}

const columns = [
  'machine_when',
  'machine_what',
  'machine_who',
  'machine_fault',
  'machine_parts',
] as const;

export function History({ done, names }: { done: Done[]; names: Names }) {
  if (done.length === 0) return <p class="muted">{t('machine_no_history')}</p>;
  return (
    <div class="table-frame" role="region" tabIndex={0} aria-label={t('machine_history')}>
      <table class="machine-history" data-test="machine-history">
        <thead>
          <tr>
            {columns.map((name) => (
              <th key={name} scope="col">
                {t(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {done.map((one) => {
            const path = thingPath('work_order', one.order);
            const code = wordText('fault_code', one.fault_code);
            const fault = [one.fault, code, one.fault_cause || one.symptom];
            return (
              <tr key={one.order}>
                <td>
                  {dayText(one.completed_at ?? one.registered_at)}
                  <br />
                  {path ? (
                    <Link class="link mono" to={path}>
                      {one.order}
                    </Link>
                  ) : (
                    <span class="mono">{one.order}</span>
                  )}
                </td>
                <td>
                  {enumLabel('service_type', one.service_type)}
                  <br />
                  <span class="muted">{enumLabel('work_order_status', one.status)}</span>
                </td>
                <td>{one.technician ? nameIn(names, 'technician', one.technician) : '—'}</td>
                <td>{fault.filter(Boolean).join(' · ') || '—'}</td>
                <td>
                  <Parts done={one} names={names} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

const columns_in = ['machine_parts', 'machine_in_order', 'machine_who'] as const;

export function PartsIn({ parts, names }: { parts: In[]; names: Names }) {
  if (parts.length === 0) return <p class="muted">{t('machine_in_none')}</p>;
  return (
    <div class="table-frame" role="region" tabIndex={0} aria-label={t('machine_in')}>
      <table class="machine-history" data-test="parts-in">
        <thead>
          <tr>
            {columns_in.map((name) => (
              <th key={name} scope="col">
                {t(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {parts.map((one, at) => {
            const path = thingPath('work_order', one.order);
            return (
              <tr key={at}>
                <td>
                  {nameIn(names, 'part', one.part)}
                  {one.quantity !== 1000 && ` × ${quantityText(one.quantity)}`}
                  {one.serial && (
                    <span class="mono"> {t('machine_part_serial', { serial: one.serial })}</span>
                  )}
                </td>
                <td class="mono">
                  {path ? (
                    <Link class="link" to={path}>
                      {one.order}
                    </Link>
                  ) : (
                    one.order
                  )}
                </td>
                <td>{one.technician ? nameIn(names, 'technician', one.technician) : '—'}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

// The print is recorded first, and what is printed says so.
function Print({ machine, reload }: { machine: Machine; reload: () => void }) {
  const [printed, setPrinted] = useState<{ copy: number; at: string; hash: string } | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    if (printed) window.print();
  }, [printed]);
  const print = async (): Promise<void> => {
    const info = commandInfo('print_asset_sheet');
    if (!info) return;
    setBusy(true);
    setProblem(null);
    const body = { asset: machine.asset.id, document_hash: machine.hash };
    try {
      await command<CommandAnswer>(info.route, body, newKey(), null);
      setPrinted({
        copy: Number(machine.asset.sheets ?? 0) + 1,
        at: new Date().toISOString(),
        hash: machine.hash,
      });
      reload();
    } catch (failed) {
      if (!(failed instanceof Problem)) throw failed;
      setProblem(failed);
    } finally {
      setBusy(false);
    }
  };
  return (
    <footer class="machine-print">
      {may('print_asset_sheet') && !isPast.value && (
        <button type="button" class="primary" disabled={busy} onClick={() => void print()}>
          {t(busy ? 'machine_printing' : 'machine_print')}
        </button>
      )}
      {problem && (
        <p class="notice bad" role="alert">
          {problemText(problem)}
        </p>
      )}
      {printed && (
        <p class="faint" role="status" data-test="machine-copy">
          {t('machine_copy', {
            n: printed.copy,
            time: instantText(printed.at),
            who: session.value?.operator ?? '',
          })}
          <br />
          <span class="mono">{t('machine_hash', { hash: printed.hash })}</span>
        </p>
      )}
    </footer>
  );
}

function Sheet({
  machine,
  names,
  reload,
}: {
  machine: Machine;
  names: Names;
  reload: () => void;
}) {
  const list = listInfo('assets');
  if (!list) return null;
  const id = String(machine.asset.id);
  const path = thingPath('asset', id) && itemPath('assets', id);
  const open = { ...machine.asset, open_orders: [], repairs: [] };
  return (
    <article class="stack machine-sheet">
      <Card
        title={machineWords(machine.asset.brand, machine.asset.model)}
        note={String(machine.asset.serial)}
        end={
          path && (
            <Link class="link" to={path}>
              {t('machine_file')} {id}
            </Link>
          )
        }
      >
        <CardFacts list={list} item={open} names={names} />
        <Print machine={machine} reload={reload} />
      </Card>
      <Card title={t('machine_in')} note={t('machine_in_note')}>
        <PartsIn parts={machine.parts_in} names={names} />
      </Card>
      <Card title={t('machine_history')}>
        <History done={machine.history} names={names} />
      </Card>
    </article>
  );
}

export function MachineScreen() {
  const serial = param('serial');
  const [typed, setTyped] = useState(serial);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => setTyped(serial), [serial]);
  useEffect(() => field.current?.focus(), []);
  const files = useResource<Files>(
    serial ? `/v1/machines/${encodeURIComponent(serial)}` : null,
    {},
    { topic: 'position' },
  );
  return (
    <>
      <Title title={t('machine_title')} note={t('machine_note')} />
      <form
        class="machine-ask"
        role="search"
        aria-label={t('machine_title')}
        onSubmit={(event) => {
          event.preventDefault();
          adjust({ serial: typed.trim() });
        }}
      >
        <label class="machine-serial">
          {t('machine_serial')}{' '}
          <input
            name="serial"
            class="mono"
            ref={field}
            autocomplete="off"
            value={typed}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
        </label>
        <button type="submit" class="primary" disabled={typed.trim() === ''}>
          {t('machine_look_up')}
        </button>
      </form>
      {serial && (
        <Loaded from={files}>
          {({ machines, names }) =>
            machines.length === 0 ? (
              <Empty title={t('machine_none', { serial })}>{t('machine_none_note')}</Empty>
            ) : (
              <>
                {machines.map((one) => (
                  <Sheet
                    key={String(one.asset.id)}
                    machine={one}
                    names={names}
                    reload={files.reload}
                  />
                ))}
              </>
            )
          }
        </Loaded>
      )}
    </>
  );
}
