// file.judge: the worker had a file scanned, or a setting lets pictures out. What is harmful is destroyed.
import { problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { isWorker } from '../../access/decide.ts';
import { holdWaiting } from '../queries.ts';
import { judgeFileInput } from '../schema.ts';

export const judgeFile = command({
  name: 'file.judge',
  summary: 'Lets a file out of quarantine, or destroys it; the worker alone does it.',
  input: judgeFileInput,
  load: async (tx, { fileId }, actor) =>
    (isWorker(actor) ? await holdWaiting(tx, fileId) : undefined) ?? problem('not-found'),
  may: isWorker,
  decide({ id, personId, unitId, media, checked, discarded }, { verdict }) {
    if (checked !== 'waiting' || discarded) return problem('conflict', 'file-judged');
    // A PDF was not made anew: it leaves by a scanner alone (FIL-3).
    if (verdict === 'unchecked' && media !== 'image/jpeg')
      return problem('conflict', 'file-not-checked');
    return {
      change: { id, verdict },
      events: [{ kind: 'file.judged', unitId, personId, data: { fileId: id, verdict } }],
      result: { fileId: id },
    };
  },
  apply(tx, { id, verdict }) {
    tx.text('select files.judge($1, $2)', [id, verdict]).catch(() => {});
  },
});
