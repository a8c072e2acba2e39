// Going on to what is now, by itself, and saying why once it is there.
import { visit } from '@hotwired/turbo';
import { sayWords } from './say.ts';

let going = false;

/**
 * Shows another address, or this one anew, in place of what is shown, and says `words` when it stands there.
 * Nothing while it is already going; where the way fails, the page stays as it was and nothing is said.
 */
export function goOn(address: string, words: string | undefined): void {
  if (going) return;
  going = true;
  const ended = new AbortController();
  const end = (say: boolean) => {
    going = false;
    ended.abort();
    if (say) sayWords(words, { leaves: true });
  };
  const once = { once: true, signal: ended.signal };
  document.addEventListener('turbo:load', () => end(true), once);
  document.addEventListener('turbo:fetch-request-error', () => end(false), once);
  visit(address, { action: 'replace' });
}
