// Sentences of the API page, tokens.
const zh = {} as const;

const en: Record<keyof typeof zh, string> = {};

export const developers = { zh, en };
