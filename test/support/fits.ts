// What a page asks of eyes, fingers, keys and small screens beyond axe: nothing to scroll for sideways,
// everything that can be pressed is as large as a fingertip, and whoever goes by keys sees where she is.
import type { Page } from 'playwright-core';

/** CSS pixels of a fingertip, and of the width that 400 % zoom leaves of a screen of 1280. */
export const FINGERTIP = 44;
export const AT_400_PERCENT = 320;

/** How far the page can be scrolled sideways, in CSS pixels, and what sticks out the furthest. */
export function sidewaysOf(page: Page): Promise<string> {
  return page.evaluate(() => {
    const root = document.documentElement;
    const over = root.scrollWidth - root.clientWidth;
    if (over <= 0) return '';
    const ends = [...document.querySelectorAll('body *')]
      .filter((one) => one.checkVisibility())
      .map((one) => {
        const { left, right } = one.getBoundingClientRect();
        return { one, out: Math.max(right - root.clientWidth, -left) };
      })
      .sort((a, b) => b.out - a.out);
    const [worst] = ends;
    return `${over} px: ${worst?.one.outerHTML.slice(0, 120)}`;
  });
}

/**
 * What can be pressed and is smaller than a fingertip, each with its size. A link in a line of text
 * may be as high as its line (WCAG 2.5.8); a choice is as large as the label that chooses it.
 */
export function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate((least) => {
    const shown = (one: Element) =>
      one.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
      one.getBoundingClientRect().width > 1;
    const inText = (one: Element) => {
      if (one.tagName !== 'A' || getComputedStyle(one).display !== 'inline') return false;
      const around = one.closest('p, li, dd, td, th, small, summary, label, .prose');
      return (around?.textContent?.trim().length ?? 0) > (one.textContent?.trim().length ?? 0);
    };
    const sizeOf = (one: Element) => {
      const boxes = [one, ...((one as HTMLInputElement).labels ?? [])];
      if (!['checkbox', 'radio', 'file'].includes((one as HTMLInputElement).type)) boxes.length = 1;
      const sizes = boxes.map((box) => box.getBoundingClientRect());
      return {
        width: Math.max(...sizes.map(({ width }) => width)),
        height: Math.max(...sizes.map(({ height }) => height)),
      };
    };
    const all = document.querySelectorAll(
      'a[href], button, summary, select, textarea, input:not([type="hidden"]), [role="tab"]',
    );
    return [...all].flatMap((one) => {
      if (one.matches('.skip-link') || !shown(one) || inText(one)) return [];
      const { width, height } = sizeOf(one);
      // Half a pixel is a rounding of the screen.
      if (width >= least - 0.5 && height >= least - 0.5) return [];
      return [`${Math.round(width)}×${Math.round(height)} ${one.outerHTML.slice(0, 110)}`];
    });
  }, FINGERTIP);
}

/**
 * What the Tab key does not reach, and what it reaches where something else stands over it (WCAG 2.1.1,
 * 2.4.11); from a page on which nothing has the focus yet.
 */
export async function lostToKeys(page: Page): Promise<string[]> {
  const lost: string[] = [];
  const places = await page.evaluate(() => {
    const groups = new Set<string>();
    let count = 0;
    for (const one of document.querySelectorAll<HTMLInputElement>(
      'a[href], button, summary, select, textarea, input:not([type="hidden"]), [tabindex]',
    )) {
      if (one.tabIndex < 0 || one.disabled || !one.checkVisibility()) continue;
      const group = one.type === 'radio' ? `${one.form?.id} ${one.name}` : `${count}`;
      if (!groups.has(group)) count++;
      groups.add(group);
      one.dataset['place'] = group;
    }
    return [...groups];
  });
  const reached = new Set<string>();
  for (let press = 0; press <= places.length; press++) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => {
      const one = document.activeElement;
      if (!(one instanceof HTMLElement) || one === document.body) return undefined;
      const { left, top, width, height } = one.getBoundingClientRect();
      const over = document.elementFromPoint(left + width / 2, top + height / 2);
      const label = (one as HTMLInputElement).labels?.[0];
      // A line of text may break in the middle of a link.
      const broken = getComputedStyle(one).display === 'inline' && over?.contains(one);
      const seen = over !== null && (one.contains(over) || label?.contains(over) || broken);
      return { place: one.dataset['place'], seen, html: one.outerHTML.slice(0, 110) };
    });
    if (!at) continue;
    if (at.place !== undefined) reached.add(at.place);
    if (!at.seen) lost.push(`covered: ${at.html}`);
  }
  for (const place of places) if (!reached.has(place)) lost.push(`not reached: ${place}`);
  return lost;
}
