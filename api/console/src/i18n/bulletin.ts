// Sentences of a bulletin's affected machines, which come with them (learn).
const zh = {
  affected_title: '受影响装置（未开工单）',
  affected_none: '没有尚未开工单的受影响装置。',
  affected_more: '还有更多：开完这些再看。',
  affected_order: '开工单',
  affected_note: '按型号和机号范围查出',
  affected_all: '为 {n} 台各开工单',
  affected_sure: '给这 {n} 台机器各开一张工单？',
  affected_yes: '开工单',
  affected_no: '不开',
  affected_at: '正在开：{done} / {n}',
  affected_done: '已开 {done} 张工单。',
  affected_failed: '未能完成：',
  affected_tell: '通知用户',
  affected_tell_all: '通知 {n} 位用户',
  affected_tell_sure: '把缺陷通告列入 {n} 位用户的通知？每台只通知一次。',
  affected_tell_yes: '通知',
  affected_tell_at: '正在通知：{done} / {n}',
  affected_tell_done: '已处理 {done} 台。',
} as const;

const en: Record<keyof typeof zh, string> = {
  affected_title: 'Affected machines without an order',
  affected_none: 'No affected machine is without an order.',
  affected_more: 'There are more: open orders for these first.',
  affected_order: 'Open an order',
  affected_note: 'Found by model and serials',
  affected_all: 'Open an order for each of {n}',
  affected_sure: 'Open an order for each: {n} {n|machine|machines}?',
  affected_yes: 'Open them',
  affected_no: 'No',
  affected_at: 'Opening: {done} of {n}',
  affected_done: '{done} {done|order|orders} opened.',
  affected_failed: 'Not done:',
  affected_tell: 'Tell the owner',
  affected_tell_all: 'Tell {n} {n|owner|owners}',
  affected_tell_sure: 'Queue the notice for {n} {n|owner|owners}? Each machine once.',
  affected_tell_yes: 'Tell them',
  affected_tell_at: 'Telling: {done} of {n}',
  affected_tell_done: '{done} {done|machine|machines} done.',
};

export const bulletin = { zh, en };
