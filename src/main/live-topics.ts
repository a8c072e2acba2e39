// Which open screens an event concerns, and who may listen to a topic. A topic names a thing, never
// its content; whoever is poked fetches with her own rights.
//   queue:<office>   who waits at an office        floor:<centre>   the whole house
//   board:<centre>   the wall (pushed, anonymous)  visit:<id>       one trip
//   file:<person>    one case file                 directory        names, hours, offices, services
//   referrals:<unit> what a unit sent and got      households:<unit> any household that it wrote down
//   alarm:<centre>   emergencies at desks    mediation:<centre>  mediators asked for
import { isId } from '#base/ids.ts';
import type { Transaction } from '#platform/db/transaction.ts';
import type { RecordedEvent } from '#platform/event-log/events.ts';
import type { Actor } from '#platform/session/actor.ts';
import {
  COORDINATION,
  DESK,
  isFenced,
  mayAct,
  reachesPeople,
  receivingUnits,
  WELCOME,
} from '#modules/access/decide.ts';
import type { Directory } from '#modules/directory/schema.ts';
import { referringUnits } from '#modules/referrals/who-may.ts';
import { watches } from '#modules/visits/rules/alarm-rules.ts';
import { listReachable } from '#modules/visits/reach-queries.ts';

/** Something in the directory changed. Processes hear it and read it anew; no screen listens. */
export const DIRECTORY = 'directory';

const ENDS_SITTING: ReadonlySet<string> = new Set([
  'stop.finished',
  'stop.forwarded',
  'stop.parked',
  'stop.sent-back',
  'stop.missed',
  'stop.parted',
]);

/** The topics that an event touches. */
export function topicsOf(event: RecordedEvent): string[] {
  // An alarm is told to those who watch over the house, and to the desk's own office for its mark.
  if (event.kind.startsWith('alarm.'))
    return [`alarm:${event.centreId}`, `queue:${event.officeId}`];
  if (event.kind.startsWith('mediator.')) return [`mediation:${event.centreId}`];
  if (event.kind.startsWith('referral.') || event.kind.startsWith('package.')) {
    const units = [event.unitId, event.data?.['toUnitId']].map((unit) => `referrals:${unit}`);
    return event.personId ? [...units, `file:${event.personId}`] : units;
  }
  // A partner brings the name of its unit.
  const isDirectory = event.kind === 'directory.changed' || event.kind === 'partner.changed';
  const topics: string[] = isDirectory ? [DIRECTORY] : [];
  // Of the unit and not of a household or a person: whoever hears it learns of nobody in particular.
  if (event.kind.startsWith('household.')) topics.push(`households:${event.unitId}`);
  // Who is kept away, and where she looks at a household, the log doesn't say: all are asked alike, and whoever hears
  // it can't tell it from a household that changed.
  if (event.kind === 'person.kept-away' || event.kind === 'person.let-back')
    topics.push('households:*');
  // With a sitting ends what was asked for it.
  if (ENDS_SITTING.has(event.kind)) topics.push(`mediation:${event.centreId}`);
  if (event.officeId) topics.push(`queue:${event.officeId}`);
  const to = event.data?.['toOfficeId'];
  if (typeof to === 'string') topics.push(`queue:${to}`);
  // She stands in these queues too, and is free for them, or no longer.
  const others = event.data?.['elsewhere'];
  if (Array.isArray(others)) topics.push(...others.map((office) => `queue:${office}`));
  if (event.centreId) topics.push(`floor:${event.centreId}`, `board:${event.centreId}`);
  if (event.visitId) topics.push(`visit:${event.visitId}`);
  if (event.personId) topics.push(`file:${event.personId}`);
  return topics;
}

/**
 * Of the topics that somebody asks to hear, those that she may hear now. `tx` and `actor` are
 * undefined for those who are not signed in: they hear boards only.
 */
export async function listAllowedTopics(
  asking: { readonly tx: Transaction; readonly actor: Actor } | undefined,
  topics: readonly string[],
  directory: Directory,
): Promise<string[]> {
  const byId = topics
    .map(partsOf)
    .filter(({ kind, id }) => (kind === 'visit' || kind === 'file') && isId(id));
  const reached =
    asking && byId.length > 0 && reachesPeople(asking.actor)
      ? await listReachable(asking.tx, {
          visitIds: byId.filter(({ kind }) => kind === 'visit').map(({ id }) => id),
          personIds: byId.filter(({ kind }) => kind === 'file').map(({ id }) => id),
        })
      : new Set<string>();
  return topics.filter((topic) => {
    const { kind, id } = partsOf(topic);
    return reached.has(id) || mayListen(asking?.actor, kind, id, directory);
  });
}

function partsOf(topic: string): { readonly kind: string; readonly id: string } {
  const [kind = '', id = ''] = topic.split(/:(.*)/s);
  return { kind, id };
}

function mayListen(
  actor: Actor | undefined,
  kind: string,
  id: string,
  directory: Directory,
): boolean {
  if (kind === 'board') return directory.centres.has(id);
  if (!actor) return false;
  if (kind === 'floor') {
    return (
      directory.centres.has(id) &&
      mayAct(actor, { roles: [...WELCOME, ...COORDINATION], centreId: id }) &&
      !isFenced(actor)
    );
  }
  if (kind === 'referrals') return referringUnits(actor).includes(id);
  if (kind === 'households') return receivingUnits(actor).includes(id);
  if (kind === 'alarm') return directory.centres.has(id) && watches(actor, id);
  if (kind === 'mediation') {
    const roles = isFenced(actor) ? DESK : [...DESK, ...WELCOME];
    return directory.centres.has(id) && mayAct(actor, { roles, centreId: id });
  }
  const office = kind === 'queue' ? directory.offices.get(id) : undefined;
  if (!office) return false;
  const { unitId, centreId } = office;
  return mayAct(actor, { roles: [...DESK, ...COORDINATION], units: [unitId], centreId });
}
