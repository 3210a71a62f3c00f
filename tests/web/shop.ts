// A small outlet of its own in the demo company, for tests that need people with a duty and jobs
// that are theirs: made through the API, by the administrator and a dispatcher.
import assert from 'node:assert/strict';
import type { Any } from './browser.ts';
import { password } from './visit.ts';

let keys = 0;

interface Told {
  status: number;
  body: Any;
}

// Somebody who speaks HTTP, with a cookie of his own.
export class Caller {
  private readonly origin: string;
  private cookie = '';
  reached = '0'; // position of the latest command

  constructor(origin: string) {
    this.origin = origin;
  }

  async ask(method: string, path: string, body?: unknown): Promise<Told> {
    const response = await fetch(this.origin + path, {
      method,
      headers: {
        'Content-Type': 'application/json',
        'Idempotency-Key': `"test-${process.pid}-${Date.now()}-${++keys}"`,
        ...(this.cookie ? { Cookie: this.cookie } : {}),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const set = response.headers.get('set-cookie');
    if (set) this.cookie = set.split(';')[0]!;
    const text = await response.text();
    return { status: response.status, body: text ? JSON.parse(text) : null };
  }

  async get(path: string): Promise<Any> {
    const told = await this.ask('GET', path);
    assert.equal(told.status, 200, `${path} ${JSON.stringify(told.body)}`);
    return told.body;
  }

  async send(path: string, body: unknown): Promise<Any> {
    const told = await this.ask('POST', path, body);
    assert.ok(told.status < 300, `${path} ${JSON.stringify(told.body)}`);
    if (told.body?.position) this.reached = told.body.position;
    return told.body;
  }

  async use(link: string, more: Record<string, string> = {}): Promise<void> {
    await this.send('/v1/setup', { token: new URL(link).hash.slice(1), password, ...more });
  }
}

export const here = { latitude: 31.2304, longitude: 121.4737 };
const millionths = (degrees: number): number => Math.round(degrees * 1e6);
export const hour_ms = 3_600_000;

export class Shop {
  readonly origin: string;
  readonly admin: Caller;
  readonly dispatcher: Caller;
  readonly outlet = 'OUT-PH';

  constructor(origin: string) {
    this.origin = origin;
    this.admin = new Caller(origin);
    this.dispatcher = new Caller(origin);
  }

  async open(link: string): Promise<void> {
    const { admin, outlet } = this;
    await admin.use(link, { operator: 'admin', name: '管理员' });
    await admin.send('/v1/outlets/register_outlet', {
      outlet,
      name: '九亭服务站',
      kind: 'service_station',
      brands: ['海蓝'],
      territory: ['新桥镇'],
    });
    await this.hire('2900', '林晓', 'dispatcher', this.dispatcher);
  }

  // An operator with that duty at the outlet, whose password is known.
  async hire(
    number: string,
    name: string,
    role: string,
    who?: Caller,
    outlet = this.outlet, // '': the whole company
  ): Promise<void> {
    const { admin } = this;
    await admin.send('/v1/operators/register_operator', { number, name });
    await admin.send('/v1/operators/grant_role', { number, role, outlet });
    const { url } = await admin.send('/v1/invitations', { operator: number });
    await (who ?? new Caller(this.origin)).use(url);
  }

  // A tariff that is in force from now on: drafted by one, published by another.
  async setTariff(tariff: string, item: string, unit_price: number): Promise<void> {
    const accountant = new Caller(this.origin);
    await this.hire('4900', '账房', 'accountant', accountant, '');
    await this.admin.send('/v1/tariffs/draft_tariff', {
      tariff,
      name: '标准',
      effective_from: '2026-01-01',
      lines: [{ item, unit_price }],
    });
    await accountant.send('/v1/tariffs/publish_tariff', { tariff, version: 1 });
  }

  async hireTechnician(
    number: string,
    technician: string,
    name: string,
    who?: Caller,
  ): Promise<void> {
    const { admin, outlet } = this;
    await admin.send('/v1/technicians/register_technician', {
      technician,
      name,
      phone: '13700000001',
      outlet,
    });
    await admin.send('/v1/technicians/grant_skill', {
      technician,
      category: 'aircon',
      service_type: 'repair',
    });
    await this.hire(number, name, 'technician', who);
    await admin.send('/v1/operators/change_operator', { number, name, technician });
  }

  // An order that is booked for him, so many hours from now. Its number.
  async book(
    technician: string,
    contact: string,
    hours: number,
    more: Record<string, unknown> = {}, // of the order
  ): Promise<string> {
    const answer = await this.dispatcher.send('/v1/work_orders/register_work_order', {
      service_type: 'repair',
      brand: '海蓝',
      category: 'aircon',
      model: 'KFR-35GW',
      contact,
      phone: '13800218814',
      address: '新桥镇明华路 4 号 602',
      area: '新桥镇',
      symptom: '不制冷，外机不转',
      severity: 'normal',
      latitude: millionths(here.latitude),
      longitude: millionths(here.longitude),
      outlet: this.outlet,
      ...more,
    });
    const order = answer.streams
      .map((one: Any) => one.stream as string)
      .find((stream: string) => stream.startsWith('work_order/'))!
      .slice('work_order/'.length);
    const at = (ms: number): string => new Date(ms).toISOString();
    const starts = Date.now() + hours * hour_ms;
    await this.dispatcher.send('/v1/work_orders/schedule_booking', {
      order,
      technician,
      starts_at: at(starts),
      ends_at: at(starts + hour_ms / 2),
      accept_by: at(Date.now() + 48 * hour_ms),
    });
    return order;
  }

  // A whole visit by him: accepted, made, reported.
  async visit(order: string, technician: Caller): Promise<void> {
    const at = { latitude: millionths(here.latitude), longitude: millionths(here.longitude) };
    for (const [command, more] of [
      ['accept_booking', {}],
      ['start_travel', {}],
      ['check_in', at],
      ['start_work', {}],
      ['record_diagnosis', { fault_code: 'E5' }],
      ['report_work_done', { result: '换了启动电容' }],
    ] as const)
      await technician.send(`/v1/work_orders/${command}`, { order, ...more });
  }

  // The tables have all that the dispatcher told.
  async settled(): Promise<void> {
    await this.dispatcher.get(`/v1/queues?min_position=${this.dispatcher.reached}&wait=10s`);
  }

  async statusOf(order: string): Promise<string> {
    return (await this.dispatcher.get(`/v1/orders/${order}`)).order.order.status;
  }

  // What was done on an order, oldest first: accepted commands, and who sent them.
  async timeline(order: string): Promise<Any[]> {
    const path = `/v1/orders/${encodeURIComponent(order)}/timeline?limit=200`;
    return (await this.dispatcher.get(path)).items;
  }
}
