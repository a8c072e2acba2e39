// How PostgreSQL's values become ours. types.gen.ts says the same to the compiler: see write-types.ts.
import pg from 'pg';

type Parser = (text: string) => unknown;

const TEXT_ARRAY: number = 1009;
const texts = pg.types.getTypeParser(TEXT_ARRAY) as (text: string) => (string | null)[];
const arrayOf =
  (parser: Parser): Parser =>
  (text) =>
    texts(text).map((element) => (element === null ? null : parser(element)));

const instant: Parser = (text) => Temporal.Instant.from(text);
const date: Parser = (text) => Temporal.PlainDate.from(text);
const time: Parser = (text) => Temporal.PlainTime.from(text);

/** By the type's number in pg_type; arrays beside their element. `infinity` is not a time of ours. */
const PARSERS: Record<number, Parser> = {
  20: wholeNumber,
  1016: arrayOf(wholeNumber),
  1700: Number,
  1231: arrayOf(Number),
  1082: date,
  1182: arrayOf(date),
  1083: time,
  1183: arrayOf(time),
  1186: String,
  1184: instant,
  1185: arrayOf(instant),
};

/** For a pg connection's `types` option. What is not named here is read as pg reads it. */
export const typeParsers: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && PARSERS[oid]) || pg.types.getTypeParser(oid, format),
};

/** A bigint (counts, positions) as a number; one that a number can't hold is an error, not a rounding. */
function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} does not fit a number`);
  return value;
}
