// Which colour a status, a queue, a command or an event has. A status is always colour, mark and
// word.
export type Tone = 'slate' | 'indigo' | 'green' | 'amber' | 'violet' | 'teal' | 'red' | 'gold';

// By the words in the technical name, the first that fits.
const words: [RegExp, Tone][] = [
  [/trip|breach|refus|reject|cancel|fail|abnormal|alarm/, 'red'],
  [/declin|contradict|escalat|lock|revok|suspend|critical|complaint|grave|below|not_solved/, 'red'],
  [/to_decide/, 'violet'],
  [/correct|adjust|revers|legacy/, 'gold'],
  [
    /hold|paus|major|part|stock|sourc|custody|receiv|warehouse|issu|reserv|releas|return_part/,
    'amber',
  ],
  [/card|slip|paper|collect|pay|wage|charge|money|tariff/, 'violet'],
  [/complet|follow|post|review|clear|clos|resolved|approved/, 'teal'],
  [/schedul|accept|book|dispatch|reassign|assign_|slot|outlet_assigned|awaiting_accept/, 'indigo'],
  [/progress|service|travel|check|start|resum|diagnos/, 'green'],
  [/work_report|report_work|done|sign_in|signed_in/, 'green'],
];

export function toneOf(name: string): Tone {
  if (/^(unassigned|unhandled|registered|register|not_handled|new)/.test(name)) return 'slate';
  if (/unscheduled|to_schedule|to_dispatch|to_accept|^assigned$/.test(name)) return 'indigo';
  return words.find(([pattern]) => pattern.test(name))?.[1] ?? 'slate';
}
