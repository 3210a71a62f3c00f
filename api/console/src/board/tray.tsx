// What waits to be dispatched, what is promised soonest first: a row is chosen by keys or click,
// given away by menu, or dragged onto somebody's hours.
import { ageText, integerText } from '../format.ts';
import { t } from '../i18n/index.ts';
import { wordText } from '../i18n/words.ts';
import { Card } from '../parts/card.tsx';
import { Link } from '../parts/link.tsx';
import { closeMenu, Menu } from '../parts/menu.tsx';
import { named, nameOf } from '../state/names.ts';
import { enumLabel } from '../state/schema.ts';
import { isPast } from '../state/time.ts';
import { hourText } from './day.ts';
import { startDrag } from './drag.ts';
import { leftText, urgencyOf } from './left.ts';
import { markOf, verdictText } from './said.ts';
import type { Candidate, WaitingOrder } from './types.ts';
import type { Board } from './use_board.ts';

const whoText = (one: Candidate): string =>
  `${nameOf('technician', one.technician) ?? one.technician} ${hourText(one.starts_at)}`;

function Give({ board }: { board: Board }) {
  return (
    <Menu name="board-give" label={t('board_menu')}>
      {board.candidates.length === 0 && <p class="muted">{t('board_no_candidates')}</p>}
      {board.candidates.map((one, index) => (
        <button
          key={one.technician}
          class="plain"
          data-give={one.technician}
          onClick={() => {
            closeMenu('board-give');
            board.pick(index);
            if (one.verdict === 'pass') void board.send(one);
          }}
        >
          {markOf(one, index)} {whoText(one)} · {verdictText(one)}
        </button>
      ))}
    </Menu>
  );
}

function First({ board }: { board: Board }) {
  const [first] = board.candidates;
  if (!board.answer) return null;
  return (
    <span class="chips">
      {first ? (
        <span class={`chip ${first.verdict}`}>
          {markOf(first, 0)} {whoText(first)}
        </span>
      ) : (
        <span class="muted">{t('board_no_candidates')}</span>
      )}
      {!isPast.value && <Give board={board} />}
    </span>
  );
}

function Row({ one, board, now }: { one: WaitingOrder; board: Board; now: number }) {
  const chosen = board.chosen?.order === one.order;
  return (
    <tr
      data-id={one.order}
      aria-selected={chosen}
      class={chosen ? 'chosen' : ''}
      onClick={() => board.choose(one.order)}
      onPointerDown={(event) => startDrag(event, one.order, () => board.choose(one.order))}
    >
      <td class="num">{ageText(one.since, now)}</td>
      <td class="num">
        {one.due_at && (
          <b class={`time-left ${urgencyOf(Date.parse(one.due_at) - now)}`} title={one.due_at}>
            {leftText(Date.parse(one.due_at) - now)}
          </b>
        )}
      </td>
      <th scope="row">
        <button class="plain mono" aria-pressed={chosen} onClick={() => board.choose(one.order)}>
          {one.order}
        </button>
      </th>
      <td>
        {enumLabel('service_type', one.service_type)} · {wordText('brand', one.brand)}{' '}
        {wordText('category', one.category)}
      </td>
      <td>
        <bdi>{one.contact}</bdi> <span class="muted">{one.area}</span>
      </td>
      <td>{named('outlet', one.outlet)}</td>
      <td class="give">{chosen && <First board={board} />}</td>
    </tr>
  );
}

export function Tray({ board, now }: { board: Board; now: number }) {
  return (
    <Card
      class="tray"
      title={`${t('board_tray')} ${integerText(board.tray.length)}${board.more ? '+' : ''}`}
      end={
        <span class="keys faint" aria-hidden="true">
          {['J', 'K', '1', '2', '3', '4', '←', '→', 'A', '↵', 'U'].map((key) => (
            <kbd key={key}>{key}</kbd>
          ))}
        </span>
      }
    >
      {board.tray.length === 0 ? (
        <p class="muted">{t('board_none_waiting')}</p>
      ) : (
        <div class="scroll" tabIndex={0} role="region" aria-label={t('board_tray')}>
          <table>
            <thead>
              <tr>
                <th class="num">{t('board_waits')}</th>
                <th class="num">{t('board_left')}</th>
                <th>{t('board_order')}</th>
                <th>{t('board_what')}</th>
                <th>{t('board_who')}</th>
                <th>{t('network_outlet')}</th>
                <th>{t('board_first')}</th>
              </tr>
            </thead>
            <tbody>
              {board.tray.map((one) => (
                <Row key={one.id} one={one} board={board} now={now} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {board.more && (
        <Link class="link" to="/queues/to_schedule">
          {t('board_tray')}
        </Link>
      )}
    </Card>
  );
}
