// Language, theme, density and keys: kept in this browser, applied to the document.
import { effect, signal } from '@preact/signals';

export type Language = 'zh-CN' | 'en';
export type Theme = 'light' | 'dark';
export type Density = 'normal' | 'dense';

function stored<T extends string>(name: string, allowed: readonly T[], fallback: T): T {
  try {
    const value = localStorage.getItem(`kintsugi.${name}`);
    return allowed.includes(value as T) ? (value as T) : fallback;
  } catch {
    return fallback;
  }
}

function store(name: string, value: string): void {
  try {
    localStorage.setItem(`kintsugi.${name}`, value);
  } catch {
    // A browser that keeps nothing still works; it only forgets.
  }
}

const prefersDark = window.matchMedia('(prefers-color-scheme: dark)').matches;
export const language = signal<Language>(
  stored(
    'language',
    ['zh-CN', 'en'],
    navigator.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en',
  ),
);
export const theme = signal<Theme>(
  stored('theme', ['light', 'dark'], prefersDark ? 'dark' : 'light'),
);

export const density = signal<Density>(stored('density', ['normal', 'dense'], 'normal'));
// Keys that are a bare letter; who is disturbed by them switches them off.
export const bareKeys = signal<'on' | 'off'>(stored('keys', ['on', 'off'], 'on'));

export function chooseLanguage(value: Language): void {
  language.value = value;
  store('language', value);
}

export function chooseTheme(value: Theme): void {
  theme.value = value;
  store('theme', value);
}

export function chooseDensity(value: Density): void {
  density.value = value;
  store('density', value);
}

export function chooseBareKeys(value: 'on' | 'off'): void {
  bareKeys.value = value;
  store('keys', value);
}

effect(() => {
  document.documentElement.lang = language.value;
});
effect(() => {
  document.documentElement.dataset.theme = theme.value;
});
