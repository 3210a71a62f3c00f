// The clerk's side of it: a link is made, shown once and copied.
import { useState } from 'preact/hooks';
import { copyText } from '../edge/clipboard.ts';
import { Problem, send } from '../edge/client.ts';
import { follow } from '../i18n/follow.ts';
import { learn, t } from '../i18n/index.ts';
import { Card } from '../parts/card.tsx';
import { problemText } from '../parts/states.tsx';
import '../styles/follow.css';

learn(follow);

export default function GiveLink({ order }: { order: string }) {
  const [url, setUrl] = useState('');
  const [copied, setCopied] = useState(false);
  const [problem, setProblem] = useState('');
  const make = (): void => {
    send<{ url: string }>('POST', '/v1/follow/links', { order }).then(
      (answer) => {
        setUrl(answer.data.url);
        setCopied(false);
        setProblem('');
      },
      (failed: unknown) =>
        setProblem(failed instanceof Problem ? problemText(failed) : String(failed)),
    );
  };
  const copy = (): void => void copyText(url).then(() => setCopied(true));
  return (
    <Card title={t('follow_link')} class="give-link">
      <button type="button" data-test="give-link" onClick={make}>
        {t('follow_give')}
      </button>
      {problem && (
        <p class="notice bad" role="alert">
          {problem}
        </p>
      )}
      {url && (
        <>
          <p class="muted">{t('follow_given')}</p>
          <input
            readOnly
            value={url}
            aria-label={t('follow_link')}
            onFocus={(event) => event.currentTarget.select()}
          />
          <button type="button" onClick={copy}>
            {t(copied ? 'follow_copied' : 'follow_copy')}
          </button>
        </>
      )}
    </Card>
  );
}
