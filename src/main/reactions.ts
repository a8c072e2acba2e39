// Who reacts to what: one table. A reader of the log enqueues these jobs in its own transaction,
// the event's id as the job's key, so that each is done at least once and doing it twice changes
// nothing. A module on the left never calls one on the right; it emits an event, and here is why
// something follows.
import type { RecordedEvent } from '#platform/event-log/events.ts';
import type { JobName, JobPayloads } from './jobs.ts';

/** One job that follows from an event. */
export type Reaction = {
  [Name in JobName]: { readonly job: Name; readonly payload: JobPayloads[Name] };
}[JobName];

/** Somebody is new, or something of her has changed: others may be the same. */
const compared = ({ personId }: RecordedEvent): readonly Reaction[] =>
  personId ? [{ job: 'compare-files', payload: { personId } }] : [];

export const REACTIONS: Readonly<Record<string, (event: RecordedEvent) => readonly Reaction[]>> = {
  'person.registered': compared,
  'person.corrected': compared,
  'document.noted': compared,
  // With whom somebody belongs together speaks for and against, too.
  'household.joined': compared,
  'household.left': compared,
  'household.leaving-taken-back': compared,
  // Access ends with the visit, whatever a desk left open.
  'visit.closed': (event) =>
    event.visitId ? [{ job: 'end-access', payload: { visitId: event.visitId } }] : [],
  // Who is told has it on the screen already; the letter follows.
  'glass.broken': () => [{ job: 'send-glass-letters', payload: {} }],
  // Whoever waits for a photograph sees it as soon as it is judged.
  'file.added': () => [{ job: 'scan-files', payload: {} }],
  'photo.handed-in': () => [{ job: 'scan-files', payload: {} }],
  // She stands there and waits for it: not for the next minute.
  'ticket.link-asked': () => [{ job: 'send-messages', payload: {} }],
};
