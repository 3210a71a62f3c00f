// Whether somebody has the file of a fingerprint, loaded with the first card that shows one.
import { lazily } from './lazy.tsx';

export const LazyFileCheck = lazily(
  async () => (await import('../forms/file_check.tsx')).FileCheck,
);
