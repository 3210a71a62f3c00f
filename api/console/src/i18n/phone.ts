// Sentences of the technician's phone.
const zh = {} as const;

const en: Record<keyof typeof zh, string> = {};

export const phone = { zh, en };
