// The addresses of the browser's files, as the build named them.
import { readFileSync } from 'node:fs';
import { inCheckout } from '#platform/checkout.ts';
import type { Assets } from '#platform/ui/document.tsx';

type ManifestEntry = { file: string; src?: string; isEntry?: boolean; css?: string[] };

/** What a page links, read from the build's manifest. Throws when the browser's files have not been built. */
export function loadAssets(): Assets {
  const manifest: Record<string, ManifestEntry> = JSON.parse(
    readFileSync(inCheckout('dist', 'public', 'manifest.json'), 'utf8'),
  );
  const entries = Object.values(manifest).filter((entry) => entry.isEntry);
  const isPhone = ({ src }: ManifestEntry) => /\/phone\.(?:ts|css)$/.test(src ?? '');
  return {
    ...filesOf(entries.filter((entry) => !isPhone(entry))),
    phone: filesOf(entries.filter(isPhone)),
  };
}

function filesOf(entries: readonly ManifestEntry[]) {
  const css = new Set<string>();
  const js = new Set<string>();
  for (const entry of entries) {
    for (const file of entry.css ?? []) css.add(`/${file}`);
    (entry.file.endsWith('.css') ? css : js).add(`/${entry.file}`);
  }
  return { css: [...css], js: [...js] };
}
