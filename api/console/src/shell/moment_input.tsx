// A moment as a text field: what is typed is taken at Enter, and leads to the last commit recorded
// by then. A day alone is its end, as everywhere.
import type { Moment } from '../edge/types.ts';
import { getTimeless } from '../edge/client.ts';
import { typedMoment } from '../forms/moment.ts';
import { t } from '../i18n/index.ts';
import { failure, toast } from '../parts/toasts.tsx';

interface Props {
  label: string;
  text: string;
  test: string;
  arrive: (moment: Moment) => void;
}

export function MomentInput({ label, text, test, arrive }: Props) {
  const jump = async (typed: string): Promise<void> => {
    const at = typedMoment(typed);
    if (!at) return toast('bad', t('wrong_moment'));
    try {
      arrive((await getTimeless<Moment>('/v1/log/position', { at })).data);
    } catch (problem) {
      failure(problem);
    }
  };
  return (
    <input
      type="text"
      size={19}
      aria-label={label}
      title={label}
      value={text}
      spellcheck={false}
      data-test={test}
      onKeyDown={(event) => {
        if (event.key === 'Enter') void jump(event.currentTarget.value);
      }}
      onBlur={(event) => {
        event.currentTarget.value = text;
      }}
    />
  );
}
