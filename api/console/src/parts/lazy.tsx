// A screen that is loaded when somebody goes there, so that the first one stays small.
import { useEffect, useState } from 'preact/hooks';
import type { ComponentType } from 'preact';
import { Problem } from '../edge/client.ts';
import { Failed, Loading } from './states.tsx';

export function lazy(load: () => Promise<{ default: ComponentType }>): ComponentType {
  let loaded: ComponentType | null = null;
  return function Lazy() {
    const [, setHere] = useState(loaded !== null);
    const [failed, setFailed] = useState(false);
    const ask = (): void => {
      setFailed(false);
      load().then(
        (module) => {
          loaded = module.default;
          setHere(true);
        },
        () => setFailed(true),
      );
    };
    useEffect(() => {
      if (loaded === null) ask();
    }, []);
    if (failed) return <Failed problem={new Problem(0, { code: 'network' })} again={ask} />;
    const Screen = loaded;
    return Screen ? <Screen /> : <Loading />;
  };
}
