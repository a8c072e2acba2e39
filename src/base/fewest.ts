// From how many on a number about people is told. Smaller ones are left out, for a number that tells of one or two tells
// of somebody. One place, with the reason for each; `meta.fewest` (db/migrations/0473) says the same to the database,
// and small-counts.test.ts that nothing else says it.

export const FEWEST = {
  /**
   * Cases of protection, by quarter, published: each is of a person in danger, known to those around her, and told
   * apart by several questions at once. Five, as statistics offices ask for tables of that kind.
   */
  cases: 5,
  /**
   * Orders of authorities, by year, published: told by what became of them alone, of a whole country. An authority
   * knows its own order: with three, there are two at least that it does not know.
   */
  orders: 3,
  /**
   * Answers whether it was solved, of a period, told to those who look after the house: nobody's name is near them, and
   * a small house has few. Three, so that who answered last is not told apart from the one before.
   */
  answers: 3,
  /** Sittings of a service in a language or at a desk, of which a mean is learned: five, so that none of them shows. */
  sittings: 5,
} as const;
