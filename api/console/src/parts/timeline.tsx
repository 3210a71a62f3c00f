// Steps by person and time; a step opens the moment right after it. Later ones are pale, refused
// ones red and present, corrections have a seam of gold beside the original that they never
// replace.
import type { Step } from '../edge/types.ts';
import { positionText, shortInstantText } from '../format.ts';
import { t } from '../i18n/index.ts';
import { enumLabel } from '../state/schema.ts';
import { travel } from '../state/time.ts';
import { Badge } from './badge.tsx';
import { stepText, stepTitle } from './events.ts';
import { Empty } from './states.tsx';
import { toneOf } from './tones.ts';

function StepLine({
  step,
  stream,
  kind,
}: {
  step: Step;
  stream: string;
  kind: 'here' | 'later' | 'before';
}) {
  const title = stepTitle(step, stream);
  const tone = step.accepted ? toneOf(title.name) : 'red';
  const who = [
    step.operator_name || step.operator || t('system_actor'),
    step.role && step.role !== 'none' ? enumLabel('role', step.role) : '',
  ]
    .filter(Boolean)
    .join(' · ');
  const refused = step.accepted ? '' : ' refused';
  const correction = tone === 'gold' ? ' correction' : '';
  return (
    <li
      class={`step ${kind}${refused}${correction}`}
      {...(kind === 'here' ? { 'aria-current': 'step' as const } : {})}
    >
      <time class="mono" dateTime={step.recorded_at}>
        {shortInstantText(step.recorded_at)}
      </time>
      <span class={`dot tone-${tone}`} aria-hidden="true" />
      <button
        class="body"
        data-position={step.position}
        title={t('go_to_step', { position: positionText(step.position) })}
        onClick={() => travel(step.position)}
      >
        <Badge
          name={title.name}
          tone={tone}
          text={step.accepted ? title.text : t('refused_step', { what: title.text })}
        />
        <span class="text">
          {stepText(step, stream)}
          {kind === 'later' && <span class="hidden"> {t('not_yet')}</span>}
        </span>
        <span class="by">{who}</span>
      </button>
    </li>
  );
}

export function Timeline({
  steps,
  later,
  stream,
  here,
}: {
  steps: Step[];
  later: Step[];
  stream: string;
  here?: string | undefined;
}) {
  if (steps.length + later.length === 0) return <Empty />;
  return (
    <ol class="timeline">
      {steps.map((step) => (
        <StepLine
          key={step.position}
          step={step}
          stream={stream}
          kind={step.position === here ? 'here' : 'before'}
        />
      ))}
      {later.map((step) => (
        <StepLine key={step.position} step={step} stream={stream} kind="later" />
      ))}
    </ol>
  );
}
