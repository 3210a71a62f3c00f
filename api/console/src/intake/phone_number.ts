// A phone number while it is typed, in any form: +86, dashes, full width.

// Its digits, as far as they are there; a country code of China is left out.
export function digitsOf(typed: string): string {
  const digits = typed.normalize('NFKC').replace(/[^\d+]/g, '');
  return digits.replace(/^(\+|00)86(?=\d)/, '').replace(/\D/g, '').replace(/^86(?=1\d{10}$)/, '');
}

export const digits_min = 4; // fewer find everybody

// A number that could be called: a new caller can be registered by it.
export const isWhole = (typed: string): boolean => /^\d{7,20}$/.test(digitsOf(typed));
