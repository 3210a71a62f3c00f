// What is done about what waits: the acts that a row offers, what each still asks, the key of each,
// how several are sent together, and how one is taken back. All of it follows from the schema.
import type { CommandAnswer, FieldInfo, Names, PossibleCommand, Row } from '../edge/types.ts';
import { command, commands, Problem } from '../edge/client.ts';
import { newKey } from '../forms/command_form.tsx';
import { commandJson, emptyFields, toRawFields, type RawFields } from '../forms/value.ts';
import { t } from '../i18n/index.ts';
import { filledValue } from '../forms/filled.ts';
import { inboxInfo } from '../state/benches.ts';
import { nameIn } from '../state/lists.ts';
import { commandInfo } from '../state/schema.ts';

export interface Waiting extends Row {
  id: string;
  queue: string;
  acts?: PossibleCommand[];
}
export const text = (item: Waiting, name: string): string => String(item[name] ?? '');
export const isSet = (item: Waiting, name: string): boolean =>
  !['', '0', 'none', 'null', '1970-01-01T00:00:00Z'].includes(text(item, name));
export const nameOr = (names: Names, kind: string, id: string): string =>
  nameIn(names, kind, id) ?? id;

// --- what an act asks
const isFigure = (field: FieldInfo): boolean => ['quantity', 'money'].includes(field.format);

// What the row knows of it.
export const knownTo = (act: PossibleCommand): Record<string, unknown> =>
  Object.fromEntries(
    (commandInfo(act.command)?.fields ?? [])
      .filter((field) => field.name in act.fill)
      .map((field) => [field.name, filledValue(field, act.fill[field.name])]),
  );

const presetOf = (act: PossibleCommand): RawFields => {
  const fields = commandInfo(act.command)?.fields ?? [];
  return { ...emptyFields(fields), ...toRawFields(fields, knownTo(act)) };
};

// Said with nothing but what the row knows.
export const asKnown = (act: PossibleCommand): Record<string, unknown> =>
  commandJson(commandInfo(act.command)!, presetOf(act)).body;

const isReason = (field: FieldInfo): boolean => field.name === 'reason' && field.type === 'text';

// From when to when: the engine may leave it open, a person says it.
const isWindow = (field: FieldInfo): boolean =>
  field.format === 'instant' && ['starts_at', 'ends_at'].includes(field.name);

// What nobody has said yet, and what the row knows but the person may decide otherwise.
export const asks = (act: PossibleCommand): FieldInfo[] => {
  const open = (commandInfo(act.command)?.fields ?? []).filter(
    (field) => !act.fixed.includes(field.name),
  );
  const needed = (field: FieldInfo): boolean => field.required || isWindow(field);
  // What is left out is a no: beside what is asked anyway, a yes or no is asked too; and beside a
  // verdict why, which one of the answers cannot do without.
  const decided = open.some(needed);
  const judged = open.some((field) => field.required && Boolean(field.enum));
  return open.filter(
    (field) =>
      needed(field) || (decided && field.type === 'bool') || (judged && isReason(field)),
  );
};

// What it can say beside what it asks, but for a note.
export const saysMore = (act: PossibleCommand): boolean => {
  const asked = asks(act);
  return (commandInfo(act.command)?.fields ?? []).some(
    (field) => field.name !== 'note' && !act.fixed.includes(field.name) && !asked.includes(field),
  );
};

const inline_most = 3; // fields that fit below a row

// At once; with a line below the row for a figure, a reason or a second look; or by its form.
export type Way = 'once' | 'below' | 'form';
export function wayOf(queue: string, act: PossibleCommand): Way {
  const asked = asks(act);
  if (asked.length > inline_most || asked.some((field) => field.type === 'list' || field.struct))
    return 'form';
  const confirm = inboxInfo(queue)?.confirm.includes(act.command);
  return asked.length > 0 || confirm ? 'below' : 'once';
}

// Sent to several rows as it is, what is proposed of each as proposed, with at most a reason for
// all of them.
export const together = (act: PossibleCommand): boolean =>
  act.allowed &&
  asks(act).every(
    (field) =>
      isReason(field) ||
      (isFigure(field) && field.name in act.fill) ||
      act.proposed.includes(field.name),
  );
export const asksReason = (name: string): boolean =>
  commandInfo(name)?.fields.some((field) => field.required && isReason(field)) ?? false;

// --- sending
export async function sendAct(
  name: string,
  body: Record<string, unknown>,
  key = newKey(),
): Promise<CommandAnswer> {
  return (await command<CommandAnswer>(commandInfo(name)!.route, body, key)).data;
}

// One command to several rows; a result for each, in their order.
export async function sendToAll(
  name: string,
  acts: PossibleCommand[],
  reason: string,
): Promise<{ bodies: Record<string, unknown>[]; results: (CommandAnswer | Problem)[] }> {
  const bodies = acts.map((act) => ({
    ...asKnown(act),
    ...(asksReason(name) && { reason }),
  }));
  const results = await commands<CommandAnswer>(
    bodies.map((body) => ({ command: name, body, key: newKey() })),
  );
  return { bodies, results };
}

// --- taking back
// What the command that takes it back has to say: as the act said it, else what came of the act.
// Nothing where that does not suffice.
export function undoBody(
  name: string,
  body: Record<string, unknown>,
  answer: CommandAnswer,
): { command: string; body: Record<string, unknown> } | undefined {
  const back = commandInfo(commandInfo(name)?.back ?? '');
  if (!back) return undefined;
  const made = new Map(
    answer.streams.map(({ stream }) => {
      const slash = stream.indexOf('/');
      return [stream.slice(0, slash), stream.slice(slash + 1)];
    }),
  );
  const said = (field: FieldInfo): unknown =>
    isReason(field)
      ? t('undone_because')
      : (body[field.name] ??
        made.get(field.ref) ??
        answer.events.find((event) => field.name in event)?.[field.name]);
  const out = Object.fromEntries(
    back.fields
      .filter((field) => field.required)
      .map((field) => [field.name, said(field)] as const)
      .filter(([, value]) => value !== undefined),
  );
  const whole = back.fields.every((field) => !field.required || field.name in out);
  return whole ? { command: back.name, body: out } : undefined;
}
