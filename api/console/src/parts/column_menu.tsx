// Which columns a table has: in the address, in the order of their choosing.
import type { Text } from '../edge/types.ts';
import { t } from '../i18n/index.ts';
import { adjust, param } from '../state/location.ts';
import { fieldLabel } from '../state/schema.ts';
import { Menu } from './menu.tsx';

interface Named {
  name: string;
  label: Text;
}

export function ColumnMenu({ all, shown }: { all: Named[]; shown: Named[] }) {
  const names = shown.map((field) => field.name);
  const toggle = (name: string): void => {
    const kept = names.includes(name) ? names.filter((one) => one !== name) : [...names, name];
    adjust({ columns: kept.join(',') });
  };
  return (
    <Menu
      name="columns"
      label={
        <>
          {t('columns', { shown: shown.length, all: all.length })} <kbd>C</kbd>
        </>
      }
    >
      {all.map((field) => (
        <label key={field.name} class="choice">
          <input
            type="checkbox"
            name={`column-${field.name}`}
            checked={names.includes(field.name)}
            onChange={() => toggle(field.name)}
          />
          {fieldLabel(field)}
        </label>
      ))}
      <button disabled={!param('columns')} onClick={() => adjust({ columns: null })}>
        {t('reset')}
      </button>
    </Menu>
  );
}
