// Sentences of the search over everything.
const zh = {
  find: '查找',
  find_placeholder: '电话、姓名、单号、机号、地址…',
  find_in: '可以查：{lists}',
  find_how: '电话任意写法或末四位；姓名可用拼音或首字母；多个词须都符合。',
  find_how_numbers: '单号、机号可写开头、末四位，或任意七位。',
  find_nothing: '没有找到“{what}”',
  find_nothing_here: '没有找到“{what}”；只查了所选网点',
  find_failed: '没有查成：{why}',
  find_count: '找到 {n} 条',
  find_part: '只查了一部分，请再写得具体些',
  find_all: '在“{list}”里看全部',
  find_results: '查找结果',
  find_past: '查的是 {time} 的样子',
} as const;

const en: Record<keyof typeof zh, string> = {
  find: 'Find',
  find_placeholder: 'Phone, name, number, serial, address…',
  find_in: 'What can be found: {lists}',
  find_how: 'A phone or its last four; a name, its pinyin or initials; all of several words.',
  find_how_numbers: 'Of a number its beginning, its last four, or any seven characters.',
  find_nothing: 'Nothing is found for “{what}”',
  find_nothing_here: 'Nothing is found for “{what}” in the chosen outlet',
  find_failed: 'This could not be looked up: {why}',
  find_count: '{n} found',
  find_part: 'Only some of it was looked through: please tell more',
  find_all: 'All in “{list}”',
  find_results: 'What is found',
  find_past: 'As it was at {time}',
};

export const finding = { zh, en };
