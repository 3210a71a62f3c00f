// A value once it has been left alone for a moment: who types on is not done.
import { useEffect, useState } from 'preact/hooks';

const pause_ms = 120;

export function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled(value), pause_ms);
    return () => window.clearTimeout(timer);
  }, [value]);
  return settled;
}
