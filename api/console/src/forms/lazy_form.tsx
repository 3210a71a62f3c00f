// The form of a command, loaded when the first one is opened: the first screen does not wait.
import { useEffect } from 'preact/hooks';
import { signal } from '@preact/signals';
import { Loading } from '../parts/states.tsx';
import type { FormProps } from './use_form.ts';

type Form = typeof import('./command_form.tsx').CommandForm;
const loaded = signal<Form | null>(null);

export function CommandForm(props: FormProps) {
  const Form = loaded.value;
  useEffect(() => {
    if (!Form)
      void import('./command_form.tsx').then((part) => {
        loaded.value = part.CommandForm;
      });
  }, []);
  return Form ? <Form {...props} /> : <Loading />;
}
