// Sentences of the week's roster, loaded with it.
const zh = {
  roster_all_day: '这一天全部',
  roster_all_week: '他这一周',
  roster_copy: '照上周',
  roster_earlier: '上一周',
  roster_from: '上班时间',
  roster_hours: '班次时间',
  roster_how: '点格子排上或取消；点日期排全站，点姓名排全周。空着的日子发布后无人当班',
  roster_later: '下一周',
  roster_nobody: '该网点没有在职技术员',
  roster_none: '本周尚未发布：没有排班的日子谁都可以派',
  roster_note: '谁哪天当班；请假一并显示，发布后派工按此检查',
  roster_off: '不当班',
  roster_on_duty: '当班人数',
  roster_outlet: '网点',
  roster_published: '排班已发布',
  roster_technician: '技术员',
  roster_title: '排班',
  roster_undo: '放弃修改',
  roster_until: '下班时间',
} as const;

const en: Record<keyof typeof zh, string> = {
  roster_all_day: 'Everybody on this day',
  roster_all_week: 'His whole week',
  roster_copy: 'As last week',
  roster_earlier: 'Week before',
  roster_from: 'Begins at',
  roster_hours: 'Hours',
  roster_how:
    'Click a cell to set or clear it, a day for all, a name for the week; an empty day has nobody',
  roster_later: 'Week after',
  roster_nobody: 'This outlet has no technicians',
  roster_none: 'Nothing is published: on a day without a roster everybody may be sent',
  roster_note: 'Who is on duty on which day, and who is on leave; dispatching goes by it',
  roster_off: 'off duty',
  roster_on_duty: 'On duty',
  roster_outlet: 'Outlet',
  roster_published: 'The roster is published',
  roster_technician: 'Technician',
  roster_title: 'Roster',
  roster_undo: 'Discard changes',
  roster_until: 'Ends at',
};

export const rosters = { zh, en };
