// Where this program is installed, for code that reads files beside it (data/, db/, dist/).
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of package.json: the same one whether the caller runs from src/ or from dist/. */
export const CHECKOUT: string = findCheckout(import.meta.dirname);

/** An absolute path inside the checkout: `inCheckout('data', 'languages.json')`. */
export function inCheckout(...parts: string[]): string {
  return join(CHECKOUT, ...parts);
}

function findCheckout(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('package.json was not found above the program');
  return findCheckout(parent);
}
