// The reports by their sources' names; the same report at the same moment is the same bytes.
import type { ReportInfo, ReportResult } from '../edge/types.ts';
import { query, withMoment } from '../edge/client.ts';
import { isCode, isNumeric, isOrder, positionText, valueText } from '../format.ts';
import { t } from '../i18n/index.ts';
import { Card, Title } from '../parts/card.tsx';
import { Link } from '../parts/link.tsx';
import { Empty, Loaded } from '../parts/states.tsx';
import { useResource } from '../state/resource.ts';
import { say } from '../state/schema.ts';

const shown_most = 200;

function Cell({ value, column }: { value: unknown; column: ReportResult['columns'][number] }) {
  if (!isOrder(value)) {
    const text = valueText(value, column);
    return isCode(text) ? <span class="mono">{text}</span> : <>{text}</>;
  }
  return (
    <Link class="link mono" to={`/orders/${encodeURIComponent(value)}`}>
      {value}
    </Link>
  );
}

export function Reports({ id }: { id: string }) {
  const reports = useResource<{ items: ReportInfo[] }>('/v1/reports', {}, { timeless: true });
  const result = useResource<ReportResult>(id ? `/v1/reports/${encodeURIComponent(id)}` : null, {
    format: 'json',
  });
  const file = (format: string, profile?: string): string =>
    `/v1/reports/${encodeURIComponent(id)}${query(withMoment({ format, profile }))}`;
  return (
    <>
      <Title title={t('reports')} note={t('reports_note')}>
        {id && (
          <a class="button" href={file('csv', 'excel')} download>
            {t('csv_excel')}
          </a>
        )}
        {id && (
          <a class="button" href={file('csv', 'data')} download>
            CSV
          </a>
        )}
        {id && (
          <a class="button" href={file('ndjson')} download>
            NDJSON
          </a>
        )}
      </Title>
      <div class="columns">
        <Card class="w3" title={t('report_list')}>
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
        <div class="columns report">
          {id && (
            <Card
              class="w12"
              title={say(reports.data?.items.find((report) => report.id === id)?.name, id)}
              note={
                result.data && t('as_of_position', { position: positionText(result.data.position) })
              }
            >
              <Loaded from={result}>
                {(report) =>
                  report.rows.length === 0 ? (
                    <Empty />
                  ) : (
                    <div class="table-frame" role="region" tabIndex={0} aria-label={t('reports')}>
                      <table class="rows">
                        <thead>
                          <tr>
                            {report.columns.map((column) => (
                              <th
                                key={column.name}
                                scope="col"
                                class={isNumeric(column) ? 'number' : ''}
                              >
                                {say(column.label, column.name)}
                              </th>
                            ))}
                          </tr>
                        </thead>
                        <tbody>
                          {report.rows.slice(0, shown_most).map((row, index) => (
                            <tr key={index}>
                              {report.columns.map((column, at) => (
                                <td key={column.name} class={isNumeric(column) ? 'number' : ''}>
                                  <Cell value={row[at]} column={column} />
                                </td>
                              ))}
                            </tr>
                          ))}
                        </tbody>
                      </table>
                      {report.rows.length > shown_most && (
                        <p class="muted">
                          {t('first_of', { shown: shown_most, all: report.rows.length })}
                        </p>
                      )}
                    </div>
                  )
                }
              </Loaded>
            </Card>
          )}
        </div>
      </div>
    </>
  );
}
