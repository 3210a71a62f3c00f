// A report at two moments: what came is marked +, what went −, and of what changed the cells that
// did, before and after.
import type { ReportColumn, ReportDifference, ReportInfo } from '../edge/types.ts';
import { isNumeric, valueText } from '../format.ts';
import { t } from '../i18n/index.ts';
import { momentText, pairOfMoments } from '../parts/differences.tsx';
import { asField } from '../parts/report_cells.tsx';
import { Empty, Loaded } from '../parts/states.tsx';
import { useResource } from '../state/resource.ts';
import { say } from '../state/schema.ts';

const shown_most = 200;
type Changed = ReportDifference['rows'][number];

interface Where {
  report: ReportInfo;
  row: Changed;
  at: number;
  column: ReportColumn;
}

function Cell({ report, row, at, column }: Where) {
  const text = (value: unknown, of: ReportColumn): string =>
    valueText(value, asField(report, of));
  const kind = isNumeric(column) ? 'number' : '';
  const now = text((row.after ?? row.before)![at], column);
  if (!row.before || !row.after) return <td class={kind}>{now}</td>;
  const then = text(row.before[at], column);
  if (then === now) return <td class={kind}>{now}</td>;
  return (
    <td class={`${kind} changed`}>
      <del>{then}</del> → <ins>{now}</ins>
    </td>
  );
}

const mark = (row: Changed): string => (!row.before ? '+' : !row.after ? '−' : '≠');
const said = (row: Changed): string =>
  t(!row.before ? 'row_came' : !row.after ? 'row_went' : 'row_changed');

export function DifferenceOf({
  report,
  parameters,
}: {
  report: ReportInfo;
  parameters: Record<string, string>;
}) {
  const [before, after] = pairOfMoments();
  const found = useResource<ReportDifference>(
    `/v1/reports/${encodeURIComponent(report.id)}/difference`,
    { ...parameters, against: before ?? 'latest' },
    { moment: after },
  );
  const caption = `${say(report.name, report.id)}: ${momentText(before)} → ${momentText(after)}`;
  return (
    <Loaded from={found}>
      {(data) => (
        <>
          <p class="muted" data-test="difference">
            {t('rows_differ', {
              came: data.came,
              went: data.went,
              changed: data.changed,
              same: data.same,
            })}
          </p>
          {data.rows.length === 0 ? (
            <Empty />
          ) : (
            <div class="table-frame" role="region" tabIndex={0} aria-label={caption}>
              <table class="rows between">
                <caption class="hidden">{caption}</caption>
                <thead>
                  <tr>
                    <th scope="col">{t('change_of_row')}</th>
                    {data.columns.map((column) => (
                      <th scope="col" key={column.name} class={isNumeric(column) ? 'number' : ''}>
                        {say(column.label, column.name)}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {data.rows.slice(0, shown_most).map((row) => (
                    <tr key={row.id}>
                      <th scope="row">
                        <span title={said(row)} aria-label={said(row)}>
                          {mark(row)}
                        </span>
                      </th>
                      {data.columns.map((column, at) => (
                        <Cell key={column.name} {...{ report, row, at, column }} />
                      ))}
                    </tr>
                  ))}
                </tbody>
              </table>
              {data.rows.length > shown_most && (
                <p class="muted">{t('first_of', { shown: shown_most, all: data.rows.length })}</p>
              )}
            </div>
          )}
        </>
      )}
    </Loaded>
  );
}
