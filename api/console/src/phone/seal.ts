// What somebody leaves behind on a device is sealed with a key that only the engine tells, and only
// him: AES-256-GCM. Needs a secure context (https, or this machine); elsewhere nothing can be
// sealed, and nothing is left behind.
export interface Sealed {
  iv: Uint8Array<ArrayBuffer>;
  data: ArrayBuffer;
}

export const canSeal = (): boolean => typeof crypto.subtle !== 'undefined';

function keyOf(hex: string): Promise<CryptoKey> {
  const octets = Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  return crypto.subtle.importKey('raw', octets, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

export async function seal(value: unknown, hex: string): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const text = new TextEncoder().encode(JSON.stringify(value));
  const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await keyOf(hex), text);
  return { iv, data };
}

// Null where it is not his, or was changed.
export async function unseal<T>(sealed: Sealed, hex: string): Promise<T | null> {
  try {
    const { iv, data } = sealed;
    const text = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, await keyOf(hex), data);
    return JSON.parse(new TextDecoder().decode(text)) as T;
  } catch {
    return null;
  }
}
