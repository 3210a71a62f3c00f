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
