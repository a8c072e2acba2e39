// unit.propose-link: on which side of the firewall a unit stands. Never changed by one alone.
import { problem } from '#base/problem.ts';
import { build } from '#platform/db/transaction.ts';
import { isAdministrator } from '../account-rules.ts';
import { refuseUnlessAdministrator } from '../load-account.ts';
import { propose } from '../propose.ts';
import { linkInput } from '../schema.ts';
import { accountCommand } from './account-command.ts';

export const proposeLink = accountCommand({
  name: 'unit.propose-link',
  summary: 'Proposes another link between a unit and enforcement, for a second administrator.',
  input: linkInput,
  async load(tx, { unitId }, actor) {
    const refused = await refuseUnlessAdministrator(tx, actor);
    if (refused) return refused;
    const unit = await tx.first(
      build
        .selectFrom('access.unit')
        .select(['id', 'enforcement_link as link'])
        .where('id', '=', unitId)
        .where('purpose', '<>', 'system'),
    );
    return unit ?? problem('not-found');
  },
  may: (actor) => isAdministrator(actor),
  decide: (unit, { unitId, link }, _actor, now) =>
    unit.link === link
      ? problem('conflict', 'already-so')
      : propose({ kind: 'link', unitId, link }, now),
});
