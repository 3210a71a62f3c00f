// What common words of registers are called in both languages: a company writes them once, whoever
// reads them. What is not here is shown as it is written.
import { named, nameOf } from '../state/names.ts';
import { language } from '../state/preferences.ts';

const words: Record<string, [zh: string, en: string]> = {
  aircon: ['空调', 'Air conditioner'],
  fridge: ['冰箱', 'Refrigerator'],
  freezer: ['冷柜', 'Freezer'],
  washer: ['洗衣机', 'Washing machine'],
  dryer: ['干衣机', 'Dryer'],
  dishwasher: ['洗碗机', 'Dishwasher'],
  heater: ['热水器', 'Water heater'],
  hood: ['油烟机', 'Range hood'],
  stove: ['燃气灶', 'Stove'],
  tv: ['电视机', 'Television'],
  service: ['服务费', 'Service'],
  visit: ['上门费', 'Visit'],
  transport: ['运输费', 'Transport'],
};
const of = new Set(['category', 'charge_item', 'part_category']);

// A brand is called by its code where people read Latin letters, by its name where they do not.
export function wordText(means: string | undefined, value: string): string {
  if (means === 'brand' && language.value === 'zh-CN') return nameOf('brand', value) ?? value;
  if (means === 'fault_code') return named('fault_code', value, 'after');
  const word = of.has(means ?? '') ? words[value.toLowerCase()] : undefined;
  return word ? word[language.value === 'zh-CN' ? 0 : 1] : value;
}

// "北峰 BF-BCD215": of a machine, what is known of it.
export const machineWords = (brand: unknown, model: unknown): string =>
  [brand ? wordText('brand', String(brand)) : '', model ? String(model) : '']
    .filter(Boolean)
    .join(' ');
