// An address as a clerk reads it back: figures one by one in words, because 4 is heard as 10 and 1
// as 7, with what each may be taken for.

const digits = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const many = ['', '十', '百', '千'];

// 1 to 99 as numbers are said (四, 十, 十二, 四十); longer ones, and those that begin with 0, figure
// by figure, as houses and flats are.
export function saidNumber(figures: string): string {
  const plain = figures.length <= 2 && !figures.startsWith('0');
  if (!plain) return [...figures].map((one) => digits[Number(one)]!).join('');
  const [tens, ones] = figures.length === 2 ? [figures[0]!, figures[1]!] : ['', figures];
  const begin = tens === '' ? '' : (tens === '1' ? '' : digits[Number(tens)]!) + many[1]!;
  return begin + (ones === '0' && begin !== '' ? '' : digits[Number(ones)]!);
}

export interface Said {
  text: string;
  figure: boolean; // said of a number: shown apart
}

const figures = /\d+/g;
const plain = (text: string): string => text.normalize('NFKC');

// The address in pieces, in their order.
export function spoken(address: string): Said[] {
  const out: Said[] = [];
  const text = plain(address).trim();
  let at = 0;
  for (const match of text.matchAll(figures)) {
    if (match.index > at) out.push({ text: text.slice(at, match.index), figure: false });
    out.push({ text: saidNumber(match[0]), figure: true });
    at = match.index + match[0].length;
  }
  if (at < text.length) out.push({ text: text.slice(at), figure: false });
  return out;
}

// Which numbers of it are heard as another one: [what it is, what it may be taken for].
const takenFor: Record<string, string> = { 4: '10', 10: '4', 14: '44', 44: '14', 1: '7', 7: '1' };
export function mistakable(address: string): [string, string][] {
  const seen = new Map<string, string>();
  for (const [number] of plain(address).matchAll(figures)) {
    const other = takenFor[number];
    if (other) seen.set(saidNumber(number), saidNumber(other));
  }
  return [...seen];
}
