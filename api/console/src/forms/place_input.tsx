// Where something is: from the device, or pasted as people have it. In millionths of a degree it is
// typed nowhere.
import { useContext, useState } from 'preact/hooks';
import { askPlace, type NoPlace } from '../edge/device_place.ts';
import type { FieldInfo } from '../edge/types.ts';
import { t, type Key } from '../i18n/index.ts';
import type { Marks } from './choice.tsx';
import { FormContext } from './form_context.ts';
import { placeText, typedPlace, type Place } from './typed_place.ts';

const why_none: Record<NoPlace, Key> = {
  none_here: 'place_no_device',
  refused: 'place_denied',
  unknown: 'place_failed',
};

// In what the device and the link say it is: told with it, where the form asks for that.
function useDatum(): (datum: Place['datum']) => void {
  const form = useContext(FormContext);
  return (datum) => {
    if (datum && form.info?.fields.some((field) => field.name === 'datum'))
      form.set('datum', datum);
  };
}

export function PlaceInput({
  field,
  id,
  text,
  marks,
  change,
}: {
  field: FieldInfo;
  id: string;
  text: string;
  marks: Marks;
  change: (raw: string) => void;
}) {
  const [said, setSaid] = useState('');
  const told = useDatum();
  const place = typedPlace(text);
  const locate = async (): Promise<void> => {
    setSaid(t('place_waiting'));
    const here = await askPlace();
    if (typeof here === 'string') return setSaid(t(why_none[here]));
    change(placeText(here.latitude, here.longitude));
    told('wgs84');
    setSaid(t('place_measured', { metres: here.accuracy }));
  };
  const leave = (): void => {
    if (!place) return;
    const plain = placeText(place.latitude, place.longitude);
    if (plain !== text) change(plain);
    told(place.datum);
  };
  const described = [`${id}-place`, marks['aria-describedby']].filter(Boolean).join(' ');
  return (
    <>
      <span class="with-button">
        <input
          id={id}
          value={text}
          {...marks}
          aria-describedby={described}
          autocomplete="off"
          spellcheck={false}
          required={field.required}
          name={field.name}
          placeholder="30.2718, 120.1598"
          onInput={(event) => {
            setSaid('');
            change(event.currentTarget.value);
          }}
          onBlur={leave}
        />
        <button type="button" data-test="locate" onClick={() => void locate()}>
          {t('place_here')}
        </button>
      </span>
      <small id={`${id}-place`} aria-live="polite">
        {said ||
          (place
            ? t('place_meant', {
                latitude: (place.latitude / 1e6).toFixed(6),
                longitude: (place.longitude / 1e6).toFixed(6),
              })
            : t('place_hint'))}
      </small>
    </>
  );
}
