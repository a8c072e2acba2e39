// Hours, numbers and addresses as somebody types them. Pure.
import { plainDigits } from '#base/digits.ts';

/** Two hours of a day as they are kept, `09:00 17:00`; undefined for what is none. */
export function readHours(typed: string): string | undefined {
  const read = /^(\d{1,2})[:.h]?(\d{2})?\s*[\s–-]\s*(\d{1,2})[:.h]?(\d{2})?$/.exec(
    plainDigits(typed).trim(),
  );
  if (!read) return undefined;
  const [, fromHour = '', from = '00', untilHour = '', until = '00'] = read;
  const both = [`${fromHour.padStart(2, '0')}:${from}`, `${untilHour.padStart(2, '0')}:${until}`];
  const areTimes = both.every((one) => /^([01]\d|2[0-3]):[0-5]\d$/.test(one));
  return areTimes && String(both[0]) < String(both[1]) ? both.join(' ') : undefined;
}

/** Numbers and addresses never to be used, as they are kept. */
export function readAvoided(typed: string): string | undefined {
  const parts = partsOf(typed.replaceAll(/[;،؛\n]/g, ','));
  const areAddresses = parts.every(
    (one) => one.includes('@') || digitsOf(one).length >= FEWEST_DIGITS,
  );
  return parts.length > 0 && areAddresses ? parts.join(', ') : undefined;
}

const FEWEST_DIGITS = 5;
/** Digits that are compared: the last ones of a number, without its country (PEO-27). */
const COMPARED = 9;
/** Those of one field, one by one. */
export const partsOf = (text: string | null) =>
  (text ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
const digitsOf = (text: string) => plainDigits(text).replaceAll(/\D/g, '');

/** Whether two are one, however they are written. */
export function isSameAddress(one: string, other: string): boolean {
  if (one.includes('@') || other.includes('@')) return one.toLowerCase() === other.toLowerCase();
  return (
    digitsOf(one).slice(-COMPARED).replace(/^0+/, '') ===
    digitsOf(other).slice(-COMPARED).replace(/^0+/, '')
  );
}
