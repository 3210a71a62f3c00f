// A part that he carries and has fitted: chosen from what he has, never typed.
import { useState } from 'preact/hooks';
import { quantityText } from '../format.ts';
import { t } from '../i18n/index.ts';
import { Empty } from '../parts/states.tsx';
import { commandLabel } from '../state/schema.ts';
import { Buttons, type FormProps } from './act_sheet.tsx';
import { day, unsent } from './device.ts';
import { carried } from './effects.ts';
import { Stepper } from './stepper.tsx';
import { nameOf } from './words.ts';

const whole = 1000; // thousandths of one

export function PartForm({ command, preset, done, cancel }: FormProps) {
  const today = day.value!.today;
  const parts = [
    ...new Set(today.custody.filter((row) => row.condition === 'good').map((row) => row.part)),
  ].map((part) => ({ part, left: carried(today, unsent.value, part) }));
  const [part, setPart] = useState(String(preset['part'] ?? parts[0]?.part ?? ''));
  const [quantity, setQuantity] = useState(whole);
  const [serial, setSerial] = useState('');
  const left = parts.find((one) => one.part === part)?.left ?? 0;
  const submit = (event: Event): void => {
    event.preventDefault();
    done([{ part, quantity, ...(serial.trim() ? { serial: serial.trim() } : {}) }]);
  };
  if (parts.length === 0)
    return <Empty title={t('phone_no_parts')}>{t('phone_no_parts_note')}</Empty>;
  return (
    <form class="ph-form" noValidate onSubmit={submit} data-command={command}>
      <fieldset class="ph-choices">
        <legend class="hidden">{t('phone_parts')}</legend>
        {parts.map((one) => (
          <label key={one.part}>
            <input
              type="radio"
              name="part"
              value={one.part}
              checked={one.part === part}
              disabled={one.left <= 0}
              onChange={() => setPart(one.part)}
            />
            <span>
              {nameOf('part', one.part)} <span class="muted mono">{one.part}</span>
            </span>
            <span class="muted">{t('phone_has', { n: quantityText(one.left) })}</span>
          </label>
        ))}
      </fieldset>
      <div class="ph-fact">
        <span>{t('phone_how_many')}</span>
        <Stepper value={quantity} least={whole} most={Math.max(whole, left)} change={setQuantity} />
      </div>
      {quantity === whole && (
        <div class="field">
          <label for="part-serial">{t('phone_part_serial')}</label>
          <input
            id="part-serial"
            name="serial"
            autocomplete="off"
            value={serial}
            onInput={(event) => setSerial(event.currentTarget.value)}
          />
        </div>
      )}
      <Buttons label={commandLabel(command)} cancel={cancel} disabled={left < quantity} />
    </form>
  );
}
