// Sentences of the first five minutes.
const zh = {} as const;

const en: Record<keyof typeof zh, string> = {};

export const welcome = { zh, en };
