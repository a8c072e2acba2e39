// The weights of the letters, learned beforehand by `npm run weights` and kept beside the pairs. Read when
// they are first needed, since most processes never search.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { inCheckout } from '#platform/checkout.ts';
import { acrossScripts, type Scripts } from './across-scripts.ts';
import type { LearnedScript } from './letters.ts';
import { loadScript, type SavedScript, type ScriptModel } from './script-model.ts';

/** Where the pairs of a script are, and what was learned from them. */
export function filesOf(script: LearnedScript) {
  const language = { arabic: 'ar', hebrew: 'he', cyrillic: 'ru' }[script];
  return {
    pairs: inCheckout('data', 'names', `${language}-latin-dev.csv`),
    weights: inCheckout('data', 'names', `${language}-weights.json.gz`),
  };
}

/** What a file of weights holds. */
export interface SavedWeights {
  /** SHA-256 of the pairs, in hex: whoever changes them learns again. */
  readonly learnedFrom: string;
  readonly script: SavedScript;
}

export function readWeights(script: LearnedScript): SavedWeights {
  return JSON.parse(gunzipSync(readFileSync(filesOf(script).weights)).toString('utf8'));
}

const loaded = new Map<LearnedScript, ScriptModel>();

/** What is known about names in a script. */
function weightsOf(script: LearnedScript): ScriptModel {
  let model = loaded.get(script);
  if (!model) {
    model = loadScript(readWeights(script).script);
    loaded.set(script, model);
  }
  return model;
}

/** What this installation knows of names in two scripts. */
export const LEARNED: Scripts = acrossScripts(weightsOf);
