// partner.propose: a partner more, or another name, address, telephone or language of one; for a second to agree on.
import { newId } from '#base/ids.ts';
import { type Problem, problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { changesNothing, keepsPartners, partnerIdOf } from '../keeping-rules.ts';
import { findKeptPartner } from '../queries.ts';
import { type KeptPartner, PROPOSAL_DAYS, proposePartnerInput } from '../schema.ts';

interface Facts {
  /** Undefined: a new one. */
  readonly partner: KeptPartner | undefined;
  readonly unitId: string;
  readonly taken: boolean;
}

const wrong = (field: string, code: string) =>
  problem('invalid', 'invalid', { fields: { [field]: code } });

export const proposePartner = command({
  name: 'partner.propose',
  summary:
    'Proposes a partner without accounts, or where packages for one go, for a second to agree on.',
  input: proposePartnerInput,
  async load(tx, { unitId, name }, actor): Promise<Facts | Problem> {
    if (!keepsPartners(actor)) return problem('not-found');
    const partner = unitId === undefined ? undefined : await findKeptPartner(tx, unitId);
    if (unitId !== undefined && !partner) return problem('not-found');
    const id = unitId ?? partnerIdOf(name.pt);
    const [taken] = await tx.text(
      `select from access.unit where id = $1 union all select from directory.institution where id = $1 limit 1`,
      [id],
    );
    return { partner, unitId: id, taken: taken !== undefined };
  },
  may: (actor) => keepsPartners(actor),
  decide({ partner, unitId, taken }, { name, kind, email, phone = null, language }, _actor, now) {
    const to = { unitId, name, email, phone, language };
    if (!partner) {
      if (!kind) return wrong('kind', 'required');
      if (unitId.length < 2) return wrong('name.pt', 'invalid');
      if (taken) return wrong('name.pt', 'partner-name-taken');
    } else if (changesNothing(partner, to)) return problem('invalid', 'nothing-changed');
    const id = newId();
    return {
      change: {
        ...to,
        id,
        kind: partner ? null : (kind ?? null),
        until: now.add({ hours: 24 * PROPOSAL_DAYS }),
      },
      events: [{ kind: 'partner.proposed', data: { proposalId: id, toUnitId: unitId } }],
      result: { proposalId: id },
    };
  },
  apply(tx, { id, unitId, name, kind, email, phone, language, until }, now) {
    const values = [id, unitId, JSON.stringify(name), kind, email, phone, language, now, until];
    tx.text(
      'select directory.propose_partner($1, $2, $3::jsonb, $4, $5, $6, $7, $8, $9)',
      values,
    ).catch(() => {});
  },
});
