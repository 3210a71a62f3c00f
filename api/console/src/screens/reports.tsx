// The reports by their sources' names; the same report at the same moment is the same bytes. Of a
// declared report each cell says what it is made of.
import { useRef } from 'preact/hooks';
import type {
  CellPart,
  Explanation,
  ReportColumn,
  ReportInfo,
  ReportParameter,
  ReportResult,
} from '../edge/types.ts';
import { query, withMoment } from '../edge/client.ts';
import { Picker } from '../forms/field_input.tsx';
import { isCode, isNumeric, isOrder, positionText, valueText } from '../format.ts';
import { t, type Key } from '../i18n/index.ts';
import { Card, Title } from '../parts/card.tsx';
import { TextInput } from '../parts/input.tsx';
import { Link } from '../parts/link.tsx';
import { Empty, Loaded } from '../parts/states.tsx';
import { useKeys } from '../state/keys.ts';
import { itemPath, listInfo } from '../state/lists.ts';
import { adjust, param } from '../state/location.ts';
import { useResource } from '../state/resource.ts';
import { enumInfo, fieldLabel, say } from '../state/schema.ts';

const shown_most = 200;

// --- parameters
const known: Record<string, Key> = {
  from: 'from_day',
  until: 'until_day',
  period: 'period',
  technician: 'technician',
  warehouse: 'warehouse',
  part: 'part',
  operator_id: 'operator_number',
};

// What a report says of a parameter; of one that says nothing, what its name tells.
function parametersOf(report: ReportInfo): ReportParameter[] {
  const fields =
    report.parameter_fields ??
    report.parameters.map((name) => ({
      name,
      label: { zh: '', en: '' },
      type: 'text',
      format: ['from', 'until'].includes(name) ? 'instant' : null,
      enum: null,
      ref: ['technician', 'warehouse', 'part'].includes(name)
        ? name
        : name === 'operator_id'
          ? 'operator'
          : null,
      default: null,
    }));
  return fields.filter((field) => field.name !== 'outlet'); // the scope at the top
}

function parameterLabel(field: ReportParameter): string {
  const own = say(field.label, '');
  const key = known[field.name];
  if (field.name === 'from' || field.name === 'until') {
    const when = t(field.name === 'from' ? 'from_day' : 'until_day');
    return own ? `${own} ${when}` : when;
  }
  return own || (key ? t(key) : field.name);
}

function ParameterInput({ field }: { field: ReportParameter }) {
  const value = param(field.name);
  const id = `parameter-${field.name}`;
  const set = (text: string): void => adjust({ [field.name]: text, row: null, column: null }, true);
  if (field.enum)
    return (
      <select id={id} name={field.name} value={value} onChange={(e) => set(e.currentTarget.value)}>
        <option value="">{t('all_values')}</option>
        {enumInfo(field.enum)
          ?.values.filter((item) => item.name !== 'none')
          .map((item) => (
            <option key={item.name} value={item.name}>
              {say(item.label, item.name)}
            </option>
          ))}
      </select>
    );
  if (field.ref)
    return (
      <Picker
        field={{ name: field.name, ref: field.ref, required: false }}
        id={id}
        text={value}
        marks={{}}
        change={set}
      />
    );
  const type = field.format ? 'date' : field.name === 'period' ? 'month' : 'text';
  return (
    <TextInput
      id={id}
      name={field.name}
      type={type}
      value={value}
      onInput={(event) => set(event.currentTarget.value)}
    />
  );
}

function ParameterForm({ report }: { report: ReportInfo }) {
  return (
    <form class="parameters" onSubmit={(event) => event.preventDefault()}>
      {parametersOf(report).map((field) => (
        <div class="field" key={field.name}>
          <label for={`parameter-${field.name}`}>{parameterLabel(field)}</label>
          <ParameterInput field={field} />
        </div>
      ))}
    </form>
  );
}

const chosenParameters = (report: ReportInfo | undefined): Record<string, string> =>
  Object.fromEntries(
    (report ? parametersOf(report) : []).map(({ name }) => [name, param(name)] as const),
  );

// --- cells
function Cell({ value, column }: { value: unknown; column: ReportColumn }) {
  const field = { format: column.format, enum: column.enum ?? null };
  if (!isOrder(value)) {
    const text = valueText(value, field);
    return isCode(text) ? <span class="mono">{text}</span> : <>{text}</>;
  }
  return (
    <Link class="link mono" to={`/orders/${encodeURIComponent(value)}`}>
      {value}
    </Link>
  );
}

const step: Record<string, [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

function ReportTable({
  report,
  explained,
  caption,
}: {
  report: ReportResult;
  explained: boolean;
  caption: string;
}) {
  const body = useRef<HTMLTableSectionElement>(null);
  const rows = report.rows.slice(0, shown_most);
  const chosenRow = report.ids?.indexOf(param('row')) ?? -1;
  const chosen: [number, number] = [
    param('column') ? chosenRow : -1,
    report.columns.findIndex((column) => column.name === param('column')),
  ];
  const isChosen = (row: number, column: number): boolean =>
    row === chosen[0] && column === chosen[1];
  const explain = (row: number, column: number): void =>
    adjust({ row: report.ids?.[row] ?? null, column: report.columns[column]!.name }, true);
  const keys = (event: KeyboardEvent, row: number, column: number): void => {
    const way = step[event.key];
    if (way) {
      event.preventDefault();
      body.current
        ?.querySelectorAll('tr')
        [row + way[0]]?.querySelectorAll<HTMLElement>('td')
        [column + way[1]]?.focus();
    } else if (event.key === 'Enter' || event.key === 'e') {
      if ((event.target as Element).closest('a')) return;
      event.preventDefault();
      explain(row, column);
    }
  };
  return (
    <div class="table-frame" role="region" tabIndex={0} aria-label={caption}>
      <table class={`rows${explained ? ' explained' : ''}`}>
        <caption class="hidden">{caption}</caption>
        <thead>
          <tr>
            {report.columns.map((column) => (
              <th key={column.name} scope="col" class={isNumeric(column) ? 'number' : ''}>
                {say(column.label, column.name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          {rows.map((row, index) => (
            <tr key={index}>
              {report.columns.map((column, at) => (
                <td
                  key={column.name}
                  class={
                    (isNumeric(column) ? 'number' : '') + (isChosen(index, at) ? ' chosen' : '')
                  }
                  {...(explained && {
                    'data-column': column.name,
                    tabIndex: (chosen[0] < 0 ? index + at === 0 : isChosen(index, at)) ? 0 : -1,
                    onKeyDown: (event: KeyboardEvent) => keys(event, index, at),
                    onClick: (event: MouseEvent) => {
                      if (!(event.target as Element).closest('a')) explain(index, at);
                    },
                  })}
                >
                  <Cell value={row[at]} column={column} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {(report.rows.length > shown_most || report.next_cursor) && (
        <p class="muted">
          {report.next_cursor
            ? t('first_rows', { shown: rows.length })
            : t('first_of', { shown: shown_most, all: report.rows.length })}
        </p>
      )}
    </div>
  );
}

// --- what a cell is made of
const made: Record<Explanation['is'], Key> = {
  field: 'made_field',
  name: 'made_name',
  looked_up: 'made_looked_up',
  counted: 'made_counted',
  summed: 'made_summed',
  computed: 'made_computed',
};
const formulas: Record<string, Key> = {
  total: 'formula_total',
  rate: 'formula_rate',
  minutes: 'formula_minutes',
};
const parts_most = 100;

function PartLine({ part, report }: { part: CellPart; report: ReportResult }) {
  const sign = part.sign < 0 ? '−' : '';
  if (part.column) {
    const column = report.columns.find((one) => one.name === part.column);
    const field = { format: column?.format ?? '', enum: column?.enum ?? null };
    return (
      <tr>
        <td>{say(column?.label, part.column)}</td>
        <td class="number">{sign + valueText(part.value, field)}</td>
      </tr>
    );
  }
  const list = listInfo(part.list ?? '');
  const field = list?.fields.find((one) => one.name === part.field);
  return (
    <tr>
      <td>
        <Link class="link mono" to={itemPath(part.list ?? '', part.id ?? '')}>
          {part.id}
        </Link>{' '}
        <small class="muted">{field && fieldLabel(field)}</small>
      </td>
      <td class="number">{sign + valueText(part.value, field)}</td>
    </tr>
  );
}

function Explained({
  id,
  report,
  parameters,
}: {
  id: string;
  report: ReportResult;
  parameters: Record<string, string>;
}) {
  const row = param('row');
  const name = param('column');
  const column = report.columns.find((one) => one.name === name);
  const why = useResource<Explanation>(`/v1/reports/${encodeURIComponent(id)}/explain`, {
    ...parameters,
    row: row || undefined,
    column: name,
  });
  return (
    <Card
      class="side"
      title={t('made_of', { what: say(column?.label, name) })}
      end={
        <button
          class="plain"
          aria-label={t('close')}
          onClick={() => adjust({ row: null, column: null }, true)}
        >
          ✕
        </button>
      }
    >
      <Loaded from={why}>
        {(data) => (
          <div data-test="explained">
            <p class="figure">
              <b>
                {valueText(data.value, {
                  format: column?.format ?? '',
                  enum: column?.enum ?? null,
                })}
              </b>{' '}
              <span class="muted">
                {t(made[data.is], { n: data.parts.length })}
                {data.formula && formulas[data.formula] && ` · ${t(formulas[data.formula]!)}`}
              </span>
            </p>
            {data.rule && (
              <p>{t('by_rule', { rule: data.rule.stream, version: data.rule.version })}</p>
            )}
            <table class="rows parts">
              <caption class="hidden">{t('made_of', { what: name })}</caption>
              <thead>
                <tr>
                  <th scope="col">{t('part_of_cell')}</th>
                  <th scope="col" class="number">
                    {t('value')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {data.parts.slice(0, parts_most).map((part, index) => (
                  <PartLine key={index} part={part} report={report} />
                ))}
              </tbody>
            </table>
            {data.parts.length > parts_most && (
              <p class="muted">{t('first_of', { shown: parts_most, all: data.parts.length })}</p>
            )}
          </div>
        )}
      </Loaded>
    </Card>
  );
}

function Files({ id, parameters }: { id: string; parameters: Record<string, string> }) {
  const file = (format: string, profile?: string): string =>
    `/v1/reports/${encodeURIComponent(id)}${query(withMoment({ ...parameters, format, profile }))}`;
  return (
    <>
      <a class="button" href={file('csv', 'excel')} download>
        {t('csv_excel')}
      </a>
      <a class="button" href={file('csv', 'data')} download>
        CSV
      </a>
      <a class="button" href={file('xlsx')} download>
        XLSX
      </a>
      <a class="button" href={file('ndjson')} download>
        NDJSON
      </a>
      <a class="button" href={file('print')} target="_blank">
        {t('file_print')}
      </a>
    </>
  );
}

export function Reports({ id }: { id: string }) {
  const reports = useResource<{ items: ReportInfo[] }>('/v1/reports', {}, { timeless: true });
  const info = reports.data?.items.find((report) => report.id === id);
  const parameters = chosenParameters(info);
  const result = useResource<ReportResult>(
    id && reports.data ? `/v1/reports/${encodeURIComponent(id)}` : null,
    { ...parameters, format: 'json' },
  );
  useKeys('keys_report', [
    { key: '← ↑ → ↓', label: 'key_cells' },
    { key: 'E', label: 'key_explain' },
  ]);
  const declared = info?.list !== undefined && result.data?.ids !== undefined;
  return (
    <>
      <Title title={t('reports')} note={t('reports_note')}>
        {id && <Files id={id} parameters={parameters} />}
      </Title>
      <div class="reports">
        <Card title={t('report_list')}>
          <Loaded from={reports}>
            {(list) => (
              <ul class="commands-list">
                {list.items.map((report) => (
                  <li key={report.id}>
                    <Link
                      class="link"
                      to={`/reports/${report.id}`}
                      {...(report.id === id ? { 'aria-current': 'page' as const } : {})}
                    >
                      {say(report.name, report.id)}
                    </Link>
                  </li>
                ))}
              </ul>
            )}
          </Loaded>
        </Card>
        {id && info && (
          <div class={declared && param('column') ? 'split' : ''}>
            <Card
              title={say(info.name, id)}
              note={
                result.data && t('as_of_position', { position: positionText(result.data.position) })
              }
            >
              {info.about && <p class="muted">{say(info.about)}</p>}
              <ParameterForm key={id} report={info} />
              <Loaded from={result}>
                {(report) =>
                  report.rows.length === 0 ? (
                    <Empty />
                  ) : (
                    <ReportTable
                      report={report}
                      explained={declared}
                      caption={say(info.name, id)}
                    />
                  )
                }
              </Loaded>
            </Card>
            {declared && param('column') && result.data?.report === id && (
              <Explained id={id} report={result.data} parameters={parameters} />
            )}
          </div>
        )}
      </div>
    </>
  );
}
