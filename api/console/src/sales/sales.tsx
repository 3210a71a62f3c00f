// A sales file becomes orders to install: chosen, looked at as it will be read, brought in. What
// cannot be brought in is listed with its line; the same file once more changes nothing.
import type { List, Row } from '../edge/types.ts';
import { integerText } from '../format.ts';
import { learn, t } from '../i18n/index.ts';
import { sales as sentences } from '../i18n/sales.ts';
import { Card, Title } from '../parts/card.tsx';
import { Detail } from '../parts/detail.tsx';
import { Link } from '../parts/link.tsx';
import { Empty, Failed } from '../parts/states.tsx';
import { valueIn } from '../state/lists.ts';
import { named } from '../state/names.ts';
import { useResource } from '../state/resource.ts';
import { commandInfo, fieldLabel, refusalLabel } from '../state/schema.ts';
import { may } from '../state/session.ts';
import { isPast } from '../state/time.ts';
import type { Column } from './mapping.ts';
import { useSales, type Answer, type Sales } from './use_sales.ts';
import '../styles/sales.css';

learn(sentences);

const fields = () => commandInfo('import_sale')?.fields ?? [];
const labelOf = (name: string): string => {
  const field = fields().find((one) => one.name === name);
  return field ? fieldLabel(field) : name;
};

function OutletOf({ sales }: { sales: Sales }) {
  const outlets = useResource<List<Row>>('/v1/outlets', { limit: 200, outlet: '' });
  const ids = (outlets.data?.items ?? []).map((item) => String(valueIn(item, 'id')));
  return (
    <label>
      {t('sales_outlet')}{' '}
      <select
        name="of_outlet"
        value={sales.outlet}
        onChange={(event) => sales.setOutlet(event.currentTarget.value)}
      >
        <option value="">{t('sales_outlet_none')}</option>
        {ids.map((id) => (
          <option key={id} value={id}>
            {named('outlet', id)}
          </option>
        ))}
      </select>
    </label>
  );
}

function Chosen({ sales }: { sales: Sales }) {
  return (
    <Card>
      <div
        class="sales-asked"
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault();
          sales.choose(event.dataTransfer?.files[0] ?? null);
        }}
      >
        <label>
          {t(sales.file ? 'sales_again' : 'sales_choose')}{' '}
          <input
            type="file"
            name="file"
            accept=".csv,.txt,text/csv"
            onChange={(event) => {
              const one = event.currentTarget.files?.[0];
              if (one) sales.choose(one);
            }}
          />
        </label>
        <OutletOf sales={sales} />
        <small class="muted">{t('sales_type_note')}</small>
      </div>
    </Card>
  );
}

function FieldOf({ column, sales }: { column: Column; sales: Sales }) {
  return (
    <select
      aria-label={column.name}
      data-column={column.name}
      value={column.field ?? ''}
      disabled={sales.busy || sales.brought !== null}
      onChange={(event) => sales.map(column.name, event.currentTarget.value)}
    >
      <option value="">{t('sales_as_is')}</option>
      {fields().map((field) => (
        <option key={field.name} value={field.name}>
          {fieldLabel(field)}
        </option>
      ))}
    </select>
  );
}

function Columns({ answer, sales }: { answer: Answer; sales: Sales }) {
  const rows = answer.columns[0]?.first.length ?? 0;
  return (
    <Card title={t('sales_columns')} note={t('sales_columns_note')}>
      <div class="table-frame" role="region" tabIndex={0} aria-label={t('sales_columns')}>
        <table class="sales-columns">
          <thead>
            <tr>
              {answer.columns.map((one) => (
                <th key={one.name} scope="col" class={one.field ? '' : 'unused'}>
                  <bdi>{one.name}</bdi>
                  <FieldOf column={one} sales={sales} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {Array.from({ length: rows }, (_, at) => (
              <tr key={at}>
                {answer.columns.map((one) => (
                  <td key={one.name} class={one.field ? '' : 'unused'}>
                    <bdi>{one.first[at]}</bdi>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}

const shown_most = 200;

function Problems({ answer }: { answer: Answer }) {
  if (answer.problems.length === 0) return null;
  return (
    <Card title={t('sales_rows_title')} note={integerText(answer.problems.length)}>
      <div class="table-frame" role="region" tabIndex={0} aria-label={t('sales_rows_title')}>
        <table class="sales-problems">
          <thead>
            <tr>
              <th scope="col">{t('sales_row')}</th>
              <th scope="col">{t('sales_file_line')}</th>
              <th scope="col">{t('sales_sale')}</th>
              <th scope="col">{t('sales_field')}</th>
              <th scope="col">{t('sales_what')}</th>
            </tr>
          </thead>
          <tbody>
            {answer.problems.slice(0, shown_most).map((one) => (
              <tr key={one.row} data-row={one.row} data-code={one.problem.code}>
                <td>{one.row}</td>
                <td>{one.line}</td>
                <td class="mono">{one.sale}</td>
                <td>{one.problem.pointer && labelOf(one.problem.pointer.slice(1))}</td>
                <td>
                  {refusalLabel(one.problem.code, one.problem.title)}
                  <Detail text="" code={one.problem.code} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}

function Counts({ sales, answer }: { sales: Sales; answer: Answer }) {
  const fresh = answer.rows - answer.known - answer.refused;
  if (sales.brought) {
    const { imported, known, refused } = sales.brought;
    return (
      <p class="notice good" role="status" data-test="brought">
        {t('sales_done', { imported, known, refused })}{' '}
        <Link to="/lists/sales">{t('sales_to_list')}</Link>
      </p>
    );
  }
  return (
    <div class="sales-send" role="status" data-test="checked" aria-busy={sales.busy}>
      <span>
        {t('sales_checked', {
          rows: answer.rows,
          fresh,
          known: answer.known,
          refused: answer.refused,
        })}
        {fresh === 0 && answer.refused === 0 && ` · ${t('sales_none_new')}`}
      </span>
      <button
        type="button"
        class="primary"
        data-test="bring"
        disabled={sales.busy || fresh === 0}
        onClick={() => void sales.bring()}
      >
        {t('sales_import', { n: fresh })}
      </button>
    </div>
  );
}

export default function SalesFile() {
  const sales = useSales();
  if (!may('import_sale'))
    return <Empty title={t('not_your_duty')}>{t('not_your_duty_note')}</Empty>;
  const answer = sales.brought ?? sales.checked;
  return (
    <div class="sales">
      <Title title={t('sales_title')} note={t('sales_note')}>
        <Link class="button" to="/lists/sales">
          {t('sales_to_list')}
        </Link>
      </Title>
      {isPast.value ? <p class="notice past">{t('sales_past')}</p> : <Chosen sales={sales} />}
      {sales.problem && <Failed problem={sales.problem} />}
      {!isPast.value && answer && !sales.problem && (
        <>
          <Counts sales={sales} answer={answer} />
          <Problems answer={answer} />
          <Columns answer={answer} sales={sales} />
        </>
      )}
    </div>
  );
}
