// What was typed may be a telephone, a ticket, a file or a paper: which, however it is written.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mayBePaperNumber, readFileNumber, readPhone, ticketNumberOf } from './search-numbers.ts';

describe('PEO-2: a file number is found however it is typed or read', () => {
  test('small letters, no dash, mistaken letters, other digits, at the end of an address', () => {
    for (const typed of [
      '7QK2-93MX',
      '7qk293mx',
      ' 7QK2 93MX ',
      '/s/7QK2-93MX',
      '٧QK٢-٩٣MX',
      '7QK2-93MX'.toLowerCase(),
    ])
      expect(readFileNumber(typed)).toBe('7QK2-93MX');
    expect(readFileNumber('OILU-93MX')).toBe('011V-93MX');
  });
  test('one in twenty has no digit, and is found all the same', () => {
    expect(readFileNumber('bcdfghjk')).toBe('BCDF-GHJK');
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'), {
          minLength: 8,
          maxLength: 8,
        }),
        (letters) => {
          const number = `${letters.slice(0, 4).join('')}-${letters.slice(4).join('')}`;
          expect(readFileNumber(number)).toBe(number);
          expect(readFileNumber(number.replace('-', '').toLowerCase())).toBe(number);
        },
      ),
    );
  });
  test('what has another length or other letters is none', () => {
    for (const typed of ['Gonçalve', 'Natalia', '347', '', '7QK2', 'ابراهيمي'])
      expect(readFileNumber(typed)).toBeUndefined();
  });
  test('a ticket is a number alone', () => {
    expect(ticketNumberOf(' 347 ')).toBe(347);
    expect(ticketNumberOf('٣٤٧')).toBe(347);
    expect(ticketNumberOf('347a')).toBeUndefined();
  });
});

describe('PEO-27: a telephone number is found however it is written', () => {
  test.each([
    '+351 912 345 678',
    '00351912345678',
    '912345678',
    '912-345-678',
    '(+351) 912 345 678',
    '0912 345 678',
    '٩١٢٣٤٥٦٧٨',
    '+۳۵۱ ۹۱۲ ۳۴۵ ۶۷۸',
    '\u200e+351 912 345 678',
  ])('%s', (typed) => expect(readPhone(typed)?.same).toBe('912345678'));

  test('half typed, without the country or with it', () => {
    expect(readPhone('912 345')?.beginnings).toEqual(['912345']);
    expect(readPhone('0912345')?.beginnings).toEqual(['912345']);
    expect(readPhone('+351 912345')?.beginnings).toContain('912345');
    expect(readPhone('00351 9123456')?.beginnings).toContain('9123456');
  });

  test('whatever is written between the digits changes nothing', () => {
    const digits = fc.array(fc.constantFrom(...'0123456789'), { minLength: 9, maxLength: 9 });
    const between = fc.array(fc.constantFrom('', ' ', '-', '.', '/'), {
      minLength: 9,
      maxLength: 9,
    });
    const before = fc.constantFrom('', '0', '+351', '00351 ', '+44 ', '(+1)');
    fc.assert(
      fc.property(digits, between, before, (number, marks, front) => {
        const typed = front + number.map((digit, at) => digit + marks[at]).join('');
        expect(readPhone(typed)?.same).toBe(number.join(''));
      }),
    );
  });

  test('too short, too long, or with letters: no number', () => {
    for (const typed of ['', '12345', 'Ana 912345678', '1'.repeat(18), '+', 'AB123456'])
      expect(readPhone(typed), typed).toBeUndefined();
  });
});

describe('PEO-29: whoever types the number of a paper is told that none is kept', () => {
  test.each(['AB123456', '123456789', 'ab 12 34 56 7', '٧٨٩٠١٢', '12345/2024'])('%s', (typed) =>
    expect(mayBePaperNumber(typed)).toBe(true),
  );
  test.each(['Ana', 'Ana 1987', '347', '', 'Ana Silva, 12/5/1987', '7QK2-93MX'])('%s', (typed) =>
    expect(mayBePaperNumber(typed)).toBe(false),
  );
});
