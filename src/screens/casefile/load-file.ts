// What a file holds beside the visits: what was promised, what is booked, which papers were seen, and who
// goes with her. As far as the asking account may know it: row security finds no more.
import { listBookingsOf, type OwnBooking } from '#modules/appointments/queries.ts';
import { type ConferenceLine, listConferencesOf } from '#modules/conferences/queries.ts';
import { opensCompartments } from '#modules/compartments/queries.ts';
import { listDocuments, type SeenDocument } from '#modules/casefiles/queries.ts';
import { listRegisterOffices } from '#modules/minors/queries.ts';
import { keepsRegister } from '#modules/minors/rules.ts';
import { listTasks, type TaskLine } from '#modules/followups/queries.ts';
import type { ShareSection } from '#modules/casefiles/consent-schema.ts';
import {
  type CaseStanding,
  findStanding,
  listHeldSections,
  listReferralsOf,
  type ReferralLine,
} from '#modules/referrals/queries.ts';
import { referringUnits } from '#modules/referrals/who-may.ts';
import type { PageRequest } from '../page.ts';
import type { KnownPerson } from './load-person.ts';

/** How long what is done stays in sight. */
const DONE_DAYS = 30;

export interface FileFacts {
  /** What is open first, in the order in which it is due. */
  readonly tasks: readonly TaskLine[];
  /** Bookings to come, the next first. */
  readonly bookings: readonly OwnBooking[];
  readonly documents: readonly SeenDocument[];
  /** Those that one's own unit sent, or got and accepted; the latest first. */
  readonly referrals: readonly ReferralLine[];
  /** Whether one's own unit has her as a whole, and carries her case. */
  readonly standing: CaseStanding;
  /** Those that one's own unit called, or to which whoever asks is invited. */
  readonly conferences: readonly ConferenceLine[];
  /** Whether whoever asks is trained for protected notes: says nothing of whether there are any. */
  readonly trained: boolean;
  /** Whether whoever asks keeps the register of minors: says nothing of whether she stands there. */
  readonly keepsMinors: boolean;
  /** Whether a section is open here: of what is not, nothing is said, not even that there is none. */
  readonly opens: (section: ShareSection | 'spine') => boolean;
}

/** Reads the rest of a file whose reading was noted. */
export async function loadFile(
  { tx, now, actor }: Pick<PageRequest, 'tx' | 'now' | 'actor'>,
  personId: string,
  known: KnownPerson,
): Promise<FileFacts> {
  const [tasks, bookings, documents, referrals, conferences, held, trained, standing, offices] =
    await Promise.all([
      listTasks(tx, personId, { endedSince: now.subtract({ hours: 24 * DONE_DAYS }) }),
      listBookingsOf(tx, personId, { since: now }),
      listDocuments(tx, personId),
      listReferralsOf(tx, personId),
      listConferencesOf(tx, personId),
      listHeldSections(tx, personId),
      opensCompartments(tx),
      findStanding(tx, personId, referringUnits(actor)),
      listRegisterOffices(tx),
    ]);
  const needs = new Map(known.needs.map((need) => [need.id, need]));
  return {
    // A task for a need that is not to be known here is not to be known either.
    tasks: tasks.filter(({ needId }) => needId === null || needs.has(needId)),
    bookings: bookings.filter(({ subjectId }) => known.shows(subjectId)),
    documents,
    referrals,
    conferences,
    trained,
    keepsMinors: keepsRegister(actor, offices),
    standing,
    opens: (section) => held.includes('spine') || held.includes(section),
  };
}

/** Somebody who goes with her: whose task is open, who did something for her lately. */
export interface Companion {
  readonly name: string;
  readonly unitId: string;
}

/** CAS-35: who goes with her is whoever has an open task of hers, then whoever of one's own office acted. */
export function listCompanions(
  tasks: readonly Pick<TaskLine, 'assignee' | 'unitId' | 'state'>[],
  acts: readonly { readonly author: string; readonly unitId: string }[],
): Companion[] {
  const all = [
    ...tasks.flatMap(({ assignee, unitId, state }) =>
      state === 'open' && assignee ? [{ name: assignee, unitId }] : [],
    ),
    ...acts.slice(0, 3).map(({ author, unitId }) => ({ name: author, unitId })),
  ];
  return [...new Map(all.map((one) => [`${one.name} ${one.unitId}`, one])).values()].slice(0, 6);
}
