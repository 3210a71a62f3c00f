// Reads for screens: asks again when the moment, the outlet or the topic moved on, and keeps what
// it had meanwhile.
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
  kept: boolean; // the data are what was asked for, though it can not be asked anew
  loading: boolean;
  reload: () => void;
}

interface Options {
  topic?: keyof typeof revision; // what of the feed makes it ask again, when live
  slowly?: keyof typeof revision; // and what makes it ask again now and then
  moment?: string | null; // another moment than the bar's
  timeless?: boolean; // a read that has no moment
}

const repeat_ms_min = 1000; // a busy feed does not make a screen ask more often than this
const repeat_slowly_ms = 5000;

// The network, or a node that starts: nothing that is wrong with what was asked.
const isPassing = (problem: Problem): boolean => problem.status === 0 || problem.status >= 500;

const asProblem = (failed: unknown): Problem =>
  failed instanceof Problem ? failed : new Problem(0, { code: 'network', detail: String(failed) });

export function useResource<T>(
  path: string | null,
  params: Params = {},
  options: Options = {},
): Resource<T> {
  const [answer, setAnswer] = useState<(Answer<T> & { key: string }) | undefined>();
  const [problem, setProblem] = useState<Problem | undefined>();
  const [failedKey, setFailedKey] = useState('');
  const at = options.moment === undefined ? asOf.value : options.moment;
  const key = JSON.stringify([path, params, at, outlet.value, options.timeless ?? false]);
  const live = at === null && !options.timeless;
  const changed = live && options.topic ? revision[options.topic].value : 0;
  const stirred = live && options.slowly ? revision[options.slowly].value : 0;
  const askAgain = useRef((_spacing_ms?: number): void => {});
  const seen = useRef(changed);
  const seenSlowly = useRef(stirred);

  // What is on its way for this key is given up for another one only; what the feed tells meanwhile
  // makes it ask once more afterwards, so that a busy feed can never keep an answer from coming.
  useEffect(() => {
    if (path === null) return;
    const abort = new AbortController();
    let timer = 0;
    let timerAt = Infinity;
    let asking = false;
    let due = false;
    let askedAt = 0;
    const ask = async (): Promise<void> => {
      asking = true;
      timerAt = Infinity;
      askedAt = Date.now();
      try {
        const got = options.timeless
          ? await getTimeless<T>(path, params, abort.signal)
          : await get<T>(path, params, abort.signal, at);
        if (abort.signal.aborted) return;
        setAnswer({ ...got, key });
        setProblem(undefined);
      } catch (failed) {
        if (abort.signal.aborted) return;
        setProblem(asProblem(failed));
        setFailedKey(key);
      }
      asking = false;
      if (due) schedule();
    };
    const schedule = (spacing_ms = repeat_ms_min): void => {
      due = asking;
      if (asking || askedAt + spacing_ms >= timerAt) return;
      window.clearTimeout(timer);
      timerAt = askedAt + spacing_ms;
      timer = window.setTimeout(() => void ask(), Math.max(0, timerAt - Date.now()));
    };
    askAgain.current = schedule;
    void ask();
    return () => {
      window.clearTimeout(timer);
      abort.abort();
      askAgain.current = () => {};
    };
  }, [key]);

  useEffect(() => {
    if (seen.current !== changed && live) askAgain.current();
    seen.current = changed;
  }, [changed, live]);
  useEffect(() => {
    if (seenSlowly.current !== stirred && live) askAgain.current(repeat_slowly_ms);
    seenSlowly.current = stirred;
  }, [stirred, live]);

  const failed = failedKey === key ? problem : undefined;
  return {
    data: answer?.data,
    etag: answer?.etag ?? null,
    position: answer?.position ?? null,
    problem: failed,
    kept: Boolean(failed) && answer?.key === key && isPassing(failed!),
    loading: path !== null && answer?.key !== key && !failed,
    reload: () => askAgain.current(0),
  };
}
