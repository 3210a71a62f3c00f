// What has to be there before a command, in the words in which it would be refused.
import type { PossibleCommand } from '../edge/types.ts';
import { listText } from '../format.ts';
import { t } from '../i18n/index.ts';
import { refusalLabel } from '../state/schema.ts';

export const lacksText = (act: PossibleCommand): string =>
  t('why_lacks', { what: listText(act.lacks.map((code) => refusalLabel(code))) });
