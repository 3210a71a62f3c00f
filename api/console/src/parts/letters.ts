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

// "批准配件申请", "驳回配件申请" → "批准", "驳回": beside each other, what all of a row's commands are
// about needs no saying. English: "Approve a part request" → "Approve".
export function shortLabels(labels: string[]): string[] {
  const common = (a: string, b: string): number => {
    let length = 0;
    while (length < Math.min(a.length, b.length) && a.at(-1 - length) === b.at(-1 - length))
      length++;
    return length;
  };
  return labels.map((label) => {
    const shared = Math.max(
      0,
      ...labels.filter((other) => other !== label).map((other) => common(label, other)),
    );
    const tail = label.slice(label.length - shared);
    const cut = /[a-z]/i.test(label) ? tail.slice(Math.max(0, tail.indexOf(' '))) : tail;
    const begins = cut.startsWith(' ') || !/[a-z]/i.test(label);
    const short = label.slice(0, label.length - cut.length);
    const torn = / (an?|the)\b/.test(short); // from its article: "Ship the new" of a unit
    return begins && !torn && cut.length >= 3 && short.length >= 2 ? short : label;
  });
}
