// Who goes with her, without a database.
import { expect, test } from 'vitest';
import { listCompanions } from './load-file.ts';

test('CAS-35: open tasks first, then who acted lately, each once', () => {
  const tasks = [
    { assignee: 'Teresa', unitId: 'network-legal', state: 'open' },
    { assignee: null, unitId: 'iss', state: 'open' },
    { assignee: 'Rui', unitId: 'iss', state: 'done' },
  ] as const;
  const acts = ['Paulo', 'Teresa', 'Paulo', 'Ana'].map((author) => ({
    author,
    unitId: author === 'Teresa' ? 'network-legal' : 'iss',
  }));
  expect(listCompanions(tasks, acts).map(({ name }) => name)).toEqual(['Teresa', 'Paulo']);
});
