// What a warranty claim is judged by, loaded with the first claim that is shown.
import { lazily } from './lazy.tsx';

export const LazyClaimEvidence = lazily(
  async () => (await import('../cases/claim_evidence.tsx')).ClaimEvidence,
);
