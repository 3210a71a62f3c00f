// Sentences of the search over everything.
const zh = {} as const;

const en: Record<keyof typeof zh, string> = {};

export const finding = { zh, en };
