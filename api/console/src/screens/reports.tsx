// The reports by their sources' names; the same report at the same moment is the same bytes. Of a
// declared report each cell says what it is made of.
import { useRef, useState } from 'preact/hooks';
import type { ReportInfo, ReportParameter, ReportResult } from '../edge/types.ts';
import { query, withMoment } from '../edge/client.ts';
import { ChoiceInput as Picker } from '../forms/choice.tsx';
import { isNumeric, positionText } from '../format.ts';
import { t, type Key } from '../i18n/index.ts';
import { Card, Title } from '../parts/card.tsx';
import { TextInput } from '../parts/input.tsx';
import { ColumnMenu } from '../parts/column_menu.tsx';
import { FileLinks } from '../parts/export_menu.tsx';
import { Link } from '../parts/link.tsx';
import { columnsOf, headOf, ShownCell, type Shown } from '../parts/report_cells.tsx';
import { ReportChart } from '../parts/report_chart.tsx';
import { parameterLabel, parametersOf } from '../parts/report_words.ts';
import { SavedQueries } from '../parts/saved_queries.tsx';
import { Empty, Loaded } from '../parts/states.tsx';
import { isStepChoice, StepSelect } from '../parts/step_choices.tsx';
import { openMenu } from '../parts/menu.tsx';
import { useKeys } from '../state/keys.ts';
import { listInfo } from '../state/lists.ts';
import { adjust, param } from '../state/location.ts';
import { useResource, type Resource } from '../state/resource.ts';
import { enumInfo, say } from '../state/schema.ts';
import { against } from '../state/time.ts';
import { DifferenceOf } from './report_difference.tsx';
import { Explained } from './report_explained.tsx';

const shown_most = 200;

// --- parameters
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
  if (isStepChoice(field.name) && !field.format)
    return <StepSelect name={field.name} id={id} change={set} />;
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
function Head({ shown }: { shown: Shown }) {
  const { column } = shown;
  const ways = [column.name, `-${column.name}`];
  const at = ways.indexOf(param('sort'));
  const label = headOf(shown);
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
  info,
  report,
  explained,
  caption,
}: {
  info: ReportInfo;
  report: ReportResult;
  explained: boolean;
  caption: string;
}) {
  const body = useRef<HTMLTableSectionElement>(null);
  const rows = report.rows.slice(0, shown_most);
  const chosenRow = report.ids?.indexOf(param('row')) ?? -1;
  const columns = columnsOf(report.columns);
  const chosen: [number, number] = [
    param('column') ? chosenRow : -1,
    columns.findIndex(({ column }) => column.name === param('column')),
  ];
  const isChosen = (row: number, column: number): boolean =>
    row === chosen[0] && column === chosen[1];
  const explain = (row: number, column: number): void =>
    adjust({ row: report.ids?.[row] ?? null, column: columns[column]!.column.name }, true);
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
            {columns.map((shown) => (
              <Head key={shown.column.name} shown={shown} />
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          {rows.map((row, index) => (
            <tr key={index}>
              {columns.map((shown, at) => (
                <td
                  key={shown.column.name}
                  class={`${isNumeric(shown.column) ? 'number' : ''}${
                    isChosen(index, at) ? ' chosen' : ''
                  }`}
                  {...(explained && {
                    'data-column': shown.column.name,
                    tabIndex: (chosen[0] < 0 ? index + at === 0 : isChosen(index, at)) ? 0 : -1,
                    onKeyDown: (event: KeyboardEvent) => keys(event, index, at),
                    onClick: (event: MouseEvent) => {
                      if (!(event.target as Element).closest('a')) explain(index, at);
                    },
                  })}
                >
                  <ShownCell report={info} shown={shown} row={row} />
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

const Files = ({ id, parameters }: { id: string; parameters: Record<string, string> }) => (
  <FileLinks
    file={(format, profile) => {
      const all = { ...parameters, ...arrangement(), format, profile };
      return `/v1/reports/${encodeURIComponent(id)}${query(withMoment(all))}`;
    }}
  />
);

// What each is about, by the groups of the menu.
const groups: [menu: string, label: Key][] = [
  ['today', 'nav_today'],
  ['parts', 'nav_parts'],
  ['money', 'nav_money'],
  ['watch', 'nav_watch'],
  ['base', 'nav_base'],
];
const menuOf = (report: ReportInfo): string =>
  report.menu ?? listInfo(report.list ?? '')?.menu ?? 'watch';

const inGroups = (items: ReportInfo[]) =>
  groups
    .map(([menu, label]) => ({ label, some: items.filter((one) => menuOf(one) === menu) }))
    .filter(({ some }) => some.length > 0);

function Catalogue({ items, chosen }: { items: ReportInfo[]; chosen: string }) {
  return (
    <>
      {inGroups(items).map(({ label, some }) => (
        <section key={label}>
          <h3>{t(label)}</h3>
          <ul class="commands-list">
            {some.map((report) => (
              <li key={report.id}>
                <Link
                  class="link"
                  to={`/reports/${report.id}`}
                  {...(report.id === chosen ? { 'aria-current': 'page' as const } : {})}
                >
                  {say(report.name, report.id)}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

// Before one is chosen: what each of them counts.
function Abouts({ items }: { items: ReportInfo[] }) {
  return (
    <Card>
      <dl class="abouts">
        {inGroups(items).flatMap(({ some }) =>
          some.map((report) => (
            <div key={report.id}>
              <dt>
                <Link class="link" to={`/reports/${report.id}`}>
                  {say(report.name, report.id)}
                </Link>
              </dt>
              <dd class="muted">{say(report.about, '')}</dd>
            </div>
          )),
        )}
      </dl>
    </Card>
  );
}

// By a part of its name, in either language, or of what it counts.
const found = (items: ReportInfo[], wanted: string): ReportInfo[] => {
  const part = wanted.trim().toLowerCase();
  const texts = ({ id, name, about }: ReportInfo): string =>
    [id, name.zh, name.en, say(about, '')].join(' ').toLowerCase();
  return part === '' ? items : items.filter((one) => texts(one).includes(part));
};

// All of them by group; before one is chosen, what each of them counts.
function Chooser({ reports, id }: { reports: Resource<{ items: ReportInfo[] }>; id: string }) {
  const [wanted, setWanted] = useState('');
  const items = found(reports.data?.items ?? [], wanted);
  return (
    <>
      <Card title={t('report_list')}>
        <Loaded from={reports}>
          {() => (
            <>
              <input
                type="search"
                name="report"
                aria-label={t('report_find')}
                placeholder={t('report_find')}
                value={wanted}
                onInput={(event) => setWanted(event.currentTarget.value)}
              />
              <Catalogue items={items} chosen={id} />
              {items.length === 0 && <Empty>{t('report_not_found')}</Empty>}
            </>
          )}
        </Loaded>
      </Card>
      {!id && reports.data && <Abouts items={items} />}
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
        {id && info && <Files id={id} parameters={parameters} />}
      </Title>
      <div class="reports">
        <Chooser reports={reports} id={id} />
        {id && reports.data && !info && (
          <Card>
            <Loaded from={result}>{() => <Empty />}</Loaded>
          </Card>
        )}
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
                          info={info}
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
