// Whose order it is: one's own, or sent by the maker with a number that one order alone may bear.
import type { List } from '../edge/types.ts';
import type { MakerNumber } from '../generated/schema.ts';
import { FieldInput } from '../forms/field_input.tsx';
import { emptyRaw } from '../forms/value.ts';
import { shortOrder } from '../format.ts';
import { t } from '../i18n/index.ts';
import { Link } from '../parts/link.tsx';
import { useResource } from '../state/resource.ts';
import { enumLabel, fieldLabel } from '../state/schema.ts';
import { Chips } from './chips.tsx';
import type { Intake } from './use_intake.ts';
import { useSettled } from './use_settled.ts';

type Taken = Pick<MakerNumber, 'order'> & { id: string };

// Brands and numbers are one in any case, width and punctuation.
const plain = (text: string): string =>
  text.normalize('NFKC').toLowerCase().replace(/[\s\p{P}]/gu, '');

// "<brand>:<number>"
function isIt(id: string, brand: string, number: string): boolean {
  const colon = id.indexOf(':');
  return plain(id.slice(0, colon)) === plain(brand) && plain(id.slice(colon + 1)) === plain(number);
}

// The order that has this maker's number; '': none that he may see, as far as is known yet.
export function useTaken(brand: string, number: string): string {
  const asked = useSettled(number.trim());
  const wanted = asked !== '' && brand !== '';
  const found = useResource<List<Taken>>(wanted ? '/v1/maker_numbers' : null, {
    q: asked,
    limit: 20,
  });
  if (!wanted || asked !== number.trim()) return '';
  return found.data?.items.find((one) => one.order && isIt(one.id, brand, asked))?.order ?? '';
}

export const isByMaker = (intake: Intake): boolean => intake.raw('source') === 'manufacturer';

export function Source({ intake }: { intake: Intake }) {
  const { form, raw } = intake;
  const number = intake.field('maker_number');
  const taken = intake.taken;
  return (
    <>
      <Chips
        name="source"
        label={fieldLabel(intake.field('source'))}
        items={['own', 'manufacturer'].map((one) => ({
          value: one,
          label: enumLabel('order_source', one),
        }))}
        value={raw('source') || 'own'}
        choose={intake.chooseSource}
      />
      {isByMaker(intake) && (
        <div class="fields">
          <FieldInput
            field={number}
            raw={form.raw.maker_number ?? emptyRaw(number)}
            pointer="/maker_number"
            wrong={form.faults.wrong}
            fixed={false}
            change={(value) => form.change('maker_number', value)}
          />
        </div>
      )}
      {taken && (
        <p class="wrong" role="alert" data-test="maker-number-taken">
          {t('intake_maker_number_taken')}{' '}
          <Link to={`/orders/${encodeURIComponent(taken)}`}>{shortOrder(taken)}</Link>
        </p>
      )}
    </>
  );
}
