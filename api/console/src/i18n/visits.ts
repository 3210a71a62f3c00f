// Sentences of papers that a visit leaves behind.
const zh = {
  report_heading: '故障分析报告',
  report_number: '报告编号 {id}',
  report_facts: '依据的记录',
  report_facts_note: '每一条都可在系统中按位置核对。',
  report_no_facts: '所引用的位置不在该工单的时间线上。',
  report_withdrawn: '本报告已撤回，不再有效。',
  report_signed: '出具人',
  report_received: '用户签收',
  report_print: '打印',
  report_paper: '打印页',
} as const;

const en: Record<keyof typeof zh, string> = {
  report_heading: 'Fault report',
  report_number: 'Report {id}',
  report_facts: 'Facts that it rests on',
  report_facts_note: 'Each can be looked up by its position.',
  report_no_facts: 'The positions cited are not on the order’s timeline.',
  report_withdrawn: 'This report is withdrawn and no longer holds.',
  report_signed: 'Issued by',
  report_received: 'Received by the customer',
  report_print: 'Print',
  report_paper: 'Page to print',
};

export const visits = { zh, en };
