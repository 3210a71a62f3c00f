import { toneOf, type Tone } from './tones.ts';

// Colour, mark and word. `name` is the technical name that the colour comes from.
export function Badge({
  name,
  text,
  tone,
  small,
}: {
  name: string;
  text: string;
  tone?: Tone;
  small?: boolean;
}) {
  const kind = `badge tone-${tone ?? toneOf(name)}${small ? ' small' : ''}`;
  return (
    <span class={kind} title={text}>
      {text}
    </span>
  );
}
