// Which open screens an event concerns, and who may listen to a topic. A topic names a thing, never
// its content; whoever is poked fetches with her own rights.
//   queue:<office>   who waits at an office        floor:<centre>   the whole house
//   board:<centre>   the wall (pushed, anonymous)  visit:<id>       one trip
//   file:<person>    one case file
import type { RecordedEvent } from '#platform/event-log/events.ts';
import type { Actor } from '#platform/session/actor.ts';
import { COORDINATION, DESK, mayAct, unitsAt, WELCOME } from '#modules/access/decide.ts';
import type { Directory } from '#modules/directory/schema.ts';

/** The topics that an event touches. */
export function topicsOf(event: RecordedEvent): string[] {
  const topics: string[] = [];
  if (event.officeId) topics.push(`queue:${event.officeId}`);
  const to = event.data?.['toOfficeId'];
  if (typeof to === 'string') topics.push(`queue:${to}`);
  if (event.centreId) topics.push(`floor:${event.centreId}`, `board:${event.centreId}`);
  if (event.visitId) topics.push(`visit:${event.visitId}`);
  if (event.personId) topics.push(`file:${event.personId}`);
  return topics;
}

/** May this actor (or, undefined, anybody at all) hear of a topic? Visits and files: by their rows, asked apart. */
export function mayListen(actor: Actor | undefined, topic: string, directory: Directory): boolean {
  const [kind = '', id = ''] = topic.split(/:(.*)/s);
  if (kind === 'board') return directory.centres.has(id);
  if (!actor) return false;
  if (kind === 'floor') {
    return (
      mayAct(actor, { roles: [...WELCOME, ...COORDINATION], centreId: id }) &&
      !actor.memberships.some((m) => m.link === 'direct')
    );
  }
  if (kind === 'queue') {
    const office = directory.offices.get(id);
    if (!office) return false;
    return (
      unitsAt(actor, office.centreId).includes(office.unitId) &&
      mayAct(actor, { roles: [...DESK, ...COORDINATION], centreId: office.centreId })
    );
  }
  return false;
}
