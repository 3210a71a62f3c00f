// What a cell of a report is made of: rows that are summed or looked up, or columns and how.
import type { CellPart, Explanation, ReportResult } from '../edge/types.ts';
import { valueText } from '../format.ts';
import { t, type Key } from '../i18n/index.ts';
import { Card } from '../parts/card.tsx';
import { Link } from '../parts/link.tsx';
import { asField } from '../parts/report_cells.tsx';
import { Loaded } from '../parts/states.tsx';
import { itemPath, listInfo } from '../state/lists.ts';
import { adjust, param } from '../state/location.ts';
import { useResource } from '../state/resource.ts';
import { fieldLabel, say } from '../state/schema.ts';

const made: Record<Explanation['is'], Key> = {
  field: 'made_field',
  name: 'made_name',
  looked_up: 'made_looked_up',
  counted: 'made_counted',
  summed: 'made_summed',
  computed: 'made_computed',
  earliest: 'made_earliest',
  gathered: 'made_gathered',
  latest: 'made_latest',
};
const formulas: Record<string, Key> = {
  total: 'formula_total',
  rate: 'formula_rate',
  minutes: 'formula_minutes',
  mean: 'formula_rate',
  average: 'formula_rate',
};
const parts_most = 100;

function PartLine({ part, report }: { part: CellPart; report: ReportResult }) {
  const sign = part.sign < 0 ? '−' : '';
  if (part.column) {
    const column = report.columns.find((one) => one.name === part.column);
    const field = asField(undefined, column);
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
        {part.id === undefined ? (
          say(list?.label, part.list ?? '')
        ) : (
          <Link class="link mono" to={itemPath(part.list ?? '', part.id)}>
            {part.id}
          </Link>
        )}{' '}
        <small class="muted">{field && fieldLabel(field)}</small>
      </td>
      <td class="number">{sign + valueText(part.value, field)}</td>
    </tr>
  );
}

export function Explained({
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
