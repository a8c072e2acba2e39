// Sheets without a browser: letters of each script, nothing of the machine's, and typed text is text.
import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { printPaper } from './paper.ts';

const CERTIFICATE = {
  lang: 'ar',
  dir: 'rtl',
  sender: 'خدمة استقبال الجمهور',
  town: 'Lisboa',
  title: 'شهادة حضور',
  text: '—',
  facts: [{ label: 'الاسم', value: 'রহিমা খাতুন' }],
  issued: '—',
  code: {
    picture:
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h5v5h-5z"/></svg>',
    title: '—',
    typed: '260309-0900-1035-K7M2-XQ4P',
    text: '—',
  },
};

test('a sheet brings its own letters for Arabic and Bengali, and takes none of the machine', () => {
  const families = fontsOf(printPaper('certificate', CERTIFICATE));
  expect(families).toEqual(
    expect.arrayContaining(['OneroofPaperArabic', 'OneroofPaperBengali', 'OneroofPaperLatin']),
  );
  expect(families.filter((family) => !family.startsWith('OneroofPaper'))).toEqual([]);
});

/** One name of each script that people at the door write theirs in, and whose letters it needs. */
const NAMES = {
  Bengali: 'রহিমা খাতুন',
  Devanagari: 'सुनीता गुरुङ',
  Gurmukhi: 'ਹਰਪ੍ਰੀਤ ਕੌਰ',
  Gujarati: 'પટેલ મીના',
  Tamil: 'செல்வி குமார்',
  Hebrew: 'שרה לוי',
  Georgian: 'ნინო ბერიძე',
  Armenian: 'Անահիտ Պետրոսյան',
  Ethiopic: 'ሰላም ተስፋዬ',
  Thai: 'สมหญิง ใจดี',
  Han: '王秀英 張麗華',
  CyrillicMore: 'Ғалымжан Әбдіқадыр',
};

test('a name stands on the paper in whatever script its owner writes it', () => {
  const facts = Object.values(NAMES).map((value) => ({ label: 'Nome', value }));
  const pdf = printPaper('certificate', { ...CERTIFICATE, lang: 'pt', dir: 'ltr', facts });
  expect(fontsOf(pdf)).toEqual(
    expect.arrayContaining(Object.keys(NAMES).map((script) => `OneroofPaper${script}`)),
  );
});

test('what somebody typed is printed as it stands, whatever signs it holds', () => {
  const typed = '#read("/etc/passwd") *x* $y$ [z] \\u{41} "q"';
  const facts = [{ label: 'Nome', value: typed }];
  const pdf = printPaper('certificate', { ...CERTIFICATE, lang: 'pt', dir: 'ltr', facts });
  expect(Buffer.from(pdf).subarray(0, 5).toString()).toBe('%PDF-');
});

/** Names of the embedded fonts; objects may stand in compressed streams. */
function fontsOf(pdf: Uint8Array): string[] {
  const bytes = Buffer.from(pdf);
  const text = bytes.toString('latin1');
  const parts = [text];
  for (const { index } of text.matchAll(/stream\r?\n/g)) {
    const from = index + (text[index + 6] === '\r' ? 8 : 7);
    const until = text.indexOf('endstream', from);
    try {
      parts.push(inflateSync(bytes.subarray(from, until)).toString('latin1'));
    } catch {
      // A stream that is not compressed holds no objects.
    }
  }
  const names = parts.join('\n').matchAll(/\/FontName\s*\/[A-Z]{6}\+(\w+)-/g);
  return [...new Set([...names].map(([, name]) => name ?? ''))].sort();
}
