// Sentences of the customer's own page and of the link that leads there.
const zh = {
  follow_appointment: '预约上门',
  follow_appointment_none: '尚未约定上门时间',
  follow_arrived: '工程师已到',
  follow_completed: '已完工',
  follow_copied: '已复制',
  follow_copy: '复制链接',
  follow_ends: '工单封帐或取消后，此链接失效。',
  follow_give: '给用户查询链接',
  follow_given: '把此链接发给用户；他只看到这张工单的进度。以前的链接已作废。',
  follow_in_service: '服务中',
  follow_link: '用户查询链接',
  follow_over: '链接无效或已结束。如需帮助，请拨打服务电话。',
  follow_refresh: '刷新',
  follow_registered: '已登记',
  follow_reported: '服务已结束',
  follow_scheduled: '已派工程师',
  follow_title: '服务进度',
  follow_waiting: '下一步',
} as const;

const en: Record<keyof typeof zh, string> = {
  follow_appointment: 'Appointment',
  follow_appointment_none: 'No time is agreed yet',
  follow_arrived: 'The engineer has arrived',
  follow_completed: 'Completed',
  follow_copied: 'Copied',
  follow_copy: 'Copy the link',
  follow_ends: 'The link ends once the order is closed or canceled.',
  follow_give: 'A link for the customer',
  follow_given:
    'Send it to the customer: it shows how this order is, nothing else. A former one is over.',
  follow_in_service: 'Being served',
  follow_link: "Customer's link",
  follow_over: 'The link is not valid or is over. If you need help, please call the service.',
  follow_refresh: 'Refresh',
  follow_registered: 'Registered',
  follow_reported: 'The service has ended',
  follow_scheduled: 'An engineer is assigned',
  follow_title: 'How your service goes',
  follow_waiting: 'Next',
};

export const follow = { zh, en };
