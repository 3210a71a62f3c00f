// What else there is to a problem whose sentence stands before it. The engine's own words are
// English: for who reads English as they are; for others the things that they name. Behind a fold
// those words, and the code, for whoever asks somebody else about it.
import { useState } from 'preact/hooks';
import { copyText } from '../edge/clipboard.ts';
import { t, type Key } from '../i18n/index.ts';
import { Link } from './link.tsx';
import { thingPath } from '../state/lists.ts';
import { language } from '../state/preferences.ts';

// "order WO-20261101-0007 is open for it": which things it names, with where they are shown.
const kinds: Record<string, string> = {
  order: 'work_order',
  asset: 'asset',
  outlet: 'outlet',
  customer: 'customer',
  technician: 'technician',
  part: 'part',
  warehouse: 'warehouse',
  tariff: 'tariff',
  request: 'part_request',
};
const named = new RegExp(`\\b(${Object.keys(kinds).join('|')}) ([A-Z][\\w-]*-[\\w.-]*\\w)`, 'g');

function thingsIn(detail: string): { id: string; path: string }[] {
  return [...detail.matchAll(named)].flatMap((m) => {
    const path = thingPath(kinds[m[1]!]!, m[2]!);
    return path ? [{ id: m[2]!, path }] : [];
  });
}

// The code, small, to be taken along.
function Code({ code }: { code: string }) {
  const [said, say] = useState<Key>('copy');
  const copy = async (): Promise<void> => say((await copyText(code)) ? 'copied' : 'not_copied');
  return (
    <p class="code-of-problem">
      <code data-test="problem-code">{code}</code>{' '}
      <button type="button" class="plain" onClick={() => void copy()}>
        <span aria-live="polite">{t(said)}</span>
      </button>
    </p>
  );
}

export function Detail({ text, code = '' }: { text: string; code?: string }) {
  if (text === '' && code === '') return null;
  const links = thingsIn(text).map(({ id, path }) => (
    <Link key={id} class="link mono" to={path}>
      {id}
    </Link>
  ));
  const english = language.value === 'en';
  const said = english ? text : '';
  return (
    <>
      {(said || links.length > 0) && (
        <p>
          {said} {links}
        </p>
      )}
      {(code || !english) && (
        <details class="of-problem">
          <summary class="muted">{t('problem_details')}</summary>
          {!english && text && <p lang="en">{text}</p>}
          {code && <Code code={code} />}
        </details>
      )}
    </>
  );
}
