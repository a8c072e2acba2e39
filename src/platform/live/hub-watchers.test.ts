// Who watches a shared topic, and who is told.
import { expect, test } from 'vitest';
import { LiveHub } from './hub.ts';

test('CAS-36: two people at one file see each other, and are told who comes and who goes', () => {
  const hub = new LiveHub({
    rendererFor: () => undefined,
    isShared: (topic) => topic === 'file:1',
  });
  const heard: string[] = [];
  const at = (name: string, topic: string) =>
    hub.add({
      topics: new Set([topic]),
      who: { accountId: name, name },
      send: () => heard.push(name),
    });
  at('Paulo', 'file:1');
  const goes = at('Teresa', 'file:1');
  at('Duarte', 'file:2');
  expect(hub.whoWatches('file:1').map(({ name }) => name)).toEqual(['Paulo', 'Teresa']);
  expect(heard).toEqual(['Paulo']);
  goes();
  expect(heard).toEqual(['Paulo', 'Paulo']);
  expect(hub.whoWatches('file:1').map(({ name }) => name)).toEqual(['Paulo']);
  expect(hub.whoWatches('file:2').map(({ name }) => name)).toEqual(['Duarte']);
});
