// The calendar of the worker is one that the queue understands: what it does not, would stop every job. What may
// take long has a queue of its own and waits there once.
import { parseCrontab } from 'graphile-worker';
import { expect, test } from 'vitest';
import { CRONTAB } from './jobs.ts';

test('the queue understands the calendar; erasures and retention wait in queues of their own', () => {
  const lines = parseCrontab(CRONTAB);
  expect(lines).toHaveLength(CRONTAB.split('\n').length);
  const own = lines.flatMap(({ task, options }) =>
    options.queueName ? [[task, options.queueName, options.jobKey]] : [],
  );
  expect(own).toEqual([
    ['carry-out-erasures', 'erasures', 'carry-out-erasures'],
    ['forget-due', 'retention', 'forget-due'],
  ]);
});
