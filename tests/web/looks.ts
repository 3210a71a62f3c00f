// What is looked for on any screen.
import { readFileSync } from 'node:fs';
import { axePath, type Any } from './browser.ts';
import { lasting } from './soon.ts';

export type Theme = 'light' | 'dark';
const axe = readFileSync(axePath, 'utf8');

// What sticks out of the page, and what is cut off without a way to see the whole.
export const misfitsOf = (page: Any): Promise<string[]> =>
  page.evaluate(() => {
    const found: string[] = [];
    const wide = document.documentElement.scrollWidth - window.innerWidth;
    if (wide > 0) found.push(`the page is ${wide} px too wide`);
    for (const element of document.querySelectorAll('.shell *')) {
      const style = getComputedStyle(element);
      const hides = style.overflowX === 'hidden' || style.overflowX === 'clip';
      if (!hides || element.scrollWidth <= element.clientWidth + 1) continue;
      const whole = element.closest('[title], .hidden') ?? element.querySelector('[title]');
      if (!whole) found.push(`cut off: ${element.outerHTML.slice(0, 120)}`);
    }
    return found;
  });

// What stays wrong: a screen that is still filling is looked at again. `without`: more of the same,
// which would only take longer.
export async function violationsOf(
  page: Any,
  within = 'html',
  without: string[] = [],
): Promise<string[]> {
  await page.evaluate(axe);
  return lasting(async () => {
    const { violations } = await page.evaluate(
      (context: Any) => (window as Any).axe.run(context, { resultTypes: ['violations'] }),
      { include: [within], exclude: without },
    );
    return violations.map((item: Any) => `${item.id}: ${item.nodes[0].html}`);
  });
}

// Names that programs have for things, and what is no value at all, where people read.
export const codesOf = (page: Any): Promise<string[]> =>
  page.evaluate(() => {
    const walker = document.createTreeWalker(
      document.querySelector('.main')!,
      NodeFilter.SHOW_TEXT,
    );
    const found = new Set<string>();
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent!.trim();
      if (node.parentElement!.closest('kbd, .hidden, bdi, textarea')) continue;
      if (/\b[a-z]+_[a-z_]+\b|\b(undefined|NaN|null)\b|\[object/.test(text))
        found.add(text.slice(0, 60));
    }
    return [...found];
  });

// A switch is clicked where one can be; the state of the page stays, so that all looks are of one
// moment.
export const chooseLook = async (page: Any, theme: Theme, width: number): Promise<void> => {
  await page.setViewportSize({ width, height: 800 });
  if ((await page.getAttribute('html', 'data-theme')) !== theme)
    await page.click('[data-test="theme"]');
  await page.waitForSelector(`html[data-theme="${theme}"]`);
};
