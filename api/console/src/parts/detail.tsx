// The engine's own words of a problem, which are English: for who reads English as they are; for
// others the things that they name, and the words behind a fold.
import { t } from '../i18n/index.ts';
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

export function Detail({ text }: { text: string }) {
  if (text === '') return null;
  const links = thingsIn(text).map(({ id, path }) => (
    <Link key={id} class="link mono" to={path}>
      {id}
    </Link>
  ));
  if (language.value === 'en')
    return (
      <p>
        {text} {links}
      </p>
    );
  return (
    <>
      {links.length > 0 && <p>{links}</p>}
      <details>
        <summary class="muted">{t('detail_in_english')}</summary>
        <p lang="en">{text}</p>
      </details>
    </>
  );
}
