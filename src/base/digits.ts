// Digits of every script, as the ones that are kept.

/**
 * A text with its digits as 0 to 9, whichever script they were typed in: ٠٩١٢, ۰۹۱۲, ०९१२, ０９１２. All else
 * stays. Unicode has the ten digits of a script side by side, beginning at a code that ends in 0 or 6.
 */
export function plainDigits(text: string): string {
  return text.normalize('NFKC').replaceAll(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    const low = code & 0xf;
    const fromZero = /\p{Nd}/u.test(String.fromCodePoint(code - low));
    return String(code < 0x80 || fromZero ? low : low - 6);
  });
}
