// Is this the file? Chosen again, its fingerprint is the one that was kept, or it is another file.
import { useState } from 'preact/hooks';
import { t, type Key } from '../i18n/index.ts';
import { ChooseFile } from './file_input.tsx';
import { canHash, hashOf } from './files.ts';

export function FileCheck({ hash }: { hash: string }) {
  const [found, setFound] = useState<{ name: string; said: Key } | null>(null);
  const take = async (file: File): Promise<void> => {
    setFound({ name: file.name, said: 'file_reading' });
    const its = await hashOf(file);
    const said = !its ? 'file_unread' : its === hash ? 'file_same' : 'file_other';
    setFound({ name: file.name, said });
  };
  return (
    <span class="file-check" data-test="file-check">
      <span class="mono hash">{hash}</span>
      {canHash() && (
        <ChooseFile label="file_check" test="check-file" take={(file) => void take(file)} />
      )}
      <span role="status" class={found?.said === 'file_other' ? 'red' : ''}>
        {found && (
          <>
            {t(found.said)} <bdi class="muted">{found.name}</bdi>
          </>
        )}
      </span>
    </span>
  );
}
