// What a referral and a transfer have alike: another unit gets something of a person’s file by an entry of
// the ledger. Without an entry that allows it nothing is made and nobody is told.
import { sql } from 'kysely';
import type { z } from 'zod';
import { newId } from '#base/ids.ts';
import { type Problem, problem } from '#base/problem.ts';
import { build, type Transaction } from '#platform/db/transaction.ts';
import type { Decision } from '#platform/run-command/command.ts';
import type { Actor, EnforcementLink } from '#platform/session/actor.ts';
import { isFenced, reachesPeople } from '../access/decide.ts';
import { refuseRestricted, restrictedSince } from '../access/restriction.ts';
import { NETWORK_ZONE } from '../access/schema.ts';
import { type Consent, lockConsent } from '../casefiles/consent-queries.ts';
import { refuseSharing, sectionsOf, useOfConsent } from '../casefiles/consent-rules.ts';
import { SHARE_SECTIONS, type ShareSection } from '../casefiles/consent-schema.ts';
import { survivorOf } from '../people/one-person.ts';
import type { NewReferral, ReferralChange } from './facts.ts';
import { listHeldSections, worksAt } from './queries.ts';
import {
  answerDue,
  referralEvent,
  refuseAddressee,
  refuseMoreThanHeld,
  refuseUntil,
  refuseWay,
} from './rules.ts';
import type { HandoverKind, sendReferralInput } from './schema.ts';
import { referringUnits } from './who-may.ts';

type SendingInput = Pick<
  z.output<typeof sendReferralInput>,
  'personId' | 'consentId' | 'toUnitId' | 'subjectId' | 'sections' | 'until' | 'body'
> &
  Partial<Pick<z.output<typeof sendReferralInput>, 'toAccountId' | 'standInId'>>;

export interface SendingFacts {
  readonly personId: string;
  readonly consent: Consent | undefined;
  readonly fromUnitId: string;
  readonly link: EnforcementLink;
  /** It has no accounts: what goes to it is a package. */
  readonly partner: boolean;
  readonly language: string;
  readonly homeUnitId: string;
  /** What the sending unit reaches itself. */
  readonly held: readonly ShareSection[];
  readonly addresseeKnown: boolean;
  readonly standInKnown: boolean;
  /** Whether the sending unit carries her case. */
  readonly carries: boolean;
  readonly restricted: Temporal.Instant | undefined;
}

/** Reads and locks what decides: her, the entry of the ledger, the addressee, what the sender reaches. */
export async function loadSending(
  tx: Transaction,
  input: SendingInput,
  actor: Actor,
): Promise<SendingFacts | Problem> {
  if (isFenced(actor) || !reachesPeople(actor)) return problem('not-found');
  const { toUnitId, toAccountId, standInId } = input;
  const consent = await lockConsent(tx, input.consentId);
  const [asked, agreed] = await Promise.all([
    survivorOf(tx, input.personId),
    consent && survivorOf(tx, consent.personId),
  ]);
  // It goes out as the file to which she agreed, and opens no other of hers.
  const personId = consent && agreed === asked ? consent.personId : asked;
  const [person, unit, subject, held, addresseeKnown, standInKnown, restricted] = await Promise.all(
    [
      tx.first(
        build
          .selectFrom('people.person')
          .select(['language', 'unit_id as homeUnitId'])
          .where('id', '=', personId),
      ),
      tx.first(
        build
          .selectFrom('access.unit')
          .select([
            'enforcement_link as link',
            sql<boolean>`directory.is_partner(id)`.as('partner'),
          ])
          .$narrowType<{ link: EnforcementLink }>()
          .where('id', '=', toUnitId),
      ),
      tx.first(
        build.selectFrom('directory.subject').select('id').where('id', '=', input.subjectId),
      ),
      listHeldSections(tx, personId),
      worksAt(tx, toAccountId, toUnitId),
      worksAt(tx, standInId, toUnitId),
      restrictedSince(tx, personId),
    ],
  );
  const [own] = referringUnits(actor);
  if (!person || !unit || !subject || !own) return problem('not-found');
  const fromUnitId = consent?.unitId ?? own;
  const [carried] = await tx.text<{ carries: boolean }>(
    'select referrals.carries($1, $2) as carries',
    [personId, fromUnitId],
  );
  return {
    ...person,
    personId,
    link: unit.link,
    partner: unit.partner,
    consent,
    fromUnitId,
    held: held.includes('spine') ? SHARE_SECTIONS : sectionsOf(held as ShareSection[]),
    addresseeKnown,
    standInKnown,
    carries: carried?.carries ?? false,
    restricted,
  };
}

/** What is sent, or why not. */
export function decideSending(
  kind: Extract<HandoverKind, 'referral' | 'transfer'>,
  facts: SendingFacts,
  input: SendingInput,
  actor: Actor,
  now: Temporal.Instant,
  by: 'envelope' | 'package' = 'envelope',
): Decision<ReferralChange> | Problem {
  const { consent, held, personId } = facts;
  const today = now.toZonedDateTimeISO(NETWORK_ZONE).toPlainDate();
  const sections = sectionsOf(input.sections ?? ((consent?.sections ?? []) as ShareSection[]));
  const expiresOn = input.until ? Temporal.PlainDate.from(input.until) : (consent?.until ?? today);
  const refused =
    refuseRestricted(facts.restricted, useOfConsent(consent, facts.restricted)) ??
    refuseAddressee(input, facts) ??
    refuseWay(by, facts.partner) ??
    refuseSharing(consent, { ...input, personId, sections, until: expiresOn }, today) ??
    refuseMoreThanHeld(sections, held) ??
    refuseUntil(expiresOn, today);
  if (refused || !consent) return refused ?? problem('conflict', 'not-agreed');
  const add: NewReferral = {
    id: newId(),
    kind,
    personId,
    fromUnitId: facts.fromUnitId,
    homeUnitId: facts.homeUnitId,
    toUnitId: input.toUnitId,
    toAccountId: input.toAccountId ?? null,
    standInId: input.standInId ?? null,
    state: 'requested',
    expiresOn,
    dueAt: answerDue(now, expiresOn),
    chased: 0,
    madeBy: actor.accountId,
    consentId: consent.id,
    subjectId: input.subjectId,
    language: facts.language,
    purpose: consent.purpose,
    sections,
    body: input.body,
  };
  return {
    change: { add },
    events: [
      referralEvent('referral.sent', add, { subjectId: add.subjectId, day: today.toString() }),
    ],
    result: { referralId: add.id, personId: add.personId },
  };
}
