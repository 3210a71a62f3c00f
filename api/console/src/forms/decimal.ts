// Decimal text and scaled integers: "12.50" yuan is 1250 fen.

// "12.5" with scale 2 → 1250; NaN where it is no such number. Decimal, without binary fractions.
export function scaled(text: string, scale: number): number {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text.trim());
  if (!match) return Number.NaN;
  const fraction = match[3] ?? '';
  if (fraction.length > scale) return Number.NaN;
  const value = Number(match[2] + fraction.padEnd(scale, '0'));
  return Number.isSafeInteger(value) ? (match[1] ? -value : value) : Number.NaN;
}

export function unscaled(value: number, scale: number): string {
  const digits = String(Math.abs(value)).padStart(scale + 1, '0');
  const whole = scale ? `${digits.slice(0, -scale)}.${digits.slice(-scale)}` : digits;
  return (value < 0 ? '-' : '') + whole;
}

const scales: Record<string, number> = { money: 2, quantity: 3, rate: 2 };
// Digits behind the point of what people see, of a number with that format.
export const scaleOf = (field: { format: string }): number => scales[field.format] ?? 0;

const units = '(?:元|块|rmb|cny|件|个|套|台|只|米|m|克|g|千克|公斤|kg|升|l|pcs?|pieces?|sets?|%)';

// As people write numbers: full-width digits, groups of three, a currency before, a unit behind.
export function plainNumber(text: string): string {
  const bare = text
    .normalize('NFKC')
    .trim()
    .replace(/^[¥￥]\s*|^(?:rmb|cny)\s*/i, '')
    .replace(new RegExp(`\\s*${units}$`, 'i'), '')
    .replace(/^(-?)\./, '$10.')
    .trim();
  return /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(bare) ? bare.replaceAll(',', '') : bare;
}

// Without zeros at the end: "3.500" is "3.5", "3.000" is "3".
export const shortNumber = (text: string): string =>
  text.includes('.') ? text.replace(/\.?0+$/, '') : text;
