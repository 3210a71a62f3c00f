// One order at a glance: how far it is and what it promised; its visits, parts, money and papers;
// its machine; and whatever else refers to it.
import type { CardAnswer, FieldInfo, Names, Relation, Row } from '../edge/types.ts';
import { dayText, minuteText } from '../format.ts';
import { t } from '../i18n/index.ts';
import { machineWords } from '../i18n/words.ts';
import { Card } from '../parts/card.tsx';
import { Link } from '../parts/link.tsx';
import { blank, drawValue } from '../parts/rows_table.tsx';
import { itemId, itemPath, listInfo, valueIn } from '../state/lists.ts';
import { useResource } from '../state/resource.ts';
import { fieldLabel, rowInfo, say } from '../state/schema.ts';
import { moment, stagesOf } from '../state/stages.ts';
import { shown } from '../state/time.ts';

// --- how far it is
// What was promised and is late, or was met too late, is told; what is yet to come has its time.
export function Stages({ row }: { row: Row }) {
  const now = shown.value?.recorded_at ?? '';
  const stages = stagesOf(row);
  const reached = stages.findLastIndex((one) => one.at !== null);
  return (
    <ol class="stages" aria-label={t('stages')}>
      {stages.map((one, index) => {
        const late = one.due ? (one.at ?? now) > one.due : false;
        const state = index < reached ? 'done' : index === reached ? 'here' : 'ahead';
        return (
          <li
            key={one.name}
            class={`${state}${late ? ' late' : ''}`}
            aria-current={state === 'here' ? 'step' : undefined}
          >
            <b>{t(one.name)}</b>
            <small>{one.at ? minuteText(one.at) : '—'}</small>
            {one.due && (
              <small class="due">
                {t(late ? 'stage_late' : 'stage_due', { at: minuteText(one.due) })}
              </small>
            )}
            {!one.due && one.still && <small class="due">{t('stage_still')}</small>}
          </li>
        );
      })}
    </ol>
  );
}

// --- lines of what it has
const told_most = 5; // fields of a line

const dull = (field: FieldInfo): boolean =>
  field.type === 'list' ||
  field.struct !== null ||
  field.format === 'position' ||
  field.format === 'stream' ||
  ['latitude', 'longitude', 'round', 'revision', 'version'].includes(field.name);

function Line({
  fields,
  row,
  names,
  to,
}: {
  fields: FieldInfo[];
  row: Row;
  names: Names;
  to?: string | undefined;
}) {
  // A bare no tells nothing, a yes is told by what it is about.
  const tells = (value: unknown): boolean => value !== false && !blank(value);
  const told = fields
    .filter((field) => !dull(field) && tells(valueIn(row, field.name)))
    .slice(0, told_most);
  return (
    <li class={row.withdrawn === true ? 'withdrawn' : undefined}>
      {told.map((field, index) => {
        const value = valueIn(row, field.name);
        const drawn = value === true ? fieldLabel(field) : drawValue(field, value, names);
        return (
          <span key={field.name} title={fieldLabel(field)}>
            {to && index === 0 && field.ref === '' ? (
              <Link class="link" to={to}>
                {drawn}
              </Link>
            ) : (
              drawn
            )}
          </span>
        );
      })}
    </li>
  );
}

// The lists that the order holds itself: visits, parts used, charges, payments, overrides.
function Held({ row, names }: { row: Row; names: Names }) {
  const fields = (rowInfo('work_order')?.fields ?? []).filter(
    (field) => field.element?.struct && (row[field.name] as Row[] | undefined)?.length,
  );
  return (
    <>
      {fields.map((field) => {
        const rows = row[field.name] as Row[];
        const of = rowInfo(field.element!.struct!)?.fields ?? [];
        return (
          <Card
            key={field.name}
            title={fieldLabel(field)}
            note={rows.length > 1 ? t('rows_all', { n: rows.length }) : undefined}
          >
            <ul class="glance" data-held={field.name}>
              {rows.map((one, index) => (
                <Line key={index} fields={of} row={one} names={names} />
              ))}
            </ul>
          </Card>
        );
      })}
    </>
  );
}

// What refers to it, whatever that is.
function Related({ relation, names }: { relation: Relation; names: Names }) {
  const list = listInfo(relation.list);
  if (!list) return null;
  const fields = list.fields.filter((field) => field.name !== relation.field);
  return (
    <Card
      title={say(relation.label, relation.list)}
      end={
        <Link class="link" to={relation.href.replace('/v1/', '/lists/')}>
          {t(relation.more ? 'all_of_them' : 'as_list')}
        </Link>
      }
    >
      <ul class="glance" data-related={relation.list}>
        {relation.items.map((one) => (
          <Line
            key={itemId(list, one)}
            fields={fields}
            row={one}
            names={names}
            to={itemPath(list.name, itemId(list, one))}
          />
        ))}
      </ul>
    </Card>
  );
}

const repairs_most = 3;

function Machine({ id }: { id: string }) {
  const card = useResource<CardAnswer>(`/v1/assets/${encodeURIComponent(id)}`);
  const asset = card.data?.item;
  if (!asset) return null;
  const repairs = ((asset.repairs as Row[] | undefined) ?? []).toReversed().slice(0, repairs_most);
  const repair = rowInfo('asset_repair')?.fields ?? [];
  return (
    <Card
      title={t('order_machine')}
      end={<Link class="link" to={`/lists/assets/${encodeURIComponent(id)}`}>{id}</Link>}
    >
      <p class="glance-machine">
        {machineWords(asset.brand, asset.model)}{' '}
        <span class="mono">{String(asset.serial ?? '')}</span>
        {moment(asset.warranty_until) && (
          <small>{t('order_warranty', { day: dayText(String(asset.warranty_until)) })}</small>
        )}
      </p>
      {repairs.length > 0 && (
        <ul class="glance">
          {repairs.map((one, index) => (
            <Line key={index} fields={repair} row={one} names={card.data!.names} />
          ))}
        </ul>
      )}
    </Card>
  );
}

export function Glance({ id, row }: { id: string; row: Row }) {
  const path = `/v1/work_orders/${encodeURIComponent(id)}`;
  const card = useResource<CardAnswer>(path, {}, { topic: 'position' }); // whatever refers to it
  const names = card.data?.names ?? {};
  const asset = String(row.asset ?? '');
  return (
    <div class="w6 glances" data-test="glance">
      <Held row={row} names={names} />
      {asset && <Machine id={asset} />}
      {(card.data?.relations ?? []).map((relation) => (
        <Related key={relation.list} relation={relation} names={names} />
      ))}
    </div>
  );
}
