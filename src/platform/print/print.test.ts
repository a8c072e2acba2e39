// Slips as pictures: words in their order and place, Arabic joined, bytes as printers read them.
import { expect, test } from 'vitest';
import { decodeJob, inkOfRows } from '../../../test/support/receipt-printer.ts';
import { printJob } from './escpos.ts';
import { layText, visualOrder } from './lay-text.ts';
import { inkOf, loadLetters, paint } from './letters.ts';
import { drawCode, drawSlip, PAPER_DOTS } from './slip-picture.ts';

const BODY = { size: 27, weight: 500 } as const;

test('a line from the right keeps Latin names together and numbers where they are said', () => {
  const order = (text: string) => visualOrder(text.split(' '), true).join(' ');
  expect(order('رقمك 127 هنا')).toBe('هنا 127 رقمك');
  expect(order('معهد Instituto da Segurança Social هنا')).toBe(
    'هنا Instituto da Segurança Social معهد',
  );
  expect(order('مكتب Loja 2 Lisboa')).toBe('Loja 2 Lisboa مكتب');
  expect(visualOrder(['a', 'b'], false)).toEqual(['a', 'b']);
});

test('marks stand on the side where the reader expects them', async () => {
  await loadLetters();
  const [line] = layText('مجاني. (هنا)', 500, { ...BODY, rtl: true });
  expect(line?.words.map(({ text }) => text)).toEqual(['(', 'هنا', ')', '.', 'مجاني']);
  const xs = line?.words.map(({ x }) => x) ?? [];
  expect(xs).toEqual([...xs].sort((a, b) => a - b));
});

test('Arabic letters are joined, not set one by one', async () => {
  await loadLetters();
  const whole = inkOf('ببب', 'Noto Sans Arabic', 500).width;
  const single = [...'ببب'].reduce(
    (sum, letter) => sum + inkOf(letter, 'Noto Sans Arabic', 500).width,
    0,
  );
  expect(whole).toBeLessThan(single * 0.9);
});

test('each script has ink of its own: no empty boxes, and bold is bolder', async () => {
  await loadLetters();
  const families = [
    ['Oneroof Slips with Latin', 'ação'],
    ['Oneroof Slip in Cyrillic', 'їжак'],
    ['Noto Sans Arabic', 'مجاني'],
  ] as const;
  for (const [family, word] of families) {
    const inks = [500, 800].map((weight) => {
      const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="140"><text x="5" y="100" font-size="100" font-family="${family}" font-weight="${weight}">${word}</text></svg>`;
      return paint(svg).pixels.filter((value, at) => at % 4 === 0 && value < 128).length;
    });
    expect(inks[0], word).toBeGreaterThan(1000);
    expect(inks[1], `${word}, bold`).toBeGreaterThan((inks[0] ?? 0) * 1.2);
  }
});

test('lines stay inside the paper, whatever the words', async () => {
  await loadLetters();
  const text = 'Agência para a Integração, Migrações e Asilo '.repeat(6);
  const lines = layText(text, 300, { ...BODY, rtl: false });
  expect(lines.length).toBeGreaterThan(5);
  for (const { width } of lines) expect(width).toBeLessThanOrEqual(300);
});

test('a job is what printers read: the whole picture in bands, then a cut', async () => {
  const picture = await drawCode('Oneroof', 'K7M2-XQ4P', 'Fim.', false);
  const printed = decodeJob(Buffer.from(printJob(picture)));
  expect(printed).toMatchObject({ width: PAPER_DOTS, height: picture.height, cut: true });
  expect(Buffer.compare(printed.bits, picture.bits)).toBe(0);
  expect(inkOfRows(printed)).toBeGreaterThan(0.02);
});

test('a slip from the right is the same length of paper with its number at the right edge', async () => {
  const slip = {
    place: 'CNAIM Lisboa',
    when: '9/3, 09:00',
    numberTitle: '—',
    number: '7',
    how: '—',
    routeTitle: '—',
    stops: [],
    free: '—',
  };
  const [left, right] = await Promise.all([
    drawSlip({ ...slip, rtl: false }),
    drawSlip({ ...slip, rtl: true }),
  ]);
  expect(right.height).toBe(left.height);
  const blackLeft = ({ bits }: { bits: Uint8Array }) =>
    bits.filter((byte, at) => at % 72 < 36 && at > 72 * 80 && at < 72 * 260 && byte !== 0).length;
  expect(blackLeft(left)).toBeGreaterThan(500);
  expect(blackLeft(right)).toBe(0);
});
