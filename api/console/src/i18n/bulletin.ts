// Sentences of a bulletin's affected machines, which come with them (learn).
const zh = {
  affected_title: '受影响装置（未开工单）',
  affected_none: '没有尚未开工单的受影响装置。',
  affected_more: '还有更多：开完这些再看。',
  affected_order: '开工单',
  affected_note: '按型号和机号范围查出',
} as const;

const en: Record<keyof typeof zh, string> = {
  affected_title: 'Affected machines without an order',
  affected_none: 'No affected machine is without an order.',
  affected_more: 'There are more: open orders for these first.',
  affected_order: 'Open an order',
  affected_note: 'Found by model and serials',
};

export const bulletin = { zh, en };
