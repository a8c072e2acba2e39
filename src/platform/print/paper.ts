// Papers as PDF, without a browser: Typst sets them (papers/*.typ) with letters that we bring, so that
// Arabic and Bengali are joined and no font of the machine shows through. Words go in as data.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { inCheckout } from '../checkout.ts';

/** The sheets that there are, by the name of their file. */
export type PaperName = 'slip' | 'summary' | 'certificate' | 'file';

/** A value as a sheet reads it. What is absent is `null`, never left out. */
export type PaperValue =
  | string
  | boolean
  | null
  | readonly PaperValue[]
  | { readonly [name: string]: PaperValue };

/** Sheets after which what was remembered of older ones is forgotten. */
const REMEMBERED = 20;

let compiler: NodeCompiler | undefined;
let printed = 0;

/**
 * Sets a sheet.
 * @param words what stands on it; plain text, whatever signs it holds
 * @returns the PDF
 */
export function printPaper(name: PaperName, words: PaperValue): Uint8Array<ArrayBuffer> {
  const folder = inCheckout('src/platform/print/papers');
  compiler ??= NodeCompiler.create({
    workspace: folder,
    fontArgs: [{ fontBlobs: letters(folder) }],
  });
  const pdf = compiler.pdf({
    mainFilePath: join(folder, `${name}.typ`),
    inputs: { data: JSON.stringify(words) },
  });
  printed += 1;
  if (printed % REMEMBERED === 0) compiler.evictCache(2);
  return new Uint8Array(pdf);
}

function letters(folder: string): Buffer[] {
  return readdirSync(join(folder, 'fonts'))
    .filter((file) => file.endsWith('.ttf'))
    .map((file) => readFileSync(join(folder, 'fonts', file)));
}
