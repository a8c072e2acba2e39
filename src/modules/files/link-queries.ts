// What screens, commands and a telephone ask about links for photographs. Whoever opened one sees it; the
// telephone that holds one is told in which house it is, and nothing of her (db/migrations/0380).
import type { Transaction } from '#platform/db/transaction.ts';
import type { PhotoLink } from './rules.ts';

/** Whom the asking account serves at a stop. */
export async function findServing(
  tx: Transaction,
  stopId: string,
): Promise<
  | {
      readonly stopId: string;
      readonly personId: string;
      readonly unitId: string;
      readonly centreId: string;
    }
  | undefined
> {
  const [row] = await tx.text<{
    stopId: string;
    personId: string;
    unitId: string;
    centreId: string;
  }>(
    `select stop_id as "stopId", person_id as "personId", unit_id as "unitId", centre_id as "centreId"
     from files.serving($1)`,
    [stopId],
  );
  return row;
}

/** The stop at which the asking account serves a person now, in any of her files. */
export async function findStopServed(
  tx: Transaction,
  personId: string,
  accountId: string,
): Promise<string | undefined> {
  const [row] = await tx.text<{ id: string }>(
    `select id from visits.stop where person_id = any ((select people.files_of($1))::uuid[])
       and state = 'serving' and account_id = $2`,
    [personId, accountId],
  );
  return row?.id;
}

/** A link of the asking account, as its page shows it. */
export interface ShownLink extends PhotoLink {
  readonly id: string;
  readonly personId: string;
  readonly centreId: string;
  readonly language: string;
}

export async function findLink(tx: Transaction, linkId: string): Promise<ShownLink | undefined> {
  const [row] = await tx.text<ShownLink>(
    `select l.id, l.person_id as "personId", l.centre_id as "centreId", l.language, l.ends_at as "endsAt",
       l.used_at as "usedAt", l.ended_at as "endedAt",
       exists (select from files.serving(l.stop_id)) as serving
     from files.photo_link l where l.id = $1`,
    [linkId],
  );
  return row;
}

/** Locks a link of the asking account. */
export async function holdLink(
  tx: Transaction,
  linkId: string,
): Promise<
  | {
      readonly id: string;
      readonly personId: string;
      readonly unitId: string;
      readonly centreId: string;
      readonly takes: boolean;
    }
  | undefined
> {
  const [row] = await tx.text<{
    id: string;
    personId: string;
    unitId: string;
    centreId: string;
    takes: boolean;
  }>(
    `select id, person_id as "personId", unit_id as "unitId", centre_id as "centreId", takes
     from files.hold_link($1)`,
    [linkId],
  );
  return row;
}

/** The code of a link is drawn: from now on it leads somewhere. @returns whether it takes photographs */
export async function drawLink(
  tx: Transaction,
  linkId: string,
  hash: Uint8Array,
): Promise<boolean> {
  const [row] = await tx.text<{ takes: boolean }>('select files.draw_link($1, $2) as takes', [
    linkId,
    hash,
  ]);
  return row?.takes ?? false;
}

/** The link of the telephone that asks, as its page shows it: nothing of her. */
export interface LinkOfPhone {
  readonly centreId: string;
  readonly deskLabel: string | null;
  readonly language: string;
  readonly endsAt: Temporal.Instant;
}
export async function findLinkOfPhone(tx: Transaction): Promise<LinkOfPhone | undefined> {
  const [row] = await tx.text<LinkOfPhone>(
    `select centre_id as "centreId", desk_label as "deskLabel", language, ends_at as "endsAt"
     from files.link_of_phone()`,
  );
  return row;
}

/** The language of the link of the telephone that asks, once photographs came in by it. */
export async function findUsedIn(tx: Transaction): Promise<string | undefined> {
  const [row] = await tx.text<{ language: string | null }>('select files.used_in() as language');
  return row?.language ?? undefined;
}

/** The link of the telephone that asks, locked. */
export interface OwnLink {
  readonly id: string;
  readonly personId: string;
  readonly unitId: string;
}
export async function holdOwnLink(tx: Transaction): Promise<OwnLink | undefined> {
  const [row] = await tx.text<OwnLink>(
    'select id, person_id as "personId", unit_id as "unitId" from files.hold_own_link()',
  );
  return row;
}
