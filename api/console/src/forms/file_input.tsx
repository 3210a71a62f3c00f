// A file that is chosen, photographed or dropped becomes its fingerprint; the file stays where it
// is. Where the browser does not reckon, the fingerprint is typed.
import { useRef, useState } from 'preact/hooks';
import type { FieldInfo } from '../edge/types.ts';
import { octetsText } from '../format.ts';
import { files } from '../i18n/files.ts';
import { learn, t, type Key } from '../i18n/index.ts';
import type { Marks } from './choice.tsx';
import { canHash, chosenFile, hashOf, typedHash } from './files.ts';

learn(files);

interface ChooseProps {
  label: Key;
  test: string;
  about?: string; // id of what says which file is meant
  accept?: string | undefined;
  camera?: boolean;
  take: (file: File) => void;
}

// A button that asks for one file.
export function ChooseFile({ label, test, about, accept, camera, take }: ChooseProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        data-test={test}
        {...(about && { 'aria-describedby': about })}
        onClick={() => input.current?.click()}
      >
        {t(label)}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        aria-hidden="true"
        data-file={test}
        accept={accept}
        {...(camera && { capture: 'environment' })}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = ''; // the same one may be chosen again
          if (file) take(file);
        }}
      />
    </>
  );
}

const hasCamera = (): boolean => matchMedia('(pointer: coarse)').matches;
const isSeen = (field: FieldInfo): boolean => /photo|document/.test(field.name); // not heard

export function FileInput({
  field,
  id,
  text,
  marks,
  change,
}: {
  field: FieldInfo;
  id: string;
  text: string;
  marks: Marks;
  change: (raw: string) => void;
}) {
  const [said, setSaid] = useState<Key | null>(null);
  const able = canHash();
  const file = chosenFile(text);
  const take = async (one: File): Promise<void> => {
    setSaid('file_reading');
    const hash = await hashOf(one);
    setSaid(hash ? null : 'file_unread');
    if (hash) change(hash);
  };
  const drop = (event: DragEvent): void => {
    const one = event.dataTransfer?.files[0];
    if (!able || !one) return;
    event.preventDefault();
    void take(one);
  };
  const described = [`${id}-file`, marks['aria-describedby']].filter(Boolean).join(' ');
  const choose = { about: `${id}-file`, take: (one: File) => void take(one) };
  return (
    <>
      <span class="file-input" onDragOver={(event) => event.preventDefault()} onDrop={drop}>
        {able && <ChooseFile label="file_choose" test="choose-file" {...choose} />}
        {able && hasCamera() && isSeen(field) && (
          <ChooseFile
            label="file_photograph"
            test="photograph"
            accept="image/*"
            camera
            {...choose}
          />
        )}
        <input
          id={id}
          class="mono"
          value={text}
          {...marks}
          aria-describedby={described}
          autocomplete="off"
          spellcheck={false}
          required={field.required}
          name={field.name}
          placeholder={t('file_placeholder')}
          onInput={(event) => {
            setSaid(null);
            change(event.currentTarget.value);
          }}
          onBlur={() => typedHash(text) !== text && change(typedHash(text))}
        />
      </span>
      {file && !said && (
        <strong class="file-name" data-test="chosen-file">
          <bdi>{file.name}</bdi> · {octetsText(file.octets)}
        </strong>
      )}
      <small id={`${id}-file`} aria-live="polite" class={said === 'file_unread' ? 'wrong' : ''}>
        {t(said ?? (able ? 'file_stays' : 'file_not_here'))}
      </small>
    </>
  );
}
