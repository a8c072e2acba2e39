// The keystroke-level model: what an act takes at the keyboard, counted while a browser does it. 0.28 s a
// key, 1.35 s a decision, 0.4 s a hand move (Card, Moran and Newell).
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** Counts keys, decisions and hand moves, and says what they take. */
export class Keystrokes {
  readonly #page: Page;
  keys = 0;
  typed = 0;
  decisions = 0;
  hands = 0;
  constructor(page: Page) {
    this.#page = page;
  }
  async press(key: string): Promise<void> {
    this.keys += key.split('+').length;
    this.decisions++;
    await this.#page.keyboard.press(key);
  }
  async type(text: string): Promise<void> {
    this.typed += [...text].length;
    this.decisions++;
    await this.#page.keyboard.type(text);
  }
  async tap(target: ReturnType<Page['locator']>): Promise<void> {
    this.hands++;
    this.decisions++;
    const box = await target.boundingBox();
    expect(Math.round(box?.height ?? 0), await target.innerHTML()).toBeGreaterThanOrEqual(44);
    await target.tap();
  }
  get seconds(): number {
    return (this.keys + this.typed) * 0.28 + this.decisions * 1.35 + this.hands * 0.4;
  }
  print(what: string): void {
    console.log(
      `${what}: ${this.keys} keys beyond ${this.typed} typed, ${this.decisions} decisions, ` +
        `${this.hands} hand moves, ${this.seconds.toFixed(1)} s`,
    );
  }
}
