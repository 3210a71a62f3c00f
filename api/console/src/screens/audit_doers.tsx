// What each operator did, summed up: who does most, who is refused often, who was here last.
import type { Doer, Names } from '../edge/types.ts';
import { instantText, integerText } from '../format.ts';
import { t } from '../i18n/index.ts';
import { Card } from '../parts/card.tsx';
import { Link } from '../parts/link.tsx';
import { Loaded } from '../parts/states.tsx';
import { useResource } from '../state/resource.ts';

function Line({ doer, name }: { doer: Doer; name: string }) {
  const { operator, refused } = doer;
  return (
    <tr>
      <td>
        {operator ? (
          <Link class="link" to="/audit" query={{ operator, by: 'operator' }}>
            {name && <>{name} </>}
            <span class="mono">{operator}</span>
          </Link>
        ) : (
          t('system_actor')
        )}
      </td>
      <td class="number">{integerText(doer.commands)}</td>
      <td class="number">
        {refused > 0 && operator ? (
          <Link
            class="link"
            to="/audit"
            query={{ operator, outcome: 'refused', by: 'operator' }}
          >
            {integerText(refused)}
          </Link>
        ) : (
          integerText(refused)
        )}
      </td>
      <td class="mono">{instantText(doer.last_at)}</td>
    </tr>
  );
}

export function Doers() {
  const doers = useResource<{ items: Doer[]; names: Names }>(
    '/v1/audit/operators',
    {},
    { topic: 'position' },
  );
  return (
    <Card class="doers">
      <Loaded from={doers}>
        {({ items, names }) => (
          <div class="table-frame" role="region" tabIndex={0} aria-label={t('doers')}>
            <table class="rows">
              <thead>
                <tr>
                  <th scope="col">{t('operator')}</th>
                  <th scope="col" class="number">
                    {t('doer_commands')}
                  </th>
                  <th scope="col" class="number">
                    {t('refused')}
                  </th>
                  <th scope="col">{t('doer_last')}</th>
                </tr>
              </thead>
              <tbody>
                {items
                  .toSorted((a, b) => b.commands - a.commands)
                  .map((doer) => (
                    <Line
                      key={doer.operator}
                      doer={doer}
                      name={names.operator?.[doer.operator] ?? ''}
                    />
                  ))}
              </tbody>
            </table>
          </div>
        )}
      </Loaded>
    </Card>
  );
}
