import type { ComponentChildren } from 'preact';
import { go, href, type Query } from '../state/location.ts';

interface Props {
  to: string;
  query?: Query;
  class?: string;
  title?: string;
  'aria-current'?: 'page';
  'data-queue'?: string;
  children?: ComponentChildren;
}

// A link inside the console: keeps the moment and the outlet, opens without loading the page again.
export function Link({ to, query = {}, ...rest }: Props) {
  const url = href(to, query);
  const follow = (event: MouseEvent): void => {
    if (
      event.defaultPrevented ||
      event.button !== 0 ||
      event.ctrlKey ||
      event.metaKey ||
      event.shiftKey ||
      event.altKey
    )
      return;
    event.preventDefault();
    go(url);
  };
  return <a {...rest} href={url} onClick={follow} />;
}
