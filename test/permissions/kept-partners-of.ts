// A partner without accounts, and a proposal of another one that waits for a second, as rows: for those who ask
// whether they may keep the list.
import { newId } from '#base/ids.ts';

export interface KeptPartnerThings {
  /** Proposed by somebody else who keeps the list. */
  readonly proposedPartner: string;
  /** The unit of a partner that nothing was sent to. */
  readonly keptPartner: string;
}

interface Asked {
  sql(text: string, values?: unknown[]): Promise<{ id: string }[]>;
}

/** One of each. */
export async function keptPartnersOf(cast: Asked): Promise<KeptPartnerThings> {
  const unit = `parceiro-${newId().slice(-12)}`;
  await cast.sql(
    `with made as (
       insert into directory.institution (id, kind) values ($1, 'charity') returning id),
     unit as (
       insert into access.unit (id, institution_id, purpose, enforcement_link)
       select id, id, 'partner', 'none' from made returning id),
     called as (
       insert into directory.unit_name (unit_id, name) select id, '{"pt": "Parceiro"}' from unit returning unit_id)
     insert into directory.partner (unit_id, email, language)
     select unit_id, 'porta@parceiro.example', 'pt' from called`,
    [unit],
  );
  const [proposal] = await cast.sql(
    `with other as (
       insert into access.account (name) values ('Colega') returning id),
     seat as (
       insert into access.membership (account_id, unit_id, role, valid)
       select id, 'aima-network', 'network-manager', '[2004-01-01T00:00:00Z,)' from other returning account_id)
     insert into directory.partner_proposal (id, unit_id, name, kind, email, language, proposed_by, proposed_at, expires_at)
     select uuidv7(), $1, '{"pt": "Outro parceiro"}', 'charity', 'porta@outro.example', 'pt', account_id, now(),
       '2040-01-01' from seat returning id`,
    [`outro-${newId().slice(-12)}`],
  );
  return { proposedPartner: proposal?.id ?? '', keptPartner: unit };
}

/** Ids of what is not there. */
export const noKeptPartner = (): KeptPartnerThings => ({
  proposedPartner: newId(),
  keptPartner: 'nowhere',
});
