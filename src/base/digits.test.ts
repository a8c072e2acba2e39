// Digits of every script are the same number.
import { expect, test } from 'vitest';
import { plainDigits } from './digits.ts';

test.each([
  ['0123456789', '0123456789'],
  ['٠١٢٣٤٥٦٧٨٩', '0123456789'],
  ['۰۱۲۳۴۵۶۷۸۹', '0123456789'],
  ['०१२३४५६७८९', '0123456789'],
  ['০১২৩৪৫৬৭৮৯', '0123456789'],
  ['੦੧੨੩੪੫੬੭੮੯', '0123456789'],
  ['０１２３４５６７８９', '0123456789'],
  ['၀၁၂၃၄၅၆၇၈၉', '0123456789'],
  ['+٣٥١ 91x', '+351 91x'],
])('%s is %s', (typed, plain) => expect(plainDigits(typed)).toBe(plain));
