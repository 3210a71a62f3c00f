// All that the screen of a call knows: who calls, which machine, when, and what is still missing.
// Everything that is sent stands in the form of the command; the rest is read by it.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { CardAnswer, CommandAnswer, FieldInfo, List, TypeInfo } from '../edge/types.ts';
import { get, Problem } from '../edge/client.ts';
import { timeRaw } from '../forms/value.ts';
import { useForm } from '../forms/use_form.ts';
import { useSend } from '../forms/use_send.ts';
import { commandInfo } from '../state/schema.ts';
import { ownOutlet } from '../state/session.ts';
import { useResource } from '../state/resource.ts';
import { digits_min, digitsOf } from './phone_number.ts';
import { useTaken } from './source.tsx';
import type { Caller, Machine, Slot, SlotsOffered } from './types.ts';
import { useSettled } from './use_settled.ts';
import { join, logOver, useContact, type Contact } from './use_contact.ts';

export type Preset = Record<string, string>;

const callers_most = 5;
const machines_most = 9;

const text = (raw: unknown): string => (typeof raw === 'string' ? raw : '');

// The callers that a number finds, while it is typed.
function useCallers(phone: string) {
  const digits = useSettled(digitsOf(phone));
  const enough = digits.length >= digits_min;
  const found = useResource<List<Caller>>(enough ? '/v1/customers' : null, {
    q: digits,
    limit: callers_most,
  });
  return { enough, callers: enough ? (found.data?.items ?? []) : [], looking: found.loading };
}

// Who calls for the first time is registered before his order; his number in the answer.
function useNewCustomer() {
  const info = commandInfo('register_customer');
  const { busy, send } = useSend(info ?? ({} as TypeInfo));
  const register = async (
    raw: Record<string, unknown>,
    outlet: string, // of the order: whoever works for some outlets registers for that one
  ): Promise<string | Problem> => {
    const answer = await send(
      {
        kind: 'person',
        name: text(raw.contact),
        phone: text(raw.phone),
        address: text(raw.address),
        area: text(raw.area),
        outlet: ownOutlet(outlet),
        ...(raw.confirm_reason ? { confirm_reason: text(raw.confirm_reason) } : {}),
      },
      null,
    );
    if (answer instanceof Problem) return answer;
    const made = answer.streams.find((one) => one.stream.startsWith('customer/'));
    return made ? made.stream.slice('customer/'.length) : '';
  };
  return { busy, register };
}

type Form = ReturnType<typeof useForm>;

// Who he is, what he owns and when somebody could come to him, by what stands in the form.
function useKnown(form: Form) {
  const raw = (name: string): string => text(form.raw[name]);
  const customer = raw('customer');
  const card = useResource<CardAnswer>(
    customer ? `/v1/customers/${encodeURIComponent(customer)}` : null,
  );
  const of_him = { customer, limit: machines_most };
  const owned = useResource<List<Machine>>(customer ? '/v1/assets' : null, of_him);
  // What another caller owns is not shown while this one's is asked for.
  const known = customer !== '' && !owned.loading;
  const machines = known ? (owned.data?.items ?? []) : [];
  const place = { area: raw('area'), brand: raw('brand'), category: raw('category') };
  const placed = place.area !== '' || place.brand !== '';
  const asked = { ...place, service_type: raw('service_type') || 'repair', by: raw('outlet') };
  const slots = useResource<SlotsOffered>(placed ? '/v1/free_slots' : null, asked, {
    topic: 'orders',
  });
  const offered = placed ? slots.data : undefined;
  // What is shown may still be of the area before: who sends at once is sent where it stands now.
  const outletNow = async (): Promise<string> => {
    if (!placed || !slots.loading) return offered?.outlet ?? '';
    return (await get<SlotsOffered>('/v1/free_slots', asked)).data.outlet ?? '';
  };
  return {
    raw,
    customer,
    caller: customer && !card.loading ? card.data?.item : undefined,
    known,
    machines,
    machine: machines.find((one) => one.id === raw('asset')),
    offered,
    outletNow,
    taken: useTaken(place.brand, raw('maker_number')),
  };
}

const of_machine = ['asset', 'brand', 'category', 'model', 'serial'];

// What the keys and buttons left of the form put into it.
function useChoices(info: TypeInfo, form: Form, phone: string) {
  const [another, setAnother] = useState(false); // a machine that no file has
  const field = (name: string): FieldInfo => info.fields.find((one) => one.name === name)!;
  const clear = (...names: string[]): void => names.forEach((name) => form.change(name, ''));
  const chooseMachine = (one: Machine): void => {
    setAnother(false);
    form.change('asset', one.id);
    const { brand, category, model, serial } = one;
    void form.chosen(field('asset'), one.id, { brand, category, model, serial });
  };
  const chooseCaller = (one: Caller): void => {
    setAnother(false);
    clear(...of_machine, 'override_reason');
    form.change('customer', one.id);
    const { name: contact, phone: number, address, area } = one;
    void form.chosen(field('customer'), one.id, { contact, phone: number, address, area });
  };
  const otherMachine = (): void => {
    setAnother(true);
    clear(...of_machine);
  };
  const newCaller = (): void => {
    clear('customer', 'asset', 'contact', 'address', 'area');
    form.change('phone', digitsOf(phone));
    setAnother(true);
  };
  const chooseSlot = (one: Slot | null): void => {
    form.change('window_from', one ? timeRaw(one.starts_at) : '');
    form.change('window_until', one ? timeRaw(one.ends_at) : '');
  };
  const chooseSource = (source: string): void => {
    form.change('source', source);
    if (source !== 'manufacturer') clear('maker_number');
  };
  const acts = { chooseMachine, chooseCaller, otherMachine, newCaller, chooseSlot, chooseSource };
  return { another, setAnother, field, ...acts };
}

const cardPath = (list: string, id: string | undefined): string | null =>
  id ? `/v1/${list}/${encodeURIComponent(id)}` : null;

// The machine or the customer at whose card the call began is chosen as if by hand.
function useAbout(preset: Preset, choices: ReturnType<typeof useChoices>): void {
  const asset = useResource<CardAnswer>(cardPath('assets', preset.asset)).data;
  const machine = asset?.item as Machine | undefined;
  const owner = text(asset?.item.customer) || preset.customer;
  const customer = useResource<CardAnswer>(cardPath('customers', owner)).data;
  const ready = preset.asset && !machine ? false : !owner || customer !== undefined;
  useEffect(() => {
    if (!ready) return;
    if (customer) choices.chooseCaller(customer.item as Caller);
    if (machine) choices.chooseMachine(machine);
  }, [ready]);
}

// Of one who has one machine it is that one.
function useTheOnly(
  { machines, raw, known }: ReturnType<typeof useKnown>,
  choices: ReturnType<typeof useChoices>,
): void {
  useEffect(() => {
    const only = machines.length === 1 ? machines[0] : undefined;
    if (only && !raw('asset') && !choices.another) choices.chooseMachine(only);
  }, [machines[0]?.id, known]);
}

// What a contact tells is in the form before anybody types: the caller, else his number; what he
// wrote, where nothing else is said yet.
function useFrom(
  preset: Preset,
  form: Form,
  choices: ReturnType<typeof useChoices>,
  calls: (phone: string) => void,
) {
  const [customer, setCustomer] = useState('');
  const known = useResource<CardAnswer>(cardPath('customers', customer)).data;
  useEffect(() => {
    if (known) choices.chooseCaller(known.item as Caller);
  }, [known?.id]);
  return useContact(preset.interaction ?? '', (contact: Contact) => {
    setCustomer(contact.customer);
    calls(contact.phone);
    if (contact.phone && !contact.customer) form.change('phone', contact.phone);
    if (contact.summary && !text(form.raw.symptom)) form.change('symptom', contact.summary);
  });
}

// The contact, as far as it is told.
const callOf = (
  { raw }: ReturnType<typeof useKnown>,
  interaction: string,
  phone: string,
  outlet: string,
) => ({
  interaction,
  channel: raw('channel'),
  phone: digitsOf(phone) || raw('phone'),
  customer: raw('customer'),
  summary: raw('symptom'),
  outlet,
});

// He asks about what is under way: no second order. The order that he is on now; '': it did not go.
async function joinOpen(
  known: ReturnType<typeof useKnown>,
  from: { named: string },
  phone: string,
): Promise<string> {
  const order = known.machine?.open_orders[0]?.order;
  const outlet = known.raw('outlet') || known.offered?.outlet || '';
  return order && (await join(callOf(known, from.named, phone, outlet), order)) ? order : '';
}

export interface Done {
  registered: (answer: CommandAnswer, confirmed: boolean) => void; // with the address read back?
  joined: (order: string) => void;
  logged: (contact: string) => void; // no order came of it
}

// Pressed again while it is on its way, it is sent once.
function useOnce<Told extends unknown[]>(
  work: (...told: Told) => Promise<void>,
): (...told: Told) => Promise<void> {
  const busy = useRef(false);
  return async (...told) => {
    if (busy.current) return;
    busy.current = true;
    try {
      await work(...told);
    } finally {
      busy.current = false;
    }
  };
}

// Something else than an order comes of it.
function useOtherEnds(
  known: ReturnType<typeof useKnown>,
  from: { named: string },
  phone: string,
  done: Done,
  end: () => void,
) {
  const [only, setOnly] = useState(false); // no order comes of it
  const joinIt = async (): Promise<void> => {
    const order = await joinOpen(known, from, phone);
    if (!order) return;
    end();
    done.joined(order);
  };
  const logOnly = useOnce(async (outcome: string) => {
    const at = ownOutlet(known.raw('outlet') || known.offered?.outlet || '');
    const logged = await logOver(callOf(known, '', phone, at), outcome);
    if (!logged) return;
    end();
    done.logged(logged);
  });
  return { joinOpen: joinIt, logOnly, only, setOnly };
}

// What nobody said yet and nobody knows: of a customer or a machine the engine knows the rest.
const lacking = (raw: (name: string) => string): string[] =>
  raw('customer') || raw('asset') ? [] : ['phone', 'address'].filter((name) => !raw(name).trim());

export function useIntake(info: TypeInfo, preset: Preset, done: Done) {
  const contact = preset.interaction;
  const [phone, setPhone] = useState('');
  const [readBack, setReadBack] = useState(''); // the address that he has read back
  const confirmed = (): boolean => readBack !== '' && readBack === text(form.raw.address);
  const begun = contact ? { interaction: contact } : { channel: 'phone' };
  const form = useForm({
    info,
    preset: { service_type: 'repair', ...begun },
    fixed: contact ? ['interaction'] : [], // each contact has a draft of its own
    done: (answer) => {
      const was = confirmed();
      over();
      done.registered(answer, was);
    },
  });
  const over = (): void => {
    setPhone('');
    choices.setAnother(false);
    setReadBack('');
    others.setOnly(false);
    from.end();
  };
  const found = useCallers(phone);
  const known = useKnown(form);
  const choices = useChoices(info, form, phone);
  const { raw, customer, machines, outletNow } = known;
  useAbout(preset, choices);
  const from = useFrom(preset, form, choices, setPhone);
  useTheOnly(known, choices);

  const newCustomer = useNewCustomer();
  const send = async (): Promise<void> => {
    if (form.faults.lack(lacking(raw))) return;
    const outlet = raw('outlet') || (await outletNow().catch(() => ''));
    const more: Record<string, unknown> = confirmed() ? { address_confirmed: true } : {};
    if (outlet) more.outlet = outlet;
    if (contact) more.interaction = from.named; // none, once an order came of it
    if (!customer && !raw('asset') && raw('contact') && raw('phone')) {
      if (!form.faults.check(form.raw)) return;
      const made = await newCustomer.register(form.raw, outlet);
      if (made instanceof Problem) return form.faults.fail(made);
      form.change('customer', (more.customer = made));
    }
    await form.submit(more);
  };

  const others = useOtherEnds(known, from, phone, done, () => {
    over();
    form.empty();
    form.faults.clear();
  });

  return {
    ...known,
    ...choices,
    from,
    ...others,
    another: choices.another || (known.known && machines.length === 0),
    form,
    phone,
    setPhone,
    found,
    confirmed: confirmed(),
    confirm: () => setReadBack(confirmed() ? '' : raw('address')),
    submit: useOnce(send),
    busy: form.busy || newCustomer.busy,
  };
}

export type Intake = ReturnType<typeof useIntake>;
