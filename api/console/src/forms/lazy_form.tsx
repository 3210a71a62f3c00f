// The form of a command, loaded when the first one is opened: the first screen does not wait.
import { lazily } from '../parts/lazy.tsx';
import type { FormProps } from './use_form.ts';

export const CommandForm = lazily<FormProps>(
  async () => (await import('./command_form.tsx')).CommandForm,
);
