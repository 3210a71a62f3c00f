import type { InputHTMLAttributes } from 'preact';

export interface TextInputProps {
  id?: string;
  name: string;
  type?: 'text' | 'password' | 'date' | 'datetime-local' | 'tel' | 'month';
  value?: string | undefined;
  required?: boolean;
  placeholder?: string;
  autocomplete?: string;
  inputMode?: string | undefined;
  'aria-label'?: string;
  'aria-invalid'?: boolean;
  'aria-describedby'?: string;
  onInput?: (event: InputEvent & { currentTarget: HTMLInputElement }) => void;
}

// An input whose type is known at run time only; Preact's own types want a literal.
export function TextInput(props: TextInputProps) {
  return <input {...(props as InputHTMLAttributes<HTMLInputElement>)} />;
}
