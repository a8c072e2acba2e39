// What a played day tells the simulator of its desks: when nobody is called there.
import { expect, test } from 'vitest';
import { desksOf } from './people-out.ts';

const CLOSES = 17 * 60;
const session = (deskId: string, from: number, to: number, breaks: [number, number][] = []) => ({
  officeId: 'cnaim-lisboa.legal',
  deskId,
  languages: ['pt'],
  from,
  to,
  breaks,
});

test('a desk is shut before it opens, in breaks, between two sittings, and from its end until the house closes', () => {
  const [desk] = desksOf(
    [session('d1', 545, 720, [[600, 615]]), session('d1', 780, 900, [[840, 850]])],
    CLOSES,
  );
  expect(desk?.shut).toEqual([
    [0, 545],
    [600, 615],
    [720, 780],
    [840, 850],
    [900, CLOSES],
  ]);
});

test('a desk that works on after closing is shut no more; a change of hands is no gap', () => {
  const [desk] = desksOf([session('d1', 0, 780), session('d1', 780.01, 1050)], CLOSES);
  expect(desk?.shut).toEqual([]);
});

test('each desk has its own', () => {
  const desks = desksOf([session('d1', 0, CLOSES), session('d2', 0, 600)], CLOSES);
  expect(desks.map(({ shut }) => shut)).toEqual([[], [[600, CLOSES]]]);
});
