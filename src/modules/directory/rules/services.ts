// From what a person needs to who can help here: services of a centre for a subject, best first.
import type { Centre, Directory, Office, OfficeService, Service, Subject } from '../schema.ts';

/** A service at one office of a centre. */
export interface OfferedService {
  readonly office: Office;
  readonly service: Service;
  readonly offer: OfficeService;
}

/** The subject of the first level that a subject stands under, or is. */
export function tileOf(directory: Directory, subject: Subject): Subject {
  return (subject.parentId && directory.subjects.get(subject.parentId)) || subject;
}

/**
 * Services for a subject at a centre, best first, possibly of several offices; empty for a centre or
 * subject that doesn't exist.
 */
// DIR-8: a service that answers exactly what is asked comes first, then those of the whole subject,
// each in the order that the centre has set; a service for another question is no answer
export function listServicesForSubject(
  directory: Directory,
  centreId: string,
  subjectId: string,
): OfferedService[] {
  const centre = directory.centres.get(centreId);
  const subject = directory.subjects.get(subjectId);
  if (!centre || !subject) return [];
  const tile = tileOf(directory, subject);
  const here = listOffers(centre).filter(({ service }) => {
    const own = directory.subjects.get(service.subjectId);
    return own !== undefined && tileOf(directory, own).id === tile.id;
  });
  if (subject.parentId === undefined) return here.toSorted(byRank);
  const exact = here.filter(({ service }) => answersExactly(service, subject.id));
  const general = here.filter(
    ({ service }) => service.subjectId === tile.id && !answersExactly(service, subject.id),
  );
  return [...exact.toSorted(byRank), ...general.toSorted(byRank)];
}

/** Everything that a centre offers, office by office. */
export function listOffers(centre: Centre): OfferedService[] {
  return centre.offices.flatMap((office) =>
    office.offers.map((offer) => ({ office, service: offer.service, offer })),
  );
}

function answersExactly(service: Service, subjectId: string): boolean {
  return service.subjectId === subjectId || service.answers.includes(subjectId);
}

// Equal ranks keep the order of the offices, because sorting is stable.
function byRank(a: OfferedService, b: OfferedService): number {
  return a.offer.rank - b.offer.rank;
}
