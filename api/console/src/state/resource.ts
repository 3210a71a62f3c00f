// Reads for screens: asks again when the moment, the outlet, the language or the topic moved on,
// and keeps what it had meanwhile.
import { useEffect, useRef, useState } from 'preact/hooks';
import { get, getTimeless, Problem, type Answer, type Params } from '../edge/client.ts';
import { revision } from './feed.ts';
import { outlet } from './location.ts';
import { asOf } from './time.ts';

export interface Resource<T> {
  data: T | undefined;
  etag: string | null;
  position: string | null;
  problem: Problem | undefined;
  loading: boolean;
  reload: () => void;
}

interface Options {
  topic?: keyof typeof revision; // what of the feed makes it ask again, when live
  moment?: string | null; // another moment than the bar's
  timeless?: boolean; // a read that has no moment
}

const repeat_ms_min = 1000; // a busy feed does not make a screen ask more often than this

export function useResource<T>(
  path: string | null,
  params: Params = {},
  options: Options = {},
): Resource<T> {
  const [answer, setAnswer] = useState<(Answer<T> & { key: string }) | undefined>();
  const [problem, setProblem] = useState<Problem | undefined>();
  const [loading, setLoading] = useState(path !== null);
  const [turn, setTurn] = useState(0);
  const at = options.moment === undefined ? asOf.value : options.moment;
  const key = JSON.stringify([path, params, at, outlet.value, options.timeless ?? false]);
  const live = at === null && !options.timeless;
  const changed = live && options.topic ? revision[options.topic].value : 0;
  const askedAt = useRef(0);
  const askedKey = useRef('');

  useEffect(() => {
    if (path === null) {
      setLoading(false);
      return;
    }
    const abort = new AbortController();
    const wait =
      askedKey.current === key ? Math.max(0, askedAt.current + repeat_ms_min - Date.now()) : 0;
    setLoading(true);
    const timer = window.setTimeout(() => {
      askedAt.current = Date.now();
      askedKey.current = key;
      const asked = options.timeless
        ? getTimeless<T>(path, params, abort.signal)
        : get<T>(path, params, abort.signal, at);
      asked.then(
        (got) => {
          setAnswer({ ...got, key });
          setProblem(undefined);
          setLoading(false);
        },
        (failed: unknown) => {
          if (abort.signal.aborted) return;
          setProblem(
            failed instanceof Problem
              ? failed
              : new Problem(0, { code: 'network', detail: String(failed) }),
          );
          setLoading(false);
        },
      );
    }, wait);
    return () => {
      window.clearTimeout(timer);
      abort.abort();
    };
  }, [key, changed, turn]);

  return {
    data: answer?.data,
    etag: answer?.etag ?? null,
    position: answer?.position ?? null,
    problem,
    loading,
    reload: () => setTurn((old) => old + 1),
  };
}
