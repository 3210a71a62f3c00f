import { language } from '../state/preferences.ts';
import type { board } from './board.ts';
import type { bulletin } from './bulletin.ts';
import type { cases } from './cases.ts';
import type { cards } from './cards.ts';
import type { desk } from './desk.ts';
import type { developers } from './developers.ts';
import { en } from './en.ts';
import type { files } from './files.ts';
import type { follow } from './follow.ts';
import type { intake } from './intake.ts';
import type { machine } from './machine.ts';
import type { newcomers } from './newcomers.ts';
import type { phone } from './phone.ts';
import type { visits } from './visits.ts';
import type { warranty } from './warranty.ts';
import type { planning } from './planning.ts';
import type { rosters } from './rosters.ts';
import type { sales } from './sales.ts';
import type { ticket } from './ticket.ts';
import { zh, type Key as FirstKey } from './zh.ts';

type Later =
  | typeof board
  | typeof bulletin
  | typeof cards
  | typeof cases
  | typeof desk
  | typeof developers
  | typeof files
  | typeof follow
  | typeof intake
  | typeof machine
  | typeof newcomers
  | typeof phone
  | typeof planning
  | typeof rosters
  | typeof sales
  | typeof ticket
  | typeof visits
  | typeof warranty;
type Names<Area> = Area extends { zh: infer Sentences } ? keyof Sentences : never;
// With those of areas that are loaded when they are first shown.
export type Key = FirstKey | Names<Later>;

const catalogues: Record<string, Record<string, string>> = { 'zh-CN': { ...zh }, en: { ...en } };

// The sentences of an area, before its screens say them.
export function learn(area: { zh: Record<string, string>; en: Record<string, string> }): void {
  Object.assign(catalogues['zh-CN']!, area.zh);
  Object.assign(catalogues.en!, area.en);
}

// The sentence of that name; {name} in it is replaced, {n|row|rows} by the one word for 1 and the
// other for all else. Sentences are never put together from parts.
export function t(key: Key, values: Record<string, string | number> = {}): string {
  const sentence = (catalogues[language.value] ?? catalogues['zh-CN']!)[key] ?? key;
  return sentence
    .replace(/\{(\w+)\|([^|}]*)\|([^}]*)\}/g, (_, name: string, one: string, other: string) =>
      String(values[name]) === '1' ? one : other,
    )
    .replace(/\{(\w+)\}/g, (whole, name: string) =>
      name in values ? String(values[name]) : whole,
    );
}
