// compartment.open: a place in a person's file that only named people know of. No event tells of it, or of
// anything that is done in one.
import { newId } from '#base/ids.ts';
import { type Problem, problem } from '#base/problem.ts';
import { build } from '#platform/db/transaction.ts';
import { command } from '#platform/run-command/command.ts';
import { newDataKey } from '#platform/vault/seal.ts';
import type { WrappedKey } from '#platform/vault/vault.ts';
import { DESK, isFenced, mayAct, WELCOME } from '../../access/decide.ts';
import { type CompartmentLine, type Kind, listCompartmentsOf, listKinds } from '../queries.ts';
import { refuseOpening } from '../rules.ts';
import { openCompartmentInput } from '../schema.ts';
import { keyAbout } from '../sealing.ts';

interface Facts {
  readonly id: string;
  readonly unitId: string;
  readonly kinds: readonly Kind[];
  readonly mine: readonly CompartmentLine[];
  readonly key: WrappedKey;
}

const ROLES = [...DESK, ...WELCOME];

export const openCompartment = command({
  name: 'compartment.open',
  summary: 'Opens a compartment in a file: only those who are named know of it.',
  input: openCompartmentInput,
  async load(tx, { personId }, actor, _now, _ahead, { vault }): Promise<Facts | Problem> {
    const unitId = actor.memberships.find(({ role }) =>
      (ROLES as readonly string[]).includes(role),
    )?.unitId;
    if (isFenced(actor) || !unitId) return problem('not-found');
    const [person, kinds] = await Promise.all([
      tx.first(build.selectFrom('people.person').select('id').where('id', '=', personId)),
      listKinds(tx),
    ]);
    if (!person || !kinds.some(({ mine }) => mine)) return problem('not-found');
    await tx.text('select compartments.begin_opening($1)', [personId]);
    const mine = await listCompartmentsOf(tx, personId);
    const id = newId();
    const key = await vault.wrap(newDataKey(), keyAbout({ id, personId, unitId, version: 1 }));
    return key === 'locked'
      ? problem('too-late', 'compartment-locked')
      : { id, unitId, kinds, mine, key };
  },
  may: (actor) => mayAct(actor, { roles: ROLES }),
  decide({ id, unitId, kinds, mine, key }, { personId, kindId }) {
    const open = kinds.filter((kind) => kind.mine);
    return (
      refuseOpening(kindId, { open, mine }) ?? {
        change: { id, personId, kindId, unitId, key },
        events: [],
        result: { compartmentId: id },
      }
    );
  },
  apply(tx, { id, personId, kindId, unitId, key }) {
    tx.text('select compartments.open($1, $2, $3, $4, $5, $6, $7)', [
      id,
      newId(),
      personId,
      kindId,
      unitId,
      key.wrappedWith,
      key.wrapped,
    ]).catch(() => {});
  },
});
