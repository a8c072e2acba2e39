// What screens and modules to the right ask of the ledger of consent. Found by whoever asked her and by
// the unit where she is at home; another desk that serves her learns nothing of it.
import { sql } from 'kysely';
import type { Transaction } from '#platform/db/transaction.ts';
import { anyFileOf } from '../people/one-person.ts';
import type { Agreed } from './consent-rules.ts';
import type { SharePurpose } from './consent-schema.ts';

/** An entry of the ledger with its end. */
export interface Consent extends Agreed {
  readonly id: string;
  readonly homeUnitId: string;
  readonly askedBy: string;
  readonly purpose: SharePurpose;
  readonly language: string;
  /** Null: whoever asked speaks it. */
  readonly mediator: string | null;
  readonly givenAt: Temporal.Instant;
  readonly endedAt: Temporal.Instant | null;
}

const columns = sql`
  c.id, c.person_id as "personId", c.home_unit_id as "homeUnitId", c.unit_id as "unitId",
  asked.name as "askedBy", c.recipient_unit_id as "toUnitId", c.purpose, c.sections, c.basis,
  c.language, mediated.name as mediator, c.until, c.given_at as "givenAt", e.ended_at as "endedAt",
  e.consent_id is not null as ended, access.is_held(c.id) as held
  from casefiles.consent c
  join access.account asked on asked.id = c.account_id
  left join access.account mediated on mediated.id = c.mediator_id
  left join casefiles.consent_end e on e.consent_id = c.id`;

/** What a person agreed to, the latest first. */
export function listConsents(tx: Transaction, personId: string): Promise<Consent[]> {
  return tx.all(sql<Consent>`select ${columns} where c.person_id = ${anyFileOf(personId)}
    order by c.given_at desc, c.id desc`);
}

/**
 * One entry, alone with it until the transaction ends: what is sent by it and its withdrawal come one
 * after the other.
 */
export async function lockConsent(
  tx: Transaction,
  consentId: string,
): Promise<Consent | undefined> {
  tx.text('select pg_advisory_xact_lock(hashtextextended($1, 170))', [consentId]).catch(() => {});
  return tx.first(sql<Consent>`select ${columns} where c.id = ${consentId}`);
}

/** Colleagues who speak a language, to say who mediated. */
export function listSpeakers(
  tx: Transaction,
  language: string,
): Promise<{ readonly accountId: string; readonly name: string }[]> {
  return tx.text(
    `select a.id as "accountId", a.name from access.account a
     where a.kind = 'person' and a.disabled_at is null and $1 = any (a.speaks)
       and exists (select from access.membership m where m.account_id = a.id and m.valid @> now()
                   and m.role in ('mediator', 'interpreter', 'reception-mediator'))
     order by a.name, a.id limit 60`,
    [language],
  );
}
