// A part of the console that is loaded when it is first shown.
import type { ComponentType, JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Problem } from '../edge/client.ts';
import { Failed, Loading } from './states.tsx';

export function lazy<Props extends object>(
  load: () => Promise<{ default: ComponentType<Props> }>,
): (props: Props) => JSX.Element {
  let loaded: ComponentType<Props> | undefined;
  return function Lazy(props: Props) {
    const [Part, setPart] = useState(() => loaded);
    const [problem, setProblem] = useState<Problem | null>(null);
    const ask = (): void => {
      setProblem(null);
      load()
        .then((part) => {
          loaded = part.default;
          setPart(() => part.default);
        })
        .catch((cause: unknown) => setProblem(new Problem(0, { detail: String(cause) })));
    };
    useEffect(() => {
      if (!loaded) ask();
    }, []);
    // A newer console has other files: the page is loaded again.
    if (problem) return <Failed problem={problem} again={() => window.location.reload()} />;
    return Part ? <Part {...props} /> : <Loading />;
  };
}
