// The plaque of an office with one desk, with neighbours, with many.
import { describe, expect, test } from 'vitest';
import { deskRange } from './desk-range.ts';

const office = (...labels: string[]) => ({
  desks: labels.map((label) => ({
    id: label,
    centreId: 'c',
    officeId: 'o',
    label,
    kind: 'desk' as const,
  })),
});

describe('the plaque of an office', () => {
  test('shows one desk alone and neighbours as a range', () => {
    expect(deskRange('en', office('12'))).toBe('12');
    expect(deskRange('en', office('4', '5', '6', '7', '8'))).toBe('4–8');
    expect(deskRange('en', office('A1', 'A2'))).toBe('A1–A2');
  });

  test('names desks apart, and first and last where there are many', () => {
    expect(deskRange('en', office('3', '9', '10'))).toBe('3, 9–10');
    expect(deskRange('ar', office('3', '9', '10'))).toBe('3، 9–10');
    expect(deskRange('en', office('9', 'A10'))).toBe('9, A10');
    expect(deskRange('en', office('1', '3', '5', '7'))).toBe('1–7');
  });

  test('is left out where there is no desk', () => {
    expect(deskRange('en', office())).toBeUndefined();
    expect(deskRange('en', undefined)).toBeUndefined();
  });
});
