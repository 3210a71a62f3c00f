// The lines of a stock card, with what later ones say about them.
import type { Row } from '../edge/types.ts';

const corrects = /withdrawn|corrected|restated|adjusted/;

export interface Line extends Row {
  corrected: number | null; // the balance after it as it is known now, where that differs
  corrects: boolean;
}

// `rows`: oldest first. What was told later but had happened before changes what a balance should
// have been.
export function withCorrections(rows: Row[]): Line[] {
  return rows.map((row, index) => {
    const late = rows
      .slice(index + 1)
      .filter((other) => String(other.happened_at) <= String(row.at) && !isReservation(other));
    const changed = late.reduce((sum, other) => sum + Number(other.quantity ?? 0), 0);
    const now = Number(row.balance ?? 0) + changed;
    return {
      ...row,
      corrected: now === Number(row.balance ?? 0) ? null : now,
      corrects: corrects.test(String(row.movement)),
    };
  });
}
export const isReservation = (row: Row): boolean => /reserved|released/.test(String(row.movement));
