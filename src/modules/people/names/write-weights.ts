// Learns the weights of the letters from the pairs in data/names and writes them beside: `npm run weights`.
// Takes some ten seconds of processor time for all scripts, which is why no start and no test does it.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Pair } from './letter-training.ts';
import { LEARNED_SCRIPTS, lettersOf } from './letters.ts';
import { saveScript, trainScript } from './script-model.ts';
import { filesOf, type SavedWeights } from './weights.ts';

for (const name of LEARNED_SCRIPTS) {
  const { pairs: source, weights: target } = filesOf(name);
  const text = readFileSync(source, 'utf8');
  const pairs = text
    .trim()
    .split('\n')
    .slice(1)
    .map((line): Pair => {
      const [latin = '', native = ''] = line.split(',');
      return [lettersOf(latin), lettersOf(native)];
    });
  const weights: SavedWeights = {
    learnedFrom: createHash('sha256').update(text).digest('hex'),
    script: saveScript(trainScript(pairs)),
  };
  writeFileSync(target, gzipSync(JSON.stringify(weights), { level: 9 }));
  console.log(`${name}: learned from ${pairs.length} pairs`);
}
