// Whether there is a network, and as of when what is shown was heard; pressed, it asks again.
import { clockText } from '../format.ts';
import { t } from '../i18n/index.ts';
import { day, linked } from './device.ts';
import { sync } from './send.ts';

export function Synced() {
  const heard = day.value?.heard_at;
  const at = heard ? clockText(heard).slice(0, 5) : '—';
  return (
    <button
      class={`ph-synced ${linked.value ? 'good' : 'off'}`}
      data-test="synced"
      onClick={() => void sync()}
    >
      {t(linked.value ? 'phone_synced' : 'phone_offline', { at })}
    </button>
  );
}
