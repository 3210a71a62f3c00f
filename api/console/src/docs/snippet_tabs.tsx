// One request as lines for the command line, Python and TypeScript.
import { useState } from 'preact/hooks';
import { t } from '../i18n/index.ts';
import { CopyButton } from './copy.tsx';
import { curlOf, pythonOf, typescriptOf, type Call } from './snippets.ts';

const kinds = [
  { name: 'curl', make: curlOf },
  { name: 'Python', make: pythonOf },
  { name: 'TypeScript', make: typescriptOf },
] as const;

function chosen(): string {
  try {
    return localStorage.getItem('kintsugi.snippet') ?? 'curl';
  } catch {
    return 'curl';
  }
}

export function SnippetTabs({ call, id }: { call: Call; id: string }) {
  const [name, setName] = useState(chosen);
  const at = Math.max(
    kinds.findIndex((kind) => kind.name === name),
    0,
  );
  const choose = (index: number): void => {
    const next = kinds[(index + kinds.length) % kinds.length]!.name;
    setName(next);
    try {
      localStorage.setItem('kintsugi.snippet', next);
    } catch {
      // A browser that keeps nothing still works; it only forgets.
    }
    document.getElementById(`${id}-${next}`)?.focus();
  };
  const move = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowRight') choose(at + 1);
    if (event.key === 'ArrowLeft') choose(at - 1);
  };
  const text = kinds[at]!.make(call);
  return (
    <div class="docs-snippet">
      <header>
        <div role="tablist" aria-label={t('docs_lines')} onKeyDown={move}>
          {kinds.map((kind, index) => (
            <button
              key={kind.name}
              id={`${id}-${kind.name}`}
              type="button"
              role="tab"
              aria-selected={index === at}
              aria-controls={`${id}-lines`}
              tabIndex={index === at ? 0 : -1}
              onClick={() => choose(index)}
            >
              {kind.name}
            </button>
          ))}
        </div>
        <CopyButton text={text} of={kinds[at]!.name} />
      </header>
      <pre
        id={`${id}-lines`}
        role="tabpanel"
        aria-labelledby={`${id}-${kinds[at]!.name}`}
        tabIndex={0}
        data-test={`lines-${kinds[at]!.name}`}
      >
        {text}
      </pre>
    </div>
  );
}
