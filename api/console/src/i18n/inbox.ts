// Sentences of inboxes.
const zh = {} as const;

const en: Record<keyof typeof zh, string> = {};

export const inbox = { zh, en };
