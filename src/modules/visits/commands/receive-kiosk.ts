// kiosk.receive: somebody takes a ticket by herself. A language and needs, no name; the route is made
// by the very rule of the door (VIS-1), and what today can't serve is said before a ticket (VIS-161).
import { randomInt } from 'node:crypto';
import { sql } from 'kysely';
import { isProblem, type Problem, problem } from '#base/problem.ts';
import type { Transaction } from '#platform/db/transaction.ts';
import { command } from '#platform/run-command/command.ts';
import { findOwnDevice } from '../../access/device-queries.ts';
import { caseFileNumber } from '../../casefiles/schema.ts';
import { isOpen, openingsOn } from '../../directory/rules/hours.ts';
import { loadDirectory } from '../../directory/queries.ts';
import { listServicesForSubject } from '../../directory/rules/services.ts';
import type { Precedence } from '../../planning/rules/precedence.ts';
import { listKioskLoad } from '../kiosk-queries.ts';
import { minutesLeft, wishedAt } from '../kiosk-wishes.ts';
import { refuseAtKiosk, type Wished } from '../overflow-rules.ts';
import { type Answer, planReception, type Reception } from '../reception-rules.ts';
import { QUEUE_REFUSALS } from '../closed-queues.ts';
import { kioskInput } from '../schema.ts';

interface KioskFacts {
  readonly centreId: string;
  readonly hostUnitId: string;
  readonly day: Temporal.PlainDate;
  readonly number: number;
  readonly answers: readonly Answer[];
  readonly precedence: readonly Precedence[];
  readonly open: boolean;
  readonly wished: readonly Wished[];
}

export const receiveAtKiosk = command({
  name: 'kiosk.receive',
  summary: 'Gives a ticket at the kiosk that asks: a language and needs, no name.',
  input: kioskInput,
  async load(tx, { subjectIds }, _actor, now): Promise<KioskFacts | Problem> {
    const own = await findOwnDevice(tx);
    if (own?.kind !== 'kiosk') return problem('not-found');
    const at = now.toZonedDateTimeISO(await zoneOf(tx, own.centreId));
    const day = at.toPlainDate();
    const [directory, precedence, loads, numbered] = await Promise.all([
      loadDirectory(tx, day),
      tx.text<Precedence>(
        'select service_id as "serviceId", after_service_id as "afterServiceId" from directory.service_precedence',
      ),
      listKioskLoad(tx, day),
      tx.text<{ number: number }>('select visits.next_number($1, $2) as number', [
        own.centreId,
        day,
      ]),
    ]);
    const centre = directory.centres.get(own.centreId);
    const host =
      centre?.offices.find(({ kind }) => kind === 'welcome') ??
      centre?.offices.find(({ kind }) => kind === 'local');
    if (!centre || !host) return problem('not-found');
    const left = minutesLeft(openingsOn(centre.timetable, day), at);
    return {
      centreId: centre.id,
      hostUnitId: host.unitId,
      day,
      number: numbered[0]?.number ?? 1,
      answers: subjectIds.flatMap((subjectId) =>
        listServicesForSubject(directory, centre.id, subjectId).map(({ office, service }) => ({
          subjectId,
          officeId: office.id,
          unitId: office.unitId,
          serviceId: service.id,
        })),
      ),
      precedence,
      open: isOpen(centre.timetable, now),
      wished: wishedAt(directory, centre, subjectIds, loads, left),
    };
  },
  // The facts are those of the kiosk that asks, or there are none.
  may: () => true,
  decide(facts, input, _actor, now) {
    const refused = refuseAtKiosk(facts.open, facts.wished);
    if (refused) return refused;
    const code = String(randomInt(10_000)).padStart(4, '0');
    const planned = planReception({ ...facts, code, personId: undefined, priority: 0 }, input, now);
    if (isProblem(planned)) return planned;
    const { visitId = '', number = 0 } = planned.result;
    // A device is told of no person.
    return { ...planned, result: { visitId, number } };
  },
  apply(tx, { visit, needs, stops }: Reception, now) {
    const number = caseFileNumber(crypto.getRandomValues(new Uint8Array(8)));
    const decided = JSON.stringify({ visit, needs, stops });
    tx.write(
      sql`select visits.receive_at_kiosk(${decided}::jsonb, ${number}, ${now.toString()}::timestamptz)`,
      'any',
    );
  },
  refusals: QUEUE_REFUSALS,
});

async function zoneOf(tx: Transaction, centreId: string): Promise<string> {
  const [row] = await tx.text<{ zone: string }>('select zone from directory.centre where id = $1', [
    centreId,
  ]);
  return row?.zone ?? 'UTC';
}
