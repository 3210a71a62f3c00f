// Groups and routes by name, in the language that is shown.
import { t, type Key } from '../i18n/index.ts';
import { language } from '../state/preferences.ts';
import { say } from '../state/schema.ts';
import type { Group, Operation } from './document.ts';
import { summaries } from './summaries.ts';

// Groups that are no list of the schema.
const byHand: Record<string, Key> = {
  audit: 'docs_group_audit',
  callers: 'docs_group_callers',
  commands: 'docs_group_commands',
  custody: 'docs_group_custody',
  feed: 'docs_group_feed',
  follow: 'docs_group_follow',
  inventory: 'docs_group_inventory',
  invitations: 'docs_group_invitations',
  log: 'docs_group_log',
  lookup: 'docs_group_lookup',
  operations: 'docs_group_operations',
  orders: 'docs_group_orders',
  projections: 'docs_group_projections',
  queues: 'docs_group_queues',
  reports: 'docs_group_reports',
  schema: 'docs_group_schema',
  session: 'docs_group_session',
  setup: 'docs_group_setup',
  stream: 'docs_group_feed',
  streams: 'docs_group_streams',
  tokens: 'docs_group_tokens',
  wages: 'docs_group_wages',
};

export function groupLabel(group: Group): string {
  if (group.label) return say(group.label, group.name);
  const key = byHand[group.name];
  return key ? t(key) : group.name.replaceAll('_', ' ');
}

// By name, as the language has its order.
export function inOrder(groups: Group[]): Group[] {
  const collator = new Intl.Collator(language.value);
  return groups
    .map((group) => ({ group, label: groupLabel(group) }))
    .sort((a, b) => collator.compare(a.label, b.label))
    .map(({ group }) => group);
}

const chinese = (): boolean => language.value === 'zh-CN';

// What a route is for: of a command its label, of a list and a card the list's.
export function titleOf(operation: Operation): string {
  if (operation.label) return say(operation.label, operation.summary);
  const byHandText = summaries[`${operation.method} ${operation.path}`];
  if (chinese() && byHandText) return byHandText;
  if (!operation.list || byHandText) return operation.summary;
  const name = say(operation.list, operation.summary);
  return operation.path.endsWith('/{id}')
    ? t('docs_one_of', { name })
    : t('docs_list_of', { name });
}
