// A filter of a list: what is typed goes into the URL, and the list begins anew.
import { t, type Key } from '../i18n/index.ts';
import { adjust, param } from '../state/location.ts';

export const setFilter =
  (name: string) =>
  (event: Event): void =>
    adjust({ [name]: (event.currentTarget as HTMLInputElement).value, cursor: null });

export function Filter({ name, label }: { name: string; label: Key }) {
  return (
    <input
      name={name}
      aria-label={t(label)}
      placeholder={t(label)}
      value={param(name)}
      onChange={setFilter(name)}
    />
  );
}
