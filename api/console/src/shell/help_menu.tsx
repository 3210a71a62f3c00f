// What helps a newcomer: what this is, the tour where there is one, how to ask it from outside.
import { useState } from 'preact/hooks';
import { t } from '../i18n/index.ts';
import { Link } from '../parts/link.tsx';
import { closeMenu, Menu } from '../parts/menu.tsx';
import { failure } from '../parts/toasts.tsx';
import { askDoors, askVersion } from '../state/doors.ts';
import { hasRole } from '../state/session.ts';
import { askTour, startTour } from '../state/tour.ts';

// Whoever may not see all that the tour shows takes it as the auditor, where he has a door.
async function begin(): Promise<void> {
  closeMenu('help');
  if (hasRole('auditor', 'administrator') || !(await askVersion()).doors) return startTour();
  const auditor = (await askDoors()).find((door) => door.duty === 'auditor' && door.opens);
  return startTour(auditor?.operator);
}

export function HelpMenu() {
  const [hasTour, setHasTour] = useState(false);
  return (
    <Menu
      name="help"
      label={<span class="help">{t('help')}</span>}
      opened={() => void askTour().then((steps) => setHasTour(steps.length > 0))}
    >
      <span onClick={() => closeMenu('help')}>
        <Link class="button" to="/about">
          {t('about')}
        </Link>
      </span>
      {hasTour && (
        <button data-test="start-tour" onClick={() => void begin().catch(failure)}>
          {t('tour')}
        </button>
      )}
      <a class="button" href="/docs">
        {t('api_docs')}
      </a>
    </Menu>
  );
}
