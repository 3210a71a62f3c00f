// What this is: for whoever has just come, also before signing in.
import { useEffect } from 'preact/hooks';
import { learn, t, type Key } from '../i18n/index.ts';
import { newcomers } from '../i18n/newcomers.ts';
import { Card, Title } from '../parts/card.tsx';
import { Mark } from '../parts/icons.tsx';
import { Link } from '../parts/link.tsx';
import { Preferences } from '../shell/preferences.tsx';
import { askVersion, version } from '../state/doors.ts';
import { duties } from '../state/duties.ts';
import { enumLabel, loadSchema, schema } from '../state/schema.ts';

learn(newcomers);

const stations: { name: string; title: Key; text: Key }[] = [
  { name: 'command', title: 'about_command', text: 'about_command_text' },
  { name: 'log', title: 'about_log', text: 'about_log_text' },
  { name: 'tables', title: 'about_tables', text: 'about_tables_text' },
  { name: 'moment', title: 'about_moment', text: 'about_moment_text' },
];

const keys: { keys: string[]; does: Key }[] = [
  { keys: ['/'], does: 'find_placeholder' },
  { keys: ['['], does: 'key_back' },
  { keys: [']'], does: 'key_forward' },
  { keys: ['j', 'k'], does: 'key_rows' },
  { keys: ['↵'], does: 'key_open_row' },
  { keys: ['?'], does: 'all_keys' },
];

const commits = 14; // of the little picture; the one under the eye is gold

function Picture() {
  return (
    <ol class="flow">
      {stations.map((one) => (
        <li key={one.name} data-station={one.name}>
          <span class="drawn" aria-hidden="true">
            {one.name === 'log' || one.name === 'moment'
              ? Array.from({ length: commits }, (_, n) => <i key={n} />)
              : null}
            {one.name === 'tables' && [<i key="1" />, <i key="2" />, <i key="3" />]}
            {one.name === 'command' && <i />}
          </span>
          <h3>{t(one.title)}</h3>
          <p>{t(one.text)}</p>
        </li>
      ))}
    </ol>
  );
}

function Body() {
  useEffect(() => {
    if (!schema.peek()) void loadSchema().catch(() => {});
    void askVersion().catch(() => {});
  }, []);
  return (
    <div class="about">
      <p class="lead">{t('about_idea')}</p>
      <p>{t('about_gold')}</p>
      <Card title={t('about_picture')} note={t('about_picture_note')}>
        <Picture />
      </Card>
      <div class="pair">
        <Card title={t('about_duties')} note={t('about_duties_note')}>
          <dl class="facts">
            {duties.map((duty) => [
              <dt key={duty.role}>{enumLabel('role', duty.role)}</dt>,
              <dd key={`${duty.role}=`}>{t(duty.does)}</dd>,
            ])}
          </dl>
        </Card>
        <div>
          <Card title={t('about_keys')} note={t('about_keys_note')}>
            <dl class="facts">
              {keys.map((one) => [
                <dt key={one.does}>
                  {one.keys.map((key) => (
                    <kbd key={key}>{key}</kbd>
                  ))}
                </dt>,
                <dd key={`${one.does}=`}>{t(one.does)}</dd>,
              ])}
            </dl>
          </Card>
          <Card title={t('about_more')}>
            <ul class="plain-list">
              <li>
                <a class="link" href="/docs">
                  {t('api_docs')}
                </a>
              </li>
              <li>
                <a class="link" href="/openapi.json">
                  OpenAPI 3.1
                </a>
              </li>
              <li>
                <a class="link" href="/docs/problems">
                  {t('about_problems')}
                </a>
              </li>
              <li>
                {t('about_terminal')} <code>kintsugi --help</code>
              </li>
            </ul>
            <p class="muted">
              Kintsugi {version.value?.version ?? ''} · {t('about_licence')}
            </p>
          </Card>
        </div>
      </div>
    </div>
  );
}

export function About() {
  return (
    <>
      <Title title={t('about')} note={t('about_note')} />
      <Body />
    </>
  );
}

// Before anybody is signed in.
export function AboutOutside() {
  return (
    <main class="outside">
      <header>
        <Link class="brand" to="/">
          <Mark /> Kintsugi
        </Link>
        <Link class="button" to="/">
          {t('sign_in')}
        </Link>
        <Preferences />
      </header>
      <Title title={t('about')} note={t('about_note')} />
      <Body />
    </main>
  );
}
