// What screens and the worker ask about packages. Row security finds those that a unit sent; to a partner who
// came by a link the database tells its own package and no other.
import type { Transaction } from '#platform/db/transaction.ts';
import type { HandedOut } from './sealing.ts';
import type { KeptPartner, PackageStand, PartnerProposal, SentPackage } from './schema.ts';

/** A unit without accounts, and where packages for it go. */
export interface Partner {
  readonly unitId: string;
  readonly email: string;
  readonly phone: string | null;
  readonly language: string;
}

/** Units without accounts, for whoever shares; those that have ended are none any more. */
export function listPartners(tx: Transaction): Promise<Partner[]> {
  return tx.text(
    `select unit_id as "unitId", email, phone, language from directory.partner
     where ended_at is null order by unit_id`,
    [],
  );
}

/** Where packages for a unit go; undefined when it has accounts, or has ended. */
export async function findPartner(tx: Transaction, unitId: string): Promise<Partner | undefined> {
  const [row] = await tx.text<Partner>(
    `select unit_id as "unitId", email, phone, language from directory.partner
     where unit_id = $1 and ended_at is null`,
    [unitId],
  );
  return row;
}

const KEPT = `
  select p.unit_id as "unitId", n.name, p.email, p.phone, p.language, p.ended_at is not null as ended
  from directory.partner p join directory.unit_name n on n.unit_id = p.unit_id`;

/** All that there are and were, for those who keep the list. */
export function listKeptPartners(tx: Transaction): Promise<KeptPartner[]> {
  return tx.text(`${KEPT} order by p.ended_at is not null, p.unit_id`, []);
}

export async function findKeptPartner(
  tx: Transaction,
  unitId: string,
): Promise<KeptPartner | undefined> {
  const [row] = await tx.text<KeptPartner>(`${KEPT} where p.unit_id = $1`, [unitId]);
  return row;
}

const PROPOSED = `
  select o.id, o.unit_id as "unitId", o.name, o.kind, o.email, o.phone, o.language, o.proposed_by as "proposedBy",
    (select a.name from access.account a where a.id = o.proposed_by) as "proposedByName",
    directory.proposer_keeps(o.id) as "proposerKeeps",
    o.proposed_at as "proposedAt", o.expires_at as "expiresAt", o.outcome
  from directory.partner_proposal o`;

/** What waits for a second, the oldest first; nothing for whoever doesn't keep the list. */
export function listPartnerProposals(
  tx: Transaction,
  now: Temporal.Instant,
): Promise<PartnerProposal[]> {
  return tx.text(
    `${PROPOSED} where o.outcome is null and o.expires_at > $1 order by o.proposed_at, o.id`,
    [now],
  );
}

/** One of them, held until the transaction ends; undefined for whoever doesn't keep the list. */
export async function lockPartnerProposal(
  tx: Transaction,
  proposalId: string,
): Promise<PartnerProposal | undefined> {
  await tx.text('select pg_advisory_xact_lock(hashtextextended($1, 2))', [proposalId]);
  const [row] = await tx.text<PartnerProposal>(`${PROPOSED} where o.id = $1`, [proposalId]);
  return row;
}

/** Packages of a referral, the latest first; none where the asking account sent none. */
export function listPackages(tx: Transaction, referralId: string): Promise<SentPackage[]> {
  return tx.text(
    `select id, made_at as "madeAt", ends_at as "endsAt", mail, mail_at as "mailAt",
       opened_at as "openedAt", received_at as "receivedAt", ended_at as "endedAt", ended,
       link_hash as "linkHash", digest, signed_with as "signedWith"
     from partners.package where referral_id = $1 order by made_at desc, id desc`,
    [referralId],
  );
}

/** Makes link and code good, by their hashes. @returns false when the package opens to nobody any more */
export async function drawPackage(
  tx: Transaction,
  packageId: string,
  { link, code }: { readonly link: Buffer; readonly code: Buffer },
): Promise<boolean> {
  const [row] = await tx.text<{ live: boolean }>('select partners.draw($1, $2, $3) as live', [
    packageId,
    link,
    code,
  ]);
  return row?.live ?? false;
}

/** What is said at the door of a link; undefined when it leads nowhere. */
export async function findDoor(
  tx: Transaction,
  link: Buffer,
): Promise<
  { readonly fromUnitId: string; readonly toUnitId: string; readonly language: string } | undefined
> {
  const [row] = await tx.text<{ fromUnitId: string; toUnitId: string; language: string }>(
    `select from_unit_id as "fromUnitId", to_unit_id as "toUnitId", language from partners.door($1)`,
    [link],
  );
  return row;
}

/** Link and code become a session. @returns null when the link leads nowhere */
export async function comeIn(
  tx: Transaction,
  link: Buffer,
  codes: readonly Buffer[],
  token: Buffer,
): Promise<'in' | 'wrong' | null> {
  const [row] = await tx.text<{ came: 'in' | 'wrong' | null }>(
    'select partners.come_in($1, $2, $3) as came',
    [link, [...codes], token],
  );
  return row?.came ?? null;
}

/** The package of the session that asks, and whether it may still be looked at; undefined for others. */
export async function findOwnPackage(
  tx: Transaction,
): Promise<(PackageStand & { readonly language: string; readonly shows: boolean }) | undefined> {
  const [row] = await tx.text<PackageStand & { language: string; shows: boolean }>(
    `select id, referral_id as "referralId", from_unit_id as "fromUnitId", to_unit_id as "toUnitId",
       language, state, expires_on as "expiresOn", opened_at as "openedAt",
       received_at as "receivedAt", shows
     from partners.stand()`,
    [],
  );
  return row;
}

/**
 * What is sealed, for the session that opened it. The database writes in the read log in the same act.
 * @param screen where it is shown, for the log
 */
export async function readOwnPackage(
  tx: Transaction,
  screen: 'package' | 'package-paper' | 'package-signed',
): Promise<HandedOut | undefined> {
  const [row] = await tx.text<HandedOut>(
    `select id, person_id as "personId", to_unit_id as "toUnitId", wrapped_with as "wrappedWith",
       wrapped, sealed from partners.read($1)`,
    [screen],
  );
  return row;
}

/** The session that asks may look in place of the one that opened it and read nothing; else nothing happens. */
export async function takeOver(tx: Transaction): Promise<void> {
  await tx.text('select partners.take_over()', []);
}

/** The wrapped key of what the session that asks may open; undefined when it was opened, or is gone. */
export async function findOwnKey(
  tx: Transaction,
): Promise<Pick<HandedOut, 'id' | 'personId' | 'wrappedWith' | 'wrapped'> | undefined> {
  const [row] = await tx.text<Pick<HandedOut, 'id' | 'personId' | 'wrappedWith' | 'wrapped'>>(
    `select id, person_id as "personId", wrapped_with as "wrappedWith", wrapped
     from partners.key_of_own()`,
    [],
  );
  return row;
}

/** Packages of whose letter the worker knows something now. */
export function listMailNews(
  tx: Transaction,
): Promise<{ readonly packageId: string; readonly cameOut: 'delivered' | 'failed' }[]> {
  return tx.text('select id as "packageId", came_out as "cameOut" from partners.mail_news()', []);
}
