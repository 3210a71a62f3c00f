// Files that somebody chose here: each is known by its SHA-256 and never leaves the device.

export interface ChosenFile {
  name: string;
  octets: number;
}
const chosen = new Map<string, ChosenFile>();

export const chosenFile = (hash: string): ChosenFile | undefined => chosen.get(hash.trim());

// Browsers reckon for pages of https and of this machine only.
export const canHash = (): boolean => window.isSecureContext && Boolean(crypto.subtle);

const hex = (octets: ArrayBuffer): string =>
  [...new Uint8Array(octets)].map((one) => one.toString(16).padStart(2, '0')).join('');

// null: it could not be read, or is too large for the memory of this device.
export async function hashOf(file: File): Promise<string | null> {
  try {
    const hash = hex(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
    chosen.set(hash, { name: file.name, octets: file.size });
    return hash;
  } catch {
    return null;
  }
}

// As people paste it: in capitals, in groups.
export function typedHash(text: string): string {
  const plain = text.replace(/\s/g, '').toLowerCase();
  return /^[0-9a-f]{64}$/.test(plain) ? plain : text;
}
