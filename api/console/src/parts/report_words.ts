// What a report and its parameters are called; the catalogue is asked for once somebody names one.
import { signal } from '@preact/signals';
import type { ReportInfo, ReportParameter } from '../edge/types.ts';
import { getTimeless } from '../edge/client.ts';
import { t, type Key } from '../i18n/index.ts';
import { say } from '../state/schema.ts';

const catalogue = signal<Map<string, ReportInfo> | null>(null);
let asked = false;

// Undefined until it is known, and where he may not see it.
export function reportOf(id: string): ReportInfo | undefined {
  if (!asked) {
    asked = true;
    getTimeless<{ items: ReportInfo[] }>('/v1/reports').then(
      ({ data }) => {
        catalogue.value = new Map(data.items.map((one) => [one.id, one]));
      },
      () => {
        asked = false; // its number stands; asked again later
      },
    );
  }
  return catalogue.value?.get(id);
}

const known: Record<string, Key> = {
  from: 'from_day',
  until: 'until_day',
  period: 'period',
  technician: 'technician',
  warehouse: 'warehouse',
  part: 'part',
  operator_id: 'operator_number',
  outcome: 'outcome',
  refusal: 'refusal_code',
  stream: 'stream',
  command: 'command',
  about: 'thing_kind',
};

// What a report says of a parameter; of one that says nothing, what its name tells.
export function parametersOf(report: ReportInfo): ReportParameter[] {
  const fields =
    report.parameter_fields ??
    report.parameters.map((name) => ({
      name,
      label: { zh: '', en: '' },
      type: 'text',
      format: ['from', 'until'].includes(name) ? 'instant' : null,
      enum: null,
      ref: ['technician', 'warehouse', 'part'].includes(name)
        ? name
        : name === 'operator_id'
          ? 'operator'
          : null,
      default: null,
    }));
  return fields.filter((field) => field.name !== 'outlet'); // the scope at the top
}

export function parameterLabel(field: ReportParameter): string {
  const own = say(field.label, '');
  const key = known[field.name];
  const end = /(?:^|_)(from|until)$/.exec(field.name)?.[1];
  if (end && field.format) {
    const when = t(end === 'from' ? 'from_day' : 'until_day');
    return own ? `${own} ${when}` : when;
  }
  return own || (key ? t(key) : field.name);
}
