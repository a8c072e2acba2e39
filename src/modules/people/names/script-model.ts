// What is known about names in one script beside Latin: how each becomes the other, and how usual a
// spelling is in either.
import { LetterModel, type SavedLetters } from './letter-model.ts';
import { type Pair, trainLetters } from './letter-training.ts';
import { type SavedSpelling, SpellingModel } from './spelling-model.ts';

/** Most letters that one letter of the other script stands for. */
const LONGEST_LATIN = 4;
const LONGEST_NATIVE = 2;

/** Two scripts and what lies between them. */
export interface ScriptModel {
  readonly toNative: LetterModel;
  readonly toLatin: LetterModel;
  readonly latin: SpellingModel;
  readonly native: SpellingModel;
}

/** The same as it is kept. */
export interface SavedScript {
  readonly toNative: SavedLetters;
  readonly toLatin: SavedLetters;
  readonly latin: SavedSpelling;
  readonly native: SavedSpelling;
}

/** Learns from pairs [Latin, native], folded. */
export function trainScript(pairs: readonly Pair[]): ScriptModel {
  return {
    toNative: trainLetters(pairs, LONGEST_NATIVE),
    toLatin: trainLetters(
      pairs.map(([latin, native]) => [native, latin] as const),
      LONGEST_LATIN,
    ),
    latin: SpellingModel.train(pairs.map(([latin]) => latin)),
    native: SpellingModel.train(pairs.map(([, native]) => native)),
  };
}

export function saveScript(model: ScriptModel): SavedScript {
  return {
    toNative: model.toNative.save(),
    toLatin: model.toLatin.save(),
    latin: model.latin.save(),
    native: model.native.save(),
  };
}

export function loadScript(saved: SavedScript): ScriptModel {
  return {
    toNative: LetterModel.load(saved.toNative),
    toLatin: LetterModel.load(saved.toLatin),
    latin: SpellingModel.load(saved.latin),
    native: SpellingModel.load(saved.native),
  };
}

/**
 * How much more likely the two are the same name than two names that met by chance: the mean over both
 * directions of log P(one | other) − log P(one), in nats. Above 0 speaks for the same name.
 */
export function likeness(model: ScriptModel, latin: string, native: string): number {
  return (halfLikeness(model, latin, native) + back(model, latin, native)) / 2;
}

/** The same by one direction alone: half the work, for a first cut. */
export function halfLikeness(model: ScriptModel, latin: string, native: string): number {
  return model.toNative.logProbability(latin, native) - model.native.logProbability(native);
}

function back(model: ScriptModel, latin: string, native: string): number {
  return model.toLatin.logProbability(native, latin) - model.latin.logProbability(latin);
}
