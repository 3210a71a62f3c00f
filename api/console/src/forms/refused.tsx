// Why a command was refused, in the person's language: the sentence of its code, and the things
// that the answer names.
import type { ComponentChildren } from 'preact';
import type { Problem } from '../edge/client.ts';
import { Detail } from '../parts/detail.tsx';
import { problemText } from '../parts/states.tsx';

export function RefusedNotice({
  problem,
  children,
}: {
  problem: Problem;
  children?: ComponentChildren;
}) {
  return (
    <div class="notice bad" role="alert" tabIndex={-1}>
      <b>{problemText(problem)}</b>
      <Detail text={problem.detail} code={problem.code} />
      {children}
    </div>
  );
}
