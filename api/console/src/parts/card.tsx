import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

interface CardProps {
  title?: ComponentChildren;
  note?: ComponentChildren;
  end?: ComponentChildren;
  class?: string;
  children?: ComponentChildren;
}

export function Card({ title, note, end, class: kind = '', children }: CardProps) {
  return (
    <section class={`card ${kind}`}>
      {title !== undefined && (
        <header>
          <h2>{title}</h2>
          {note !== undefined && <small>{note}</small>}
          {end !== undefined && <span class="end">{end}</span>}
        </header>
      )}
      {children}
    </section>
  );
}

// The title line of a screen, with one sentence of what to do here; the tab is called the same.
export function Title({
  title,
  note,
  children,
}: {
  title: ComponentChildren;
  note?: ComponentChildren;
  children?: ComponentChildren;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${heading.current?.textContent ?? ''} · Kintsugi`;
  });
  return (
    <div class="title">
      <h1 ref={heading}>{title}</h1>
      {note !== undefined && <p>{note}</p>}
      {children !== undefined && <div class="end">{children}</div>}
    </div>
  );
}
