// The reports by their sources' names; the same report at the same moment is the same bytes. Of a
// declared report each cell says what it is made of.
import { useRef } from 'preact/hooks';
import type { ReportColumn, ReportInfo, ReportParameter, ReportResult } from '../edge/types.ts';
import { query, withMoment } from '../edge/client.ts';
import { ChoiceInput as Picker } from '../forms/choice.tsx';
import { isCode, isNumeric, isOrder, positionText, valueText } from '../format.ts';
import { t, type Key } from '../i18n/index.ts';
import { Card, Title } from '../parts/card.tsx';
import { codesText } from '../parts/codes.ts';
import { TextInput } from '../parts/input.tsx';
import { ColumnMenu } from '../parts/column_menu.tsx';
import { Link } from '../parts/link.tsx';
import { ReportChart } from '../parts/report_chart.tsx';
import { SavedQueries } from '../parts/saved_queries.tsx';
import { Empty, Loaded } from '../parts/states.tsx';
import { openMenu } from '../parts/menu.tsx';
import { useKeys } from '../state/keys.ts';
import { adjust, param } from '../state/location.ts';
import { useResource } from '../state/resource.ts';
import { enumInfo, say } from '../state/schema.ts';
import { against } from '../state/time.ts';
import { DifferenceOf } from './report_difference.tsx';
import { Explained } from './report_explained.tsx';

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
  const month = field.format === 'month' || field.name === 'period';
  const type = month ? 'month' : field.format ? 'date' : 'text';
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
  const said = codesText(column.name, value);
  if (said !== null) return <span title={String(value)}>{said}</span>;
  if (!isOrder(value)) {
    const names = column.enum && column.format === 'text'; // several in one cell
    const text = names
      ? String(value ?? '')
          .split(', ')
          .map((name) => valueText(name, field))
          .join(' · ')
      : valueText(value, field);
    return isCode(text) ? <span class="mono">{text}</span> : <>{text}</>;
  }
  return (
    <Link class="link mono" to={`/orders/${encodeURIComponent(value)}`}>
      {value}
    </Link>
  );
}

// Which columns, in which order of rows: as the address says, on the screen and in each file.
const arrangement = (): Record<string, string> => ({
  columns: param('columns'),
  sort: param('sort'),
});

const step: Record<string, [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

// Sorted by the engine: all rows, not those of the page.
function Head({ column }: { column: ReportColumn }) {
  const ways = [column.name, `-${column.name}`];
  const at = ways.indexOf(param('sort'));
  const label = say(column.label, column.name);
  return (
    <th
      scope="col"
      class={isNumeric(column) ? 'number' : ''}
      {...(at < 0 ? {} : { 'aria-sort': at ? ('descending' as const) : ('ascending' as const) })}
    >
      <button
        data-sort={column.name}
        title={t('sort_by', { field: label })}
        onClick={() => adjust({ sort: ways[at + 1] ?? null })}
      >
        {label}
        {at >= 0 && <span aria-hidden="true"> {at ? '↓' : '↑'}</span>}
      </button>
    </th>
  );
}

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
              <Head key={column.name} column={column} />
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

function Files({ id, parameters }: { id: string; parameters: Record<string, string> }) {
  const file = (format: string, profile?: string): string => {
    const all = { ...parameters, ...arrangement(), format, profile };
    return `/v1/reports/${encodeURIComponent(id)}${query(withMoment(all))}`;
  };
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
    { ...parameters, ...arrangement(), format: 'json' },
  );
  useKeys('keys_report', [
    { key: '← ↑ → ↓', label: 'key_cells' },
    { key: 'E', label: 'key_explain' },
    { key: 'c', label: 'key_columns', run: () => openMenu('columns') },
    { key: 's', label: 'saved_queries', run: () => openMenu('saved') },
  ]);
  const declared = info?.list !== undefined && result.data?.ids !== undefined;
  return (
    <>
      <Title title={t('reports')} note={t('reports_note')}>
        {id && info && <ColumnMenu all={info.columns} shown={(result.data ?? info).columns} />}
        {id && info && <SavedQueries about="report" target={id} conditions={parameters} />}
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
              {against.value !== null && declared ? (
                <DifferenceOf report={info} parameters={{ ...parameters, ...arrangement() }} />
              ) : (
                <>
                  <ReportChart report={info} parameters={parameters} />
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
                </>
              )}
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
