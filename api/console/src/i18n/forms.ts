// Sentences of forms.
const zh = {} as const;

const en: Record<keyof typeof zh, string> = {};

export const forms = { zh, en };
