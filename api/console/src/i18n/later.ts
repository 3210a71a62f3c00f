import { sayingOf } from './index.ts';
import { newcomers } from './newcomers.ts';

export type NewcomersKey = keyof typeof newcomers.zh;
export const tn = sayingOf<NewcomersKey>(newcomers);
