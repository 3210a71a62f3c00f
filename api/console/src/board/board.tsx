// The dispatch board: who has what on a day, what waits, and who could go, known before anything is
// sent. Keys, menu and dragging do the same.
import { useState } from 'preact/hooks';
import { board as sentences } from '../i18n/board.ts';
import { learn, t } from '../i18n/index.ts';
import { Title } from '../parts/card.tsx';
import { openMenu } from '../parts/menu.tsx';
import { Failed, Loading } from '../parts/states.tsx';
import { useKeys } from '../state/keys.ts';
import { adjust, param } from '../state/location.ts';
import { isPast } from '../state/time.ts';
import { Deadlines } from './deadlines.tsx';
import { Grid } from './grid.tsx';
import { useNow } from './now.ts';
import { Tray } from './tray.tsx';
import { useBoard, type Board } from './use_board.ts';
import { Why } from './why.tsx';
import '../styles/board.css';
import '../styles/board_due.css';

learn(sentences);

function Days({ board }: { board: Board }) {
  return (
    <span class="days" role="group" aria-label={t('board_days')}>
      <button onClick={() => board.turn(-1)} aria-label={t('board_day_before')}>
        ◀
      </button>
      <input
        type="date"
        name="day"
        aria-label={t('board_days')}
        value={board.span.day}
        onChange={(event) => board.toDay(event.currentTarget.value)}
      />
      <button onClick={() => board.turn(1)} aria-label={t('board_day_next')}>
        ▶
      </button>
    </span>
  );
}

function Minutes() {
  return (
    <label class="minutes">
      {t('board_minutes')}
      <input
        type="number"
        name="minutes"
        min={15}
        max={720}
        step={15}
        value={param('minutes') || '60'}
        onChange={(event) => adjust({ minutes: event.currentTarget.value }, true)}
      />
    </label>
  );
}

function useBoardKeys(board: Board, reason: string, askReason: () => void): void {
  const override = (): void => {
    if (board.candidate?.verdict !== 'override') return;
    if (reason.trim() === '') askReason();
    else void board.askOverride(reason.trim());
  };
  useKeys('board_keys', [
    { key: 'j', label: 'key_next_row', run: () => board.step(1) },
    { key: 'k', label: 'key_previous_row', run: () => board.step(-1) },
    ...['1', '2', '3', '4'].map((key, index) => ({
      key,
      label: 'board_key_choose' as const,
      run: () => board.pick(index),
    })),
    { key: 'ArrowLeft', label: 'board_key_earlier', run: () => board.shift(-1) },
    { key: 'ArrowRight', label: 'board_key_later', run: () => board.shift(1) },
    { key: 'a', label: 'board_key_menu', run: () => openMenu('board-give') },
    {
      key: 'Enter',
      label: 'board_key_send',
      run: (event) => (event.shiftKey ? override() : void board.send(undefined, reason)),
    },
    { key: '⇧↵', label: 'board_key_override' },
    { key: 'u', label: 'board_key_undo', run: () => void board.undo() },
    { key: 'Escape', label: 'key_close_card', run: () => board.choose('') },
  ]);
}

export default function DispatchBoard() {
  const board = useBoard();
  const now = useNow();
  const [reason, setReason] = useState('');
  const askReason = (): void =>
    document.querySelector<HTMLElement>('.board .why input[name="reason"]')?.focus();
  useBoardKeys(board, reason, askReason);
  if (board.problem) return <Failed problem={board.problem} again={board.reload} />;
  return (
    <div class={`board${isPast.value ? ' past' : ''}`} data-test="board">
      <Title title={t('dispatch_board')} note={t('board_note')}>
        <Minutes />
        <Days board={board} />
      </Title>
      <p class="hidden" role="status" aria-live="polite">
        {board.said}
      </p>
      {board.loading ? (
        <Loading />
      ) : (
        <div class="boards">
          <div class="left">
            <Deadlines board={board} now={now} />
            <Grid board={board} now={now} />
            <Tray board={board} now={now} />
          </div>
          <Why board={board} now={now} reason={reason} setReason={setReason} />
        </div>
      )}
    </div>
  );
}
