// `npm run words`: brings the generated files up to date, then checks every catalogue.
// `npm run words -- --check` writes nothing and fails when a generated file is stale.
// Runs in Node directly, without a build.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { findFaults } from './find-faults.ts';
import { generateCatalogues, generateKeys } from './generate.ts';
import { listProblemCodes } from './problem-codes.ts';
import { REPOSITORY, readCatalogues } from './read-catalogues.ts';

const checkOnly = process.argv.includes('--check');
const files = readCatalogues();
const faults = findFaults(files);

const sentences =
  files.find((file) => file.file === 'data/messages/pt/problem.json')?.entries ?? [];
for (const [code, file] of listProblemCodes(REPOSITORY)) {
  if (sentences.some(([key]) => key === code)) continue;
  faults.push({ file, key: `problem.${code}`, fault: 'this code has no sentence' });
}

const generated = {
  'src/platform/words/keys.gen.ts': generateKeys(files),
  'src/platform/words/catalogues.gen.ts': generateCatalogues(files),
};
for (const [file, text] of Object.entries(generated)) {
  const target = path.join(REPOSITORY, file);
  if (existsSync(target) && readFileSync(target, 'utf8') === text) continue;
  if (checkOnly) faults.push({ file, key: 'whole file', fault: 'is stale: run `npm run words`' });
  else writeFileSync(target, text);
}

for (const { file, key, fault } of faults) console.error(`${file}: ${key}: ${fault}`);
const messages = files.reduce((sum, file) => sum + file.entries.length, 0);
console.log(`${messages} messages in ${files.length} files, ${faults.length} faults`);
process.exitCode = faults.length > 0 ? 1 : 0;
