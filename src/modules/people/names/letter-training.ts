// Learns a letter model from pairs of the same name.
//
// Method: expectation–maximisation over all alignments of a pair (Jiampojamarn, Kondrak and Sherif 2007,
// "Applying Many-to-Many Alignments and Hidden Markov Models to Letter-to-Phoneme Conversion"), first by the
// letter alone, then with its neighbours, smoothed by the method of Witten and Bell (1991).
import { Alphabet } from './alphabet.ts';
import { LetterCounts } from './letter-counts.ts';
import { LetterModel } from './letter-model.ts';

/** The same name twice: [source, target]. */
export type Pair = readonly [source: string, target: string];

/** Rounds without neighbours, and with them. */
const PLAIN = 6;
const IN_CONTEXT = 3;

/**
 * Learns a model from pairs; both columns must be folded as whatever is asked later. `longest`: most
 * letters of the target that one letter of the source stands for.
 */
export function trainLetters(pairs: readonly Pair[], longest: number): LetterModel {
  const source = Alphabet.of(pairs.map(([word]) => word));
  const target = Alphabet.of(pairs.map(([, word]) => word));
  let model = new LetterModel(source, target, longest, new LetterCounts(source.size, false));
  for (let round = 1; round <= PLAIN + IN_CONTEXT; round++) {
    const counts = new LetterCounts(source.size, round >= PLAIN);
    for (const [from, to] of pairs) model.expect(from, to, counts);
    model = new LetterModel(source, target, longest, counts);
  }
  return model;
}
