// What a card says of one thing: facts, what hangs on it, what happened, and what may be sent now.
import { useState } from 'preact/hooks';
import type {
  CardAnswer,
  CommandAnswer,
  FieldInfo,
  List,
  ListInfo,
  Names,
  PossibleCommand,
  Relation,
  Row,
  Step,
} from '../edge/types.ts';
import { get } from '../edge/client.ts';
import { openCommand, type Filled } from '../forms/command_dialog.tsx';
import { filledValue } from '../forms/filled.ts';
import type { Named } from '../forms/form_context.ts';
import { valueText } from '../format.ts';
import { t } from '../i18n/index.ts';
import { itemId, itemPath, listInfo, nameIn, valueIn } from '../state/lists.ts';
import { useResource } from '../state/resource.ts';
import { commandInfo, fieldLabel, flat, isByTheEdge, rowInfo, say } from '../state/schema.ts';
import { isPast } from '../state/time.ts';
import { usualOf } from '../state/usual.ts';
import { inWords } from './asked_words.ts';
import { Card } from './card.tsx';
import { lacksText } from './lacks.ts';
import { LazyFileCheck } from './lazy_file_check.tsx';
import { Link } from './link.tsx';
import { Reach } from './reach.tsx';
import { blank, drawValue } from './rows_table.tsx';
import { Loaded } from './states.tsx';
import { Timeline } from './timeline.tsx';
import { failure } from './toasts.tsx';
import { toneOf } from './tones.ts';

// --- commands
// What the thing answers itself: its own number stays as it is, the rest can be changed.
function filled(list: ListInfo, name: string, fill: Row): Filled {
  const fields = commandInfo(name)?.fields ?? [];
  const own = fields.find((field) => field.ref === list.thing)?.name;
  return {
    preset: Object.fromEntries(
      fields
        .filter((field) => field.name in fill)
        .map((field) => [field.name, filledValue(field, fill[field.name])]),
    ),
    fixed: [...list.id.filter((part) => part in fill), ...(own ? [own] : [])],
  };
}

type Done = (answer: CommandAnswer) => void;

const begunOf = (list: ListInfo, card: CardAnswer, name: string): Filled => {
  const one = card.commands.find((possible) => possible.command === name);
  return filled(list, name, one?.fill ?? {});
};

const readCard = async (list: ListInfo, id: string): Promise<CardAnswer> =>
  (await get<CardAnswer>(`/v1/${list.name}/${encodeURIComponent(id)}`)).data;

// Which of its payments, charges, versions it can be about, each in a few words.
const words_most = 5;
function amongOf(list: ListInfo, card: CardAnswer, name: string): Named | undefined {
  const among = card.commands.find((possible) => possible.command === name)?.among;
  const part = among && partsOf(list.item, card.item).find((one) => one.name === among.list);
  if (!among || !part) return undefined;
  const ordinals = ['number', 'line', 'version'];
  const fields = (rowInfo(part.field.element?.struct ?? '')?.fields ?? []).filter(
    (field) => field.type !== 'list' && !field.struct && !ordinals.includes(field.name),
  );
  const options = part.rows.flatMap((row, at) => {
    const said = ordinals.map((one) => row[one]).find((one) => one !== undefined);
    const number = Number(said ?? at + 1);
    if (!among.numbers.includes(number)) return [];
    const words = fields
      .filter((field) => !blank(row[field.name]) && typeof row[field.name] !== 'boolean')
      .map((field) => {
        const value = row[field.name];
        const name = field.ref && nameIn(card.names, field.ref, String(value));
        return name || valueText(value, field);
      });
    const label = [number, ...words.slice(0, words_most)].join(' · ');
    return [{ value: String(number), label }];
  });
  return { field: among.field, options };
}

const openFor = (list: ListInfo, card: CardAnswer, name: string, done: Done): void => {
  const { preset, fixed } = begunOf(list, card, name);
  const again = async () => {
    const now = await readCard(list, card.id);
    return { preset: begunOf(list, now, name).preset, version: now.version ?? null };
  };
  const among = amongOf(list, card, name);
  openCommand(name, preset, card.version ?? null, done, fixed, again, among);
};

// From a row: its card says first what the form begins with.
export async function openFromRow(
  list: ListInfo,
  id: string,
  name: string,
  done: Done,
): Promise<void> {
  try {
    openFor(list, await readCard(list, id), name, done);
  } catch (problem) {
    failure(problem);
  }
}

// Those that fit few statuses say most about what is to do next; what takes something back is never
// the next step.
const any_status = 99;
const fitOf = (name: string): number =>
  (commandInfo(name)?.when?.length || any_status) + (toneOf(name) === 'red' ? any_status : 0);
export const byFit = (names: string[]): string[] => names.toSorted((a, b) => fitOf(a) - fitOf(b));

function CommandLine({
  one,
  primary,
  open,
}: {
  one: PossibleCommand;
  primary: boolean;
  open: () => void;
}) {
  const why = isPast.value
    ? t('past_reason_short')
    : one.why === 'duty'
      ? t('why_duty')
      : one.why === 'status'
        ? t('why_status')
        : one.why === 'four_eyes'
          ? t('why_four_eyes')
          : one.why === 'lacks'
            ? lacksText(one)
            : '';
  return (
    <button
      class={primary && !why ? 'primary' : ''}
      disabled={why !== ''}
      data-command={one.command}
      title={isPast.value ? t('past_reason') : undefined}
      onClick={open}
    >
      <span>{say(one.label, one.command)}</span>
      {why && <small>{why}</small>}
    </button>
  );
}

// The usual next step stands alone; exceptions are behind "More".
export function CardCommands({
  list,
  card,
  done,
}: {
  list: ListInfo;
  card: CardAnswer;
  done: () => void;
}) {
  const commands = card.commands.filter((one) => !isByTheEdge(one.command));
  const order = byFit(commands.filter((one) => one.allowed).map((one) => one.command));
  const usual = usualOf(order, list.elements ? list.name : list.thing, flat(card.item));
  const line = (one: PossibleCommand) => (
    <CommandLine
      key={one.command}
      one={one}
      primary={one.command === usual}
      open={() => openFor(list, card, one.command, done)}
    />
  );
  const allowed = order
    .filter((name) => name !== usual)
    .map((name) => commands.find((one) => one.command === name)!);
  const lacking = commands.filter((one) => one.why === 'lacks');
  const later = commands.filter((one) => one.why === 'status' || one.why === 'four_eyes');
  const others = commands.filter((one) => one.why === 'duty');
  if (commands.length === 0) return <p class="muted">{t('no_commands')}</p>;
  return (
    <div class="can">
      {commands.filter((one) => one.command === usual).map(line)}
      {lacking.map(line)}
      {usual && allowed.length + later.length > 0 ? (
        <details data-test="more-commands">
          <summary class="muted">{t('more_commands_n', { n: allowed.length })}</summary>
          <div class="can">
            {allowed.map(line)}
            {later.map(line)}
          </div>
        </details>
      ) : (
        [...allowed, ...later].map(line)
      )}
      {others.length > 0 && (
        <details>
          <summary class="muted">{t('others_duty', { n: others.length })}</summary>
          <div class="can">{others.map(line)}</div>
        </details>
      )}
    </div>
  );
}

// --- facts
// What is kept of a file is its fingerprint: whoever has the file sees whether it is that one.
const drawFact = (field: FieldInfo, value: unknown, names: Names) =>
  field.means === 'file_hash' && value ? (
    <LazyFileCheck hash={String(value)} />
  ) : (
    drawValue(field, value, names)
  );

export function CardFacts(props: { list: ListInfo; item: Row; names: Names }) {
  const { list, names } = props;
  const item = inWords(props.item, names);
  const fields = list.fields.filter(
    (field) => field.name !== 'id' && !blank(valueIn(item, field.name)),
  );
  const customer = String(valueIn(props.item, 'customer') ?? '');
  const tellsPhone = list.fields.some((field) => field.format === 'phone');
  return (
    <dl class="facts">
      {fields.map((field) => [
        <dt key={field.name}>{fieldLabel(field)}</dt>,
        <dd key={`${field.name}=`}>{drawFact(field, valueIn(item, field.name), names)}</dd>,
      ])}
      {customer !== '' && !tellsPhone && <Reach customer={customer} />}
    </dl>
  );
}

// What the thing has several of, in itself.
function Parts({
  name,
  field,
  rows,
  names,
}: {
  name: string;
  field: FieldInfo;
  rows: Row[];
  names: Names;
}) {
  const columns = (rowInfo(field.element?.struct ?? '')?.fields ?? []).filter(
    (one) => one.type !== 'list' && !one.struct && rows.some((row) => !blank(row[one.name])),
  );
  return (
    <>
      <SmallTable title={say(field.label, name)} fields={columns} rows={rows} names={names} />
      <Newest field={field} rows={rows} names={names} />
    </>
  );
}

const lines_max = 30; // a tariff has hundreds: they have a list of their own

// What the newest of several versions is made of, as the questions of a questionnaire.
function Newest({ field, rows, names }: { field: FieldInfo; rows: Row[]; names: Names }) {
  const newest = rows.at(-1);
  if (!newest || newest['version'] === undefined) return null;
  const held = (rowInfo(field.element?.struct ?? '')?.fields ?? []).filter((one) => {
    const value = newest[one.name];
    return one.element?.struct && Array.isArray(value) && value.length > 0;
  });
  return (
    <>
      {held.map((one) => {
        const lines = (newest[one.name] as Row[]).slice(0, lines_max);
        const columns = (rowInfo(one.element!.struct!)?.fields ?? []).filter(
          (part) =>
            part.type !== 'list' && !part.struct && lines.some((row) => !blank(row[part.name])),
        );
        return (
          <div key={one.name} class="part-of-newest">
            <h3>
              {fieldLabel(one)}{' '}
              <span class="note">
                {t('version', { n: String(newest['version']) })}
                {lines.length < (newest[one.name] as Row[]).length && ` · 1–${lines_max}`}
              </span>
            </h3>
            <SmallTable title={fieldLabel(one)} fields={columns} rows={lines} names={names} />
          </div>
        );
      })}
    </>
  );
}

function SmallTable({
  title,
  fields,
  rows,
  names,
  path,
}: {
  title: string;
  fields: FieldInfo[];
  rows: Row[];
  names: Names;
  path?: (row: Row) => string;
}) {
  return (
    <div class="table-frame" role="region" tabIndex={0} aria-label={title}>
      <table class="rows">
        <thead>
          <tr>
            {fields.map((field) => (
              <th key={field.name} scope="col">
                {fieldLabel(field)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {fields.map((field, at) => {
                const value = valueIn(row, field.name);
                const drawn = path
                  ? drawValue(field, value, names)
                  : drawFact(field, value, names);
                const leads = field.ref !== '' || field.format === 'stream';
                const plain = !leads && !/^WO-\d/.test(String(value));
                return (
                  <td key={field.name}>
                    {path && at === 0 && plain ? (
                      <Link class="link" to={path(row)}>
                        {drawn}
                      </Link>
                    ) : (
                      drawn
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function partsOf(type: string, of: Row): { name: string; field: FieldInfo; rows: Row[] }[] {
  return (rowInfo(type)?.fields ?? []).flatMap((field) => {
    const value = of[field.name];
    if (Array.isArray(value) && field.element?.struct && value.length > 0)
      return [{ name: field.name, field, rows: value as Row[] }];
    return field.struct && field.type !== 'list' && typeof value === 'object' && value !== null
      ? partsOf(field.struct, value as Row)
      : [];
  });
}

export function CardParts(props: { list: ListInfo; item: Row; names: Names }) {
  const { list, names } = props;
  const item = inWords(props.item, names);
  return (
    <>
      {partsOf(list.item, item).map(({ field, rows }) => (
        <Card key={field.name} title={fieldLabel(field)} note={t('rows_all', { n: rows.length })}>
          <Parts name={field.name} field={field} rows={rows} names={names} />
        </Card>
      ))}
    </>
  );
}

// --- what hangs on it
const relatedPath = (relation: Relation): string => relation.href.replace('/v1/', '/lists/');

const relationText = (relation: Relation): string =>
  `${say(relation.label, relation.list)} ${relation.items.length}${relation.more ? '+' : ''}`;

// Of a thing in a tree: from the top down to what it stands below.
export function Above({ card }: { card: CardAnswer }) {
  if (card.above.length === 0) return null;
  const kind = card.thing?.split('/')[0] ?? '';
  return (
    <nav class="ways" aria-label={t('above')}>
      {card.above.map((id) => (
        <Link key={id} class="link" to={itemPath(card.list, id)}>
          {nameIn(card.names, kind, id) ?? id} ›
        </Link>
      ))}
    </nav>
  );
}

export function RelationLinks({ card }: { card: CardAnswer }) {
  const relations = card.relations ?? [];
  if (relations.length === 0) return null;
  return (
    <div class="ways">
      {relations.map((relation) => (
        <Link key={relation.list} class="button" to={relatedPath(relation)}>
          {relationText(relation)}
        </Link>
      ))}
    </div>
  );
}

const related_columns = 6;

export function Relations({ card }: { card: CardAnswer }) {
  return (
    <>
      {(card.relations ?? []).map((relation) => {
        const list = listInfo(relation.list);
        if (!list) return null;
        const fields = list.fields
          .filter(
            (field) =>
              field.name !== relation.field &&
              field.type !== 'list' &&
              field.format !== 'position' &&
              relation.items.some((item) => !blank(valueIn(item, field.name))),
          )
          .slice(0, related_columns);
        return (
          <Card
            key={relation.list}
            title={say(relation.label, relation.list)}
            end={
              <Link class="link" to={relatedPath(relation)}>
                {t(relation.more ? 'all_of_them' : 'as_list')}
              </Link>
            }
          >
            <SmallTable
              title={say(relation.label, relation.list)}
              fields={fields}
              rows={relation.items}
              names={card.names}
              path={(row) => itemPath(list.name, itemId(list, row))}
            />
          </Card>
        );
      })}
    </>
  );
}

// --- what happened
// The last steps up to the moment; in the past those that came later, pale.
export function CardTimeline({ card, most }: { card: CardAnswer; most: number }) {
  const [wanted, setWanted] = useState(most);
  const version = Number(card.version ?? 0);
  const steps = useResource<List<Step>>(card.timeline ?? null, {
    after_version: Math.max(0, version - wanted),
    limit: wanted,
  });
  const later = useResource<List<Step>>(
    isPast.value ? (card.timeline ?? null) : null,
    { after_version: version, limit: most },
    { moment: null },
  );
  return (
    <Loaded from={steps}>
      {(list) => (
        <>
          {version > wanted && (
            <button class="plain muted" onClick={() => setWanted(Math.min(500, wanted * 5))}>
              {t('earlier_steps', { n: version - wanted })}
            </button>
          )}
          <Timeline
            steps={list.items}
            later={isPast.value ? (later.data?.items ?? []) : []}
            stream={card.thing ?? ''}
          />
        </>
      )}
    </Loaded>
  );
}
