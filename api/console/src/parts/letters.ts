// The keys of what can be done to the chosen row.
const taken = 'jkxu';

// The first letter of each command's name that nothing else has.
export function lettersOf(names: string[]): Map<string, string> {
  const used = new Set(taken);
  return new Map(
    names.flatMap((name) => {
      const letter = [...name.replaceAll('_', '')].find((one) => !used.has(one));
      if (!letter) return [];
      used.add(letter);
      return [[name, letter] as const];
    }),
  );
}
