import { useEffect, useRef } from 'preact/hooks';
import { signal } from '@preact/signals';
import { t } from '../i18n/index.ts';
import { openLayer } from '../state/location.ts';
import { commandInfo, commandLabel } from '../state/schema.ts';
import { isPast } from '../state/time.ts';
import { CommandForm } from './lazy_form.tsx';
import type { Begun, FormProps } from './use_form.ts';

export interface Filled {
  preset: Record<string, unknown>;
  fixed: string[]; // of them, those that stay as they are
}
interface Open extends Filled {
  name: string;
  version: string | null;
  done: FormProps['done'];
  again: (() => Promise<Begun>) | undefined;
  among: FormProps['among'];
}
const open = signal<Open | null>(null);

export function openCommand(
  name: string,
  preset: Record<string, unknown>,
  version: string | null,
  done: Open['done'],
  fixed = Object.keys(preset),
  again?: () => Promise<Begun>, // reads anew what it begins with
  among?: FormProps['among'],
): void {
  open.value = { name, preset, version, done, fixed, again, among };
}

export function CommandDialog() {
  const dialog = useRef<HTMLDialogElement>(null);
  const what = open.value;
  const info = what && commandInfo(what.name);
  useEffect(() => {
    if (!info) return;
    dialog.current?.showModal();
  }, [what]);
  const close = (): void => {
    open.value = null;
  };
  useEffect(() => (info ? openLayer(close) : undefined), [what]); // Back closes it
  if (!what || !info) return null;
  return (
    <dialog ref={dialog} onClose={close} aria-label={commandLabel(what.name)}>
      <CommandForm
        key={what.name}
        info={info}
        preset={what.preset}
        fixed={what.fixed}
        version={what.version}
        among={what.among}
        {...(what.again && { again: what.again })}
        cancel={close}
        done={(...told) => {
          close();
          what.done(...told);
        }}
      />
    </dialog>
  );
}

// A button that opens the form of a command; in the past it stays where it is, pale, with the
// reason.
export function CommandButton({
  name,
  preset = {},
  version = null,
  done,
  primary,
}: {
  name: string;
  preset?: Record<string, unknown>;
  version?: string | null;
  done: FormProps['done'];
  primary?: boolean;
}) {
  return (
    <button
      class={primary ? 'primary' : ''}
      disabled={isPast.value}
      title={isPast.value ? t('past_reason') : undefined}
      data-command={name}
      onClick={() => openCommand(name, preset, version, done)}
    >
      {isPast.value ? t('past_command', { what: commandLabel(name) }) : commandLabel(name)}
    </button>
  );
}
