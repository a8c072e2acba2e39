// Finds the codes of problems in the source, so that none is shown without a sentence of its own.
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

// problem('conflict', 'desk-busy') and { fields: { nextOn: 'date-past' } }
const CODE = /\bproblem\(\s*'[a-z-]+',\s*'([a-z-]+)'/g;
const FIELDS = /\bfields:\s*\{([^{}]*)\}/g;
const FIELD_CODE = /:\s*'([a-z-]+)'/g;

/** Codes that rules and commands refuse with, each with the file where it was seen first. */
export function listProblemCodes(root: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const file of globSync('src/**/*.{ts,tsx}', { cwd: root }).sort()) {
    if (/\.test\.tsx?$/.test(file)) continue;
    const text = readFileSync(path.join(root, file), 'utf8');
    const codes = [
      ...[...text.matchAll(CODE)].map((match) => match[1]),
      ...[...text.matchAll(FIELDS)].flatMap((fields) =>
        [...(fields[1] ?? '').matchAll(FIELD_CODE)].map((match) => match[1]),
      ),
    ];
    for (const code of codes) if (code !== undefined && !found.has(code)) found.set(code, file);
  }
  return found;
}
