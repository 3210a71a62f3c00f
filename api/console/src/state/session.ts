// Who is signed in: undefined until asked, null when nobody is.
import { signal } from '@preact/signals';
import type { Session } from '../edge/types.ts';
import { getTimeless, Problem, send } from '../edge/client.ts';

export const session = signal<Session | null | undefined>(undefined);
export const sessionProblem = signal<Problem | null>(null);

// How often somebody came in or went: what was asked before that says nothing of who is here now.
let beginnings = 0;
export const sessionNow = (): number => beginnings;

export async function askSession(): Promise<void> {
  const asked = beginnings;
  try {
    sessionProblem.value = null;
    const { data } = await getTimeless<Session>('/v1/session');
    if (asked === beginnings) session.value = data;
  } catch (problem) {
    if (asked !== beginnings) return;
    if (problem instanceof Problem && problem.status === 401) session.value = null;
    else if (problem instanceof Problem) sessionProblem.value = problem;
    else throw problem;
  }
}

// The tabs of a browser share the cookie: what one of them does with it, the others hear.
const tabs = new BroadcastChannel('kintsugi.session');
tabs.onmessage = () => void askSession();

export function began(who: Session | null): void {
  ++beginnings;
  session.value = who;
  tabs.postMessage(null);
}

export async function signIn(operator: string, password: string): Promise<void> {
  began((await send<Session>('POST', '/v1/session', { operator, password })).data);
}

export async function signOut(): Promise<void> {
  try {
    await send('DELETE', '/v1/session', {});
  } catch (problem) {
    // Out here; that the other nodes follow later is told by whoever asked.
    if (problem instanceof Problem && problem.code === 'session.ended_here_only') began(null);
    throw problem;
  }
  began(null);
}

export const may = (command: string): boolean => session.value?.commands.includes(command) ?? false;
// What everybody who works here sees: the time line, the policy, how far the tables are.
export const hasDuty = (): boolean => (session.value?.roles.length ?? 0) > 0;
export const mayList = (list: string): boolean => session.value?.lists.includes(list) ?? false;
export const mayReport = (report: string): boolean =>
  session.value?.reports.includes(report) ?? false;
export const mayChoose = (kind: string): boolean => session.value?.choices.includes(kind) ?? false;
export const hasRole = (...roles: string[]): boolean =>
  session.value?.roles.some((role) => roles.includes(role)) ?? false;

// For which outlet he takes contacts and orders: '' for the whole company, else the one that is
// chosen, where it is his, else his first.
export function ownOutlet(chosen: string | null = null): string {
  const takers = ['call_centre', 'dispatcher'];
  const grants = (session.value?.grants ?? []).filter((one) => takers.includes(one.role));
  if (grants.some((one) => one.outlet === '')) return '';
  const his = grants.find((one) => one.outlet === chosen) ?? grants[0];
  return his?.outlet ?? '';
}
