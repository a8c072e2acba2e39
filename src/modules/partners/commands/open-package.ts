// package.open: whoever came by the link, with its code, opens the package. Once.
import { command } from '#platform/run-command/command.ts';
import { RESTRICTED_MEANWHILE } from '../../access/restriction.ts';
import { NETWORK_ZONE } from '../../access/schema.ts';
import { holdOwnPackage } from '../load-facts.ts';
import { packageEvent, refuseOpening } from '../rules.ts';
import { ownPackageInput } from '../schema.ts';

export const openPackageOnce = command({
  name: 'package.open',
  summary: 'Opens the package of the link that asks; it opens once.',
  input: ownPackageInput,
  load: (tx) => holdOwnPackage(tx),
  // The facts are those of the link that asks, or there are none.
  may: () => true,
  decide(one, _input, _actor, now) {
    return (
      refuseOpening(one) ?? {
        change: {},
        events: [
          packageEvent('package.opened', one, now.toZonedDateTimeISO(NETWORK_ZONE).toPlainDate()),
        ],
        result: { packageId: one.id },
      }
    );
  },
  apply(tx) {
    tx.text('select partners.open()', []).catch(() => {});
  },
  // A visit by a link sees no person; the database asks the rule, and the recipient is told (GDPR 19).
  refusals: RESTRICTED_MEANWHILE,
});
