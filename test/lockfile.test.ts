// `npm ci` refuses a lockfile that forgets a package, even one for another kind of machine; and
// `npm install` forgets those that it could not see at that moment.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { inCheckout } from '#platform/checkout.ts';

type Locked = { version: string; optionalDependencies?: Record<string, string> };

test('the lockfile names the packages of every kind of machine', () => {
  const text = readFileSync(inCheckout('package-lock.json'), 'utf8');
  const packages: Record<string, Locked> = JSON.parse(text).packages;
  const forgotten = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) => !packages[`${path}/node_modules/${name}`] && !packages[`node_modules/${name}`],
    ),
  );
  expect(forgotten).toEqual([]);
});
