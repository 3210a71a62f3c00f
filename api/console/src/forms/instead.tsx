// What would be accepted instead of what was refused, as the engine found it: a button each, which
// sends it as it is. What another person has to allow is asked for.
import { useState } from 'preact/hooks';
import type { CommandAnswer, Row } from '../edge/types.ts';
import { command, type Problem } from '../edge/client.ts';
import { minuteText, positionText } from '../format.ts';
import { t } from '../i18n/index.ts';
import { failure, toast } from '../parts/toasts.tsx';
import { nameOf } from '../state/names.ts';
import { commandInfo, commandLabel, enumLabel } from '../state/schema.ts';
import { may } from '../state/session.ts';
import { newKey } from './use_send.ts';

interface Suggestion {
  kind: 'another_time' | 'another_technician' | 'approval';
  command: string;
  path: string;
  body: Row;
}

const isSuggestion = (one: unknown): one is Suggestion =>
  typeof one === 'object' && one !== null && 'kind' in one && 'path' in one && 'body' in one;

const ask = 'ask_dispatch_override';

// What whoever was refused can send himself.
function own(one: Suggestion): Suggestion | undefined {
  if (one.kind !== 'approval') return one;
  const info = commandInfo(ask);
  return info && may(ask) ? { ...one, command: ask, path: info.route } : undefined;
}

function textOf({ kind, body }: Suggestion): string {
  const technician = String(body.technician ?? '');
  const values = {
    name: nameOf('technician', technician) ?? technician,
    time: minuteText(String(body.starts_at ?? '')),
    check: enumLabel('dispatch_check', String(body.check ?? '')),
  };
  if (kind === 'another_time') return t('instead_time', values);
  return t(kind === 'approval' ? 'instead_ask' : 'instead_technician', values);
}

export interface InsteadProps {
  problem: Problem;
  done?: (answer: CommandAnswer) => void;
  send?: (command: string, body: Row) => void; // of who sends by himself
}

export function Instead({ problem, done, send: sendIt }: InsteadProps) {
  const [busy, setBusy] = useState(false);
  const told = Array.isArray(problem.body.suggestions) ? problem.body.suggestions : [];
  const offered = told.filter(isSuggestion).flatMap((one) => own(one) ?? []);
  if (offered.length === 0) return null;
  const send = async (one: Suggestion): Promise<void> => {
    if (sendIt && one.kind !== 'approval') return sendIt(one.command, one.body);
    setBusy(true);
    try {
      const { data } = await command<CommandAnswer>(one.path, one.body, newKey());
      const what = commandLabel(one.command);
      toast('good', t('command_done', { what, position: positionText(data.position) }));
      if (one.kind !== 'approval') done?.(data);
    } catch (failed) {
      failure(failed);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div class="instead" role="group" aria-label={t('instead')}>
      <span>{t('instead')}</span>
      {offered.map((one) => (
        <button
          key={`${one.kind}${String(one.body.check ?? '')}`}
          type="button"
          disabled={busy}
          data-instead={one.kind}
          onClick={() => void send(one)}
        >
          {textOf(one)}
        </button>
      ))}
    </div>
  );
}
