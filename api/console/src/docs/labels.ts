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
  doors: 'docs_group_doors',
  feed: 'docs_group_feed',
  follow: 'docs_group_follow',
  free_slots: 'docs_group_free_slots',
  inventory: 'docs_group_inventory',
  invitations: 'docs_group_invitations',
  log: 'docs_group_log',
  lookup: 'docs_group_lookup',
  machines: 'docs_group_machines',
  network: 'docs_group_network',
  operations: 'docs_group_operations',
  orders: 'docs_group_orders',
  projections: 'docs_group_projections',
  queues: 'docs_group_queues',
  reports: 'docs_group_reports',
  schema: 'docs_group_schema',
  search: 'docs_group_search',
  served_areas: 'docs_group_served_areas',
  service_policies: 'docs_group_service_policies',
  service_policy: 'docs_group_service_policy',
  session: 'docs_group_session',
  setup: 'docs_group_setup',
  stream: 'docs_group_feed',
  streams: 'docs_group_streams',
  today: 'docs_group_today',
  tokens: 'docs_group_tokens',
  tour: 'docs_group_tour',
  wage_days: 'docs_group_wage_days',
  wages: 'docs_group_wages',
  words: 'docs_group_words',
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
