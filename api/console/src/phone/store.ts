// The phone's own store: what it keeps while there is no network. One database for the browser.
// Everything in it belongs to the operator that `owner` names, but `device` (which phone it is),
// the schema (nobody's) and what others left behind, sealed. A browser that keeps nothing opens the
// phone only where there is a network.
import type { Act } from './types.ts';

const database = 'kintsugi-phone';

type Table = 'kept' | 'acts' | 'sealed';

function asked<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error ?? new Error('the store does not answer'));
  });
}

let opened: Promise<IDBDatabase> | null = null;

function open(): Promise<IDBDatabase> {
  opened ??= new Promise((done, failed) => {
    const request = indexedDB.open(database, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore('kept');
      request.result.createObjectStore('acts', { keyPath: 'sequence' });
      request.result.createObjectStore('sealed');
    };
    request.onsuccess = () => {
      // Another tab with a newer page may change the tables; this one opens them anew then.
      request.result.onversionchange = () => {
        request.result.close();
        opened = null;
      };
      done(request.result);
    };
    request.onerror = () => failed(request.error ?? new Error('no store'));
  });
  return opened;
}

// All that `work` asks for is one transaction. Written when the promise is kept.
async function within<T>(
  tables: Table[],
  mode: IDBTransactionMode,
  work: (table: (name: Table) => IDBObjectStore) => Promise<T>,
): Promise<T> {
  const transaction = (await open()).transaction(tables, mode, { durability: 'strict' });
  const written = new Promise<void>((done, failed) => {
    transaction.oncomplete = () => done();
    transaction.onabort = () => failed(transaction.error ?? new Error('not written'));
  });
  const result = await work((name) => transaction.objectStore(name));
  await written;
  return result;
}

export const keep = (name: string, value: unknown): Promise<void> =>
  within(['kept'], 'readwrite', async (table) => {
    await asked(table('kept').put(value, name));
  });

export const kept = <T>(name: string): Promise<T | undefined> =>
  within(['kept'], 'readonly', (table) => asked<T | undefined>(table('kept').get(name)));

export const allActs = (): Promise<Act[]> =>
  within(['acts'], 'readonly', (table) => asked<Act[]>(table('acts').getAll()));

export const putActs = (acts: Act[]): Promise<void> =>
  within(['acts'], 'readwrite', async (table) => {
    for (const act of acts) await asked(table('acts').put(act));
  });

export const dropActs = (sequences: number[]): Promise<void> =>
  within(['acts'], 'readwrite', async (table) => {
    for (const sequence of sequences) await asked(table('acts').delete(sequence));
  });

// Acts with the next numbers of this device, in one transaction with taking them: a number is never
// given twice, also not by two tabs. `make` says what stands under a number; `instead` are acts
// that they replace.
export const addActs = (make: ((sequence: number) => Act)[], instead: number[]): Promise<Act[]> =>
  within(['kept', 'acts'], 'readwrite', async (table) => {
    const last = (await asked<number | undefined>(table('kept').get('sequence'))) ?? 0;
    const made = make.map((one, index) => one(last + 1 + index));
    await asked(table('kept').put(last + made.length, 'sequence'));
    for (const sequence of instead) await asked(table('acts').delete(sequence));
    for (const act of made) await asked(table('acts').put(act));
    return made;
  });

// Which device this is: made once, of chance.
export const device = (): Promise<string> =>
  within(['kept'], 'readwrite', async (table) => {
    const known = await asked<string | undefined>(table('kept').get('device'));
    if (known) return known;
    const made = [...crypto.getRandomValues(new Uint8Array(10))]
      .map((octet) => octet.toString(16).padStart(2, '0'))
      .join('');
    await asked(table('kept').put(made, 'device'));
    return made;
  });

const nobodys = ['device', 'sequence', 'schema', 'left'];

// Forgets whose it was and his day; and the acts of that operator, if any is named.
export const forget = (operator: string | null): Promise<void> =>
  within(['kept', 'acts'], 'readwrite', async (table) => {
    for (const name of await asked(table('kept').getAllKeys()))
      if (!nobodys.includes(String(name))) await asked(table('kept').delete(name));
    for (const act of await asked<Act[]>(table('acts').getAll()))
      if (act.operator === operator) await asked(table('acts').delete(act.sequence));
  });

export const putSealed = (operator: string, sealed: unknown): Promise<void> =>
  within(['sealed'], 'readwrite', async (table) => {
    await asked(table('sealed').put(sealed, operator));
  });

export const takeSealed = <T>(operator: string): Promise<T | undefined> =>
  within(['sealed'], 'readonly', (table) => asked<T | undefined>(table('sealed').get(operator)));

export const dropSealed = (operator: string): Promise<void> =>
  within(['sealed'], 'readwrite', async (table) => {
    await asked(table('sealed').delete(operator));
  });
