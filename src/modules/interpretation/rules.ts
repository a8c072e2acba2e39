// What may happen to a request for a mediator, as pure functions.
import { type Problem, problem } from '#base/problem.ts';
import type { NewEvent } from '#platform/event-log/events.ts';
import type { Actor } from '#platform/session/actor.ts';
import { mayAct, type Role } from '../access/decide.ts';
import type { MediatorRequest } from './schema.ts';

const MEDIATORS: readonly Role[] = ['mediator', 'reception-mediator'];

/** May this actor mediate at the desks of a house: for the unit that receives people there? */
export function mayMediate(actor: Actor, hostUnitId: string, centreId: string): boolean {
  return mayAct(actor, { roles: MEDIATORS, units: [hostUnitId], centreId });
}

/** VIS-81: a request is accepted once, by somebody who speaks its language. */
export function refuseAccept(request: MediatorRequest, actor: Actor): Problem | undefined {
  if (request.endedAt) return problem('conflict', 'request-over');
  if (request.mediatorId) return problem('conflict', 'request-taken');
  return actor.speaks.includes(request.language)
    ? undefined
    : problem('conflict', 'language-not-spoken');
}

/** VIS-82: whoever accepted joins, once. */
export function refuseJoin(request: MediatorRequest): Problem | undefined {
  if (request.endedAt) return problem('conflict', 'request-over');
  return request.joinedAt ? problem('conflict', 'already-joined') : undefined;
}

/** VIS-83: a request ends once: by whoever asked, whoever accepted, or with the sitting. */
export function refuseEnd(request: MediatorRequest): Problem | undefined {
  return request.endedAt ? problem('conflict', 'request-over') : undefined;
}

/** Somebody at work who mediates, and what binds her now. */
export interface Mediator {
  readonly accountId: string;
  readonly speaks: readonly string[];
}

/** VIS-84: free is who speaks the language, sits at no desk and beside none, and goes to no other. */
export function freeMediators<Each extends Mediator>(
  atWork: readonly Each[],
  language: string,
  bound: ReadonlySet<string>,
): Each[] {
  return atWork.filter(
    ({ accountId, speaks }) => speaks.includes(language) && !bound.has(accountId),
  );
}

/** An event of a request. */
export function requestEvent(kind: string, request: MediatorRequest): NewEvent {
  const { id, stopId, deskId, language, centreId, officeId, unitId } = request;
  return { kind, centreId, officeId, unitId, data: { requestId: id, stopId, deskId, language } };
}
