// Before the console: signing in, and the one-time link that sets a first password.
import { useEffect, useState } from 'preact/hooks';
import type { Session } from '../edge/types.ts';
import { Problem, send } from '../edge/client.ts';
import { t } from '../i18n/index.ts';
import { Mark } from '../parts/icons.tsx';
import { TextInput } from '../parts/input.tsx';
import { lazily } from '../parts/lazy.tsx';
import { Link } from '../parts/link.tsx';
import { problemText } from '../parts/states.tsx';
import { chooseLanguage, language } from '../state/preferences.ts';
import { go } from '../state/location.ts';
import { askVersion } from '../state/doors.ts';
import { began, signIn } from '../state/session.ts';
import type { ComponentChildren } from 'preact';

const password_length_min = 8;

function Door({
  title,
  submit,
  children,
}: {
  title: string;
  submit: (data: FormData) => Promise<void>;
  children: ComponentChildren;
}) {
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const send_ = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    try {
      await submit(new FormData(event.currentTarget as HTMLFormElement));
    } catch (failed) {
      setProblem(failed instanceof Problem ? problemText(failed) : String(failed));
    } finally {
      setBusy(false);
    }
  };
  return (
    <main class="door">
      <section class="card">
        <span class="brand">
          <Mark /> Kintsugi
        </span>
        <form class="form" onSubmit={(event) => void send_(event as SubmitEvent)}>
          <header>
            <h1>{title}</h1>
          </header>
          {problem && (
            <p class="notice bad" role="alert">
              {problem}
            </p>
          )}
          {children}
          <footer>
            <button
              type="button"
              class="plain muted"
              onClick={() => chooseLanguage(language.value === 'zh-CN' ? 'en' : 'zh-CN')}
            >
              中 / EN
            </button>
            <Link class="link" to="/about">
              {t('about')}
            </Link>
            <button class="primary" disabled={busy}>
              {t(busy ? 'sending' : 'go_on')}
            </button>
          </footer>
        </form>
      </section>
    </main>
  );
}

function Input({
  name,
  label,
  type = 'text',
  complete,
  value,
}: {
  name: string;
  label: string;
  type?: 'text' | 'password';
  complete: string;
  value?: string;
}) {
  return (
    <div class="field">
      <label for={`door-${name}`}>{label}</label>
      <TextInput
        id={`door-${name}`}
        name={name}
        type={type}
        autocomplete={complete}
        required
        {...(value !== undefined ? { value } : {})}
      />
    </div>
  );
}

const text = (data: FormData, name: string): string => String(data.get(name) ?? '');

const Doors = lazily(async () => (await import('./doors.tsx')).Doors);

// Where there are doors they come first; the password is for who has one.
export function SignIn() {
  const [doors, setDoors] = useState<boolean>();
  useEffect(() => {
    askVersion().then(
      (version) => setDoors(version.doors === true),
      () => setDoors(false),
    );
  }, []);
  if (doors === undefined) return null;
  return doors ? <Doors byPassword={() => setDoors(false)} /> : <ByPassword />;
}

function ByPassword() {
  return (
    <Door
      title={t('sign_in')}
      submit={(data) => signIn(text(data, 'operator'), text(data, 'password'))}
    >
      <Input name="operator" label={t('operator_number')} complete="username" />
      <Input name="password" label={t('password')} type="password" complete="current-password" />
    </Door>
  );
}

interface Token {
  kind: 'administrator' | 'invitation';
  tenant: string;
  operator: string;
}

export function Setup() {
  const [token] = useState(() => window.location.hash.slice(1));
  const [known, setKnown] = useState<Token | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    send<Token>('POST', '/v1/setup/check', { token }).then(
      (answer) => setKnown(answer.data),
      (failed: unknown) =>
        setProblem(failed instanceof Problem ? problemText(failed) : String(failed)),
    );
  }, []);
  const submit = async (data: FormData): Promise<void> => {
    const password = text(data, 'password');
    if (password.length < password_length_min)
      throw new Problem(0, {
        code: 'password',
        title: t('password_short', { n: password_length_min }),
      });
    if (password !== text(data, 'again'))
      throw new Problem(0, { code: 'password', title: t('password_differs') });
    const who =
      known?.kind === 'administrator'
        ? { operator: text(data, 'operator'), name: text(data, 'name') }
        : {};
    const answer = await send<Session>('POST', '/v1/setup', { token, ...who, password });
    go('/', true);
    began(answer.data);
  };
  if (problem) {
    return (
      <main class="door">
        <section class="card">
          <div class="form">
            <p class="notice bad" role="alert">
              {problem}
            </p>
            <p class="muted">{t('setup_used')}</p>
            <a class="link" href="/">
              {t('sign_in')}
            </a>
          </div>
        </section>
      </main>
    );
  }
  if (!known) return null;
  return (
    <Door
      title={t(known.kind === 'administrator' ? 'setup_administrator' : 'setup_invitation')}
      submit={submit}
    >
      {known.kind === 'administrator' ? (
        <>
          <Input name="operator" label={t('operator_number')} complete="username" value="admin" />
          <Input name="name" label={t('name')} complete="name" />
        </>
      ) : (
        <p class="muted">{t('setup_for', { operator: known.operator })}</p>
      )}
      <Input name="password" label={t('new_password')} type="password" complete="new-password" />
      <Input name="again" label={t('password_again')} type="password" complete="new-password" />
    </Door>
  );
}
