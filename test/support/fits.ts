// What a page asks of eyes, fingers and small screens beyond axe: nothing to scroll for sideways, and
// everything that can be pressed is as large as a fingertip.
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
