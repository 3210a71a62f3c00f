// Sentences of the first five minutes, as far as the first screens say them.
const zh = {
  about: '这是什么',
  change_duty: '换一个岗位（演示公司，不用密码）',
  help: '帮助',
  home_others: '别的队列',
  home_others_note: '别人的事，您也看得到',
  home_title: '我的事 · {duty}',
  my_work: '我的事',
  tour: '六步导览：盘点为什么对不上',
  tour_back: '上一步',
  tour_next: '下一步',
  tour_none: '这里没有导览',
} as const;

const en: Record<keyof typeof zh, string> = {
  about: 'What this is',
  change_duty: 'Change duty (made-up company, no password)',
  help: 'Help',
  home_others: 'Other queues',
  home_others_note: 'the work of others that you may see',
  home_title: 'My work · {duty}',
  my_work: 'My work',
  tour: 'Six steps: why a stock count differs',
  tour_back: 'Back',
  tour_next: 'Next',
  tour_none: 'There is no tour here',
};

export const welcome = { zh, en };
