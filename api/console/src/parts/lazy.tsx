// A part of the console that is loaded when it is first shown, and kept.
import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Problem } from '../edge/client.ts';
import { Failed, Loading } from './states.tsx';

export function lazily<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  let loaded: ComponentType<Props> | undefined;
  return function Lazy(props: Props) {
    const [Part, setPart] = useState<ComponentType<Props> | undefined>(() => loaded);
    const [failed, setFailed] = useState(false);
    const ask = (): void => {
      setFailed(false);
      load().then(
        (part) => {
          loaded = part;
          setPart(() => part);
        },
        () => setFailed(true), // the network, or a newer console is served by now
      );
    };
    useEffect(() => {
      if (!loaded) ask();
    }, []);
    if (failed) return <Failed problem={new Problem(0, { code: 'network' })} again={ask} />;
    return Part ? <Part {...props} /> : <Loading />;
  };
}
