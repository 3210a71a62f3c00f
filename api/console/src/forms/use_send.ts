// Sends a command once: its key stays the same until it is accepted.
import { useMemo, useState } from 'preact/hooks';
import type { CommandAnswer, TypeInfo } from '../edge/types.ts';
import { command, Problem } from '../edge/client.ts';
import { positionText } from '../format.ts';
import { t } from '../i18n/index.ts';
import { toast } from '../parts/toasts.tsx';
import { commandLabel } from '../state/schema.ts';

// A key per body: a repeated send of the same is the same command, a changed one is another.
// (`crypto.randomUUID` is there only in secure contexts.)
export const newKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))]
    .map((octet) => octet.toString(16).padStart(2, '0'))
    .join('');

// A refusal is an answer for ever under its key; trying again is another attempt.
const is_final = new Set([403, 409, 412]);

export function useSend(info: TypeInfo, silent = false) {
  const [busy, setBusy] = useState(false);
  const keys = useMemo(() => new Map<string, string>(), [info]);
  const send = async (
    body: Record<string, unknown>,
    version: string | null,
  ): Promise<CommandAnswer | Problem> => {
    const text = JSON.stringify([body, version]);
    if (!keys.has(text)) keys.set(text, newKey());
    setBusy(true);
    try {
      const { data } = await command<CommandAnswer>(info.route, body, keys.get(text)!, version);
      const what = commandLabel(info.name);
      const position = positionText(data.position);
      if (!silent) toast('good', t('command_done', { what, position }));
      keys.clear();
      return data;
    } catch (failed) {
      if (!(failed instanceof Problem)) throw failed;
      if (is_final.has(failed.status)) keys.delete(text);
      return failed;
    } finally {
      setBusy(false);
    }
  };
  return { busy, send };
}
