// package.note-mail: the worker notes whether a mail server took the letter. It is no opening and no answer.
import { problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { isWorker } from '../../access/decide.ts';
import { NETWORK_ZONE } from '../../access/schema.ts';
import { packageEvent } from '../rules.ts';
import { notePackageMailInput } from '../schema.ts';

interface Facts {
  readonly id: string;
  readonly fromUnitId: string;
  readonly toUnitId: string;
  readonly mail: 'delivered' | 'failed' | null;
}

export const notePackageMail = command({
  name: 'package.note-mail',
  summary:
    'Notes whether the letter of a package was taken by a mail server; the worker alone does it.',
  input: notePackageMailInput,
  async load(tx, { packageId }, actor) {
    if (!isWorker(actor)) return problem('not-found');
    const [row] = await tx.text<Facts>(
      `select id, from_unit_id as "fromUnitId", to_unit_id as "toUnitId", mail
       from partners.hold_mail($1)`,
      [packageId],
    );
    return row ?? problem('not-found');
  },
  may: isWorker,
  decide(one, { cameOut }, _actor, now) {
    // PAR-8: what a mail server said once is not said again
    if (one.mail) return problem('conflict', 'package-mail-noted');
    const today = now.toZonedDateTimeISO(NETWORK_ZONE).toPlainDate();
    return {
      change: { id: one.id, cameOut },
      events: [packageEvent(`package.${cameOut}`, one, today)],
      result: { packageId: one.id },
    };
  },
  apply(tx, { id, cameOut }) {
    tx.text('select partners.note_mail($1, $2)', [id, cameOut]).catch(() => {});
  },
});
