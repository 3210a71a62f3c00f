// What an appliance is entitled to, loaded with the first card that shows it.
import { lazily } from './lazy.tsx';

export const LazyEntitlement = lazily(
  async () => (await import('./entitlement.tsx')).EntitlementCard,
);
