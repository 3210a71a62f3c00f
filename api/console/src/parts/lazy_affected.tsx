// The machines of a bulletin, loaded with the first card that shows them.
import { lazily } from './lazy.tsx';

export const LazyAffected = lazily(async () => (await import('./affected.tsx')).AffectedCard);
