// What every part of a desk's screen must know: whose desk it is, who waits, who is in hand.
import { dayOf } from '#base/dates.ts';
import { type Problem, problem } from '#base/problem.ts';
import { DESK, isFenced, mayAct } from '#modules/access/decide.ts';
import type { Centre, Desk, Office } from '#modules/directory/schema.ts';
import { listShifts } from '#modules/rosters/queries.ts';
import { findOwnAlarm } from '#modules/visits/alarm-queries.ts';
import type { Alarm } from '#modules/visits/rules/alarm-rules.ts';
import { findInHand, type InHand, listDeskHolders } from '#modules/visits/desk-queries.ts';
import { listLentDesks } from '#modules/visits/lent-desks.ts';
import { listQueue, type QueueLine } from '#modules/visits/queries.ts';
import { listStandings } from '#modules/visits/queue-queries.ts';
import { isMissedOut } from '#modules/visits/rules/desk-rules.ts';
import { asToday } from '#modules/visits/rules/lend-rules.ts';
import type { Actor } from '#platform/session/actor.ts';
import type { PageRequest } from '../page.ts';
import { type Speakers, speakersAt } from './bridges.ts';
import { MOST_SHOWN, orderLines, type WaitingLine } from './queue-order.ts';

export interface DeskPlace {
  readonly desk: Desk;
  readonly office: Office;
  readonly centre: Centre;
}

export interface DeskFacts extends DeskPlace {
  /** Opened by the asking account. */
  readonly mine: boolean;
  /** Who opened it, when somebody else did: her name, and her account. */
  readonly heldBy: string | undefined;
  readonly holderId: string | undefined;
  /** Since when the desk takes a break, if it does. */
  readonly breakSince: Temporal.Instant | undefined;
  /** Another desk that the asking account has open. */
  readonly otherDesk: Desk | undefined;
  /** The unit has a direct enforcement link: it sees what she shows there, no more. */
  readonly fenced: boolean;
  /** In the order of being called; last those who can't be called now. */
  readonly waiting: readonly WaitingLine[];
  readonly parked: readonly QueueLine[];
  /** Called twice in vain: no desk calls them by itself any more. */
  readonly missed: readonly QueueLine[];
  readonly hand: InHand | undefined;
  readonly speakers: Speakers;
  /** The alarm that this desk raised, until it is closed. */
  readonly alarm: Alarm | undefined;
}

/** May this actor serve at an office? */
export function mayServeAt(actor: Actor, office: Office): boolean {
  return mayAct(actor, { roles: DESK, units: [office.unitId], centreId: office.centreId });
}

/** The desk of the address with all that its screen shows, or `not-found`. */
export async function loadDesk(page: PageRequest): Promise<DeskFacts | Problem> {
  const { tx, actor, now, params } = page;
  const known = page.directory.desks.get(params['deskId'] ?? '');
  const lent = known ? await listLentDesks(tx, known.centreId) : [];
  const directory = asToday(page.directory, lent);
  const desk = directory.desks.get(params['deskId'] ?? '');
  const office = desk && directory.offices.get(desk.officeId);
  const centre = desk && directory.centres.get(desk.centreId);
  if (!desk || !office || !centre || !mayServeAt(actor, office)) return problem('not-found');
  const [holders, lines, standings, hand, shifts, alarm] = await Promise.all([
    listDeskHolders(tx, centre.id),
    listQueue(tx, office.id),
    listStandings(tx, office.id),
    findInHand(tx, desk.id),
    listShifts(tx, centre.id, dayOf(now, centre.zone)),
    findOwnAlarm(tx, desk.id, actor.accountId),
  ]);
  const holder = holders.find((each) => each.deskId === desk.id);
  const other = holders.find(
    (each) => each.accountId === actor.accountId && each.deskId !== desk.id,
  );
  const mine = holder?.accountId === actor.accountId;
  const languages = mine && holder ? holder.languages : actor.speaks;
  const services = mine ? holder?.serviceIds : undefined;
  return {
    desk,
    office,
    centre,
    mine,
    heldBy: holder && !mine ? holder.name : undefined,
    holderId: holder && !mine ? holder.accountId : undefined,
    otherDesk: other && directory.desks.get(other.deskId),
    fenced: isFenced(actor),
    breakSince: holder?.pausedAt ?? undefined,
    waiting: orderLines(
      lines.filter((line) => !services || services.includes(line.serviceId)),
      standings,
      languages,
      now,
      page.query.has('all') ? undefined : MOST_SHOWN,
    ),
    parked: lines.filter((line) => line.state === 'parked' && !isMissedOut(line)),
    missed: lines.filter(isMissedOut),
    hand: mine ? hand : undefined,
    alarm: mine ? alarm : undefined,
    speakers: speakersAt(languages, shifts, directory.offices, centre.zone, now),
  };
}
