// package.acknowledge: the partner says that the package arrived. That is no answer to what was asked.
import { command } from '#platform/run-command/command.ts';
import { NETWORK_ZONE } from '../../access/schema.ts';
import { holdOwnPackage } from '../load-facts.ts';
import { packageEvent, refuseReceiving } from '../rules.ts';
import { ownPackageInput } from '../schema.ts';

export const acknowledgePackage = command({
  name: 'package.acknowledge',
  summary: 'Says that the package of the link that asks arrived.',
  input: ownPackageInput,
  load: (tx) => holdOwnPackage(tx),
  // The facts are those of the link that asks, or there are none.
  may: () => true,
  decide(one, _input, _actor, now) {
    return (
      refuseReceiving(one) ?? {
        change: {},
        events: [
          packageEvent('package.received', one, now.toZonedDateTimeISO(NETWORK_ZONE).toPlainDate()),
        ],
        result: { packageId: one.id },
      }
    );
  },
  apply(tx) {
    tx.text('select partners.receive()', []).catch(() => {});
  },
});
