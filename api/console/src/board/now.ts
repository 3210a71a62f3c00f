// What time it is on a board: the line of now moves by itself; in the past it stands.
import { useEffect, useState } from 'preact/hooks';
import { isPast, shown } from '../state/time.ts';

export function useNow(every_ms = 20_000): number {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), every_ms);
    return () => window.clearInterval(timer);
  }, [every_ms]);
  return isPast.value ? Date.parse(shown.value?.recorded_at ?? '') : now;
}
