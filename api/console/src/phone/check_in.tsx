// Check-in: where the device says that he is, how far that is from the door, how exact, and what
// the policy allows; all of it before anything is sent. Without a position, or too far off, with a
// reason.
import { useEffect, useState } from 'preact/hooks';
import { askPlace, type DevicePlace, type NoPlace } from '../edge/device_place.ts';
import { t, type Key } from '../i18n/index.ts';
import { commandLabel } from '../state/schema.ts';
import { Buttons, type FormProps } from './act_sheet.tsx';
import { day, now } from './device.ts';
import { metresBetween } from './effects.ts';
import { PhoneIcon } from './icons.tsx';

type Where =
  | { kind: 'asking' }
  | { kind: 'none'; why: string }
  | ({ kind: 'here' } & DevicePlace);

const why_none: Record<NoPlace, Key> = {
  none_here: 'phone_no_position_here',
  refused: 'phone_position_refused',
  unknown: 'phone_position_unknown',
};

async function locate(found: (where: Where) => void): Promise<void> {
  const place = await askPlace();
  found(
    typeof place === 'string'
      ? { kind: 'none', why: t(why_none[place]) }
      : { kind: 'here', ...place },
  );
}

const metresText = (metres: number): string =>
  metres < 1000 ? `${metres} m` : `${(metres / 1000).toFixed(1)} km`;

// What is known before he sends: distance, how exact, and what is allowed.
function Measured({
  where,
  distance,
  radius,
  again,
}: {
  where: Where;
  distance: number | null;
  radius: number | null; // null: the address has no position
  again: () => void;
}) {
  const far = distance !== null && radius !== null && distance > radius;
  return (
    <div class={`ph-where ${far ? 'warn' : ''}`} role="status" data-test="where">
      <PhoneIcon name="place" />
      {where.kind === 'asking' && <span>{t('phone_locating')}</span>}
      {where.kind === 'none' && <span>{where.why}</span>}
      {where.kind === 'here' && (
        <span>
          {distance === null ? (
            t('phone_address_unplaced')
          ) : (
            <>
              {t('phone_from_door')} <b data-test="distance">{metresText(distance)}</b>
            </>
          )}{' '}
          <span class="muted">
            {t('phone_accuracy', { metres: metresText(where.accuracy) })}
            {radius !== null && ` · ${t('phone_allowed', { metres: metresText(radius) })}`}
          </span>
        </span>
      )}
      {where.kind !== 'asking' && (
        <button type="button" onClick={again}>
          {t('again')}
        </button>
      )}
    </div>
  );
}

export function CheckInForm({ job, command, done, cancel }: FormProps) {
  const order = job.order.order;
  const [where, setWhere] = useState<Where>({ kind: 'asking' });
  const [reason, setReason] = useState('');
  const [wrong, setWrong] = useState(false);
  const ask = (): void => {
    setWhere({ kind: 'asking' });
    void locate(setWhere);
  };
  useEffect(ask, []);
  const known = order.latitude !== 0 || order.longitude !== 0;
  const radius = day.value?.today.policy.check_in_radius ?? 0;
  const distance = where.kind === 'here' && known ? metresBetween(where, order) : null;
  const far = distance !== null && distance > radius;
  const needsReason = known && (far || where.kind === 'none');
  const submit = (event: Event): void => {
    event.preventDefault();
    const given = reason.trim();
    setWrong(needsReason && !given);
    if (needsReason && !given) return;
    const at =
      where.kind === 'here'
        ? { latitude: where.latitude, longitude: where.longitude, datum: 'wgs84' }
        : {};
    const told = given ? { reason: given } : {};
    done([{ ...at, ...told, device_at: new Date(now()).toISOString() }]);
  };
  return (
    <form class="ph-form" noValidate onSubmit={submit} data-command={command}>
      <Measured
        where={where}
        distance={distance}
        radius={known ? radius : null}
        again={ask}
      />
      {(needsReason || reason !== '') && (
        <div class="field">
          <label for="check-in-reason">{t(far ? 'phone_why_far' : 'phone_why_no_position')}</label>
          <input
            id="check-in-reason"
            name="reason"
            value={reason}
            aria-invalid={wrong}
            onInput={(event) => setReason(event.currentTarget.value)}
          />
          {wrong && (
            <small class="wrong" role="alert">
              {t('wrong_missing')}
            </small>
          )}
        </div>
      )}
      <Buttons
        label={commandLabel(command)}
        cancel={cancel}
        disabled={where.kind === 'asking' && known}
      />
    </form>
  );
}
