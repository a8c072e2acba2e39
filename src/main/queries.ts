// Every query of the API.
import { z } from 'zod';
import { idField, slugField } from '#base/fields.ts';
import { problem } from '#base/problem.ts';
import { type ApiQuery, apiQuery } from '#platform/http/api.ts';
import { COORDINATION, DESK, mayAct, reachesPeople, WELCOME } from '#modules/access/decide.ts';
import { noteReading } from '#modules/access/note-reading.ts';
import { findTrip, listBoard, listQueue } from '#modules/visits/queries.ts';
import { PROMISE_QUERIES } from './queries-promises.ts';
import { findTicket } from '#modules/visits/ticket-query.ts';

const queue = apiQuery({
  path: '/offices/{officeId}/queue',
  summary: 'Who waits, is called, served or parked at an office: numbers, languages and services.',
  input: z.strictObject({ officeId: slugField() }),
  output: z.object({
    items: z.array(
      z.object({
        stopId: z.string(),
        number: z.int(),
        language: z.string(),
        serviceId: z.string(),
        state: z.string(),
      }),
    ),
  }),
  async answer(tx, { officeId }, actor) {
    const [offices, lines] = await Promise.all([
      tx.text<{ unitId: string; centreId: string }>(
        'select unit_id as "unitId", centre_id as "centreId" from directory.office where id = $1',
        [officeId],
      ),
      listQueue(tx, officeId),
    ]);
    const may = offices.some(({ unitId, centreId }) =>
      mayAct(actor, { roles: [...DESK, ...COORDINATION], units: [unitId], centreId }),
    );
    if (!may) return problem('not-found');
    return {
      items: lines.map(({ stopId, number, language, serviceId, state, queuedAt }) => ({
        stopId,
        number,
        language,
        serviceId,
        state,
        queuedAt,
      })),
    };
  },
});

const board = apiQuery({
  path: '/centres/{centreId}/board',
  summary: 'Numbers called, served and waiting in a house.',
  input: z.strictObject({ centreId: slugField() }),
  output: z.object({
    items: z.array(
      z.object({
        number: z.int(),
        state: z.string(),
        desk: z.string().nullable(),
        officeId: z.string(),
      }),
    ),
  }),
  async answer(tx, { centreId }) {
    const lines = await listBoard(tx, centreId);
    return {
      items: lines.map((line) => ({
        number: line.number,
        state: line.state,
        desk: line.desk_label,
        officeId: line.office_id,
      })),
    };
  },
});

const visit = apiQuery({
  path: '/visits/{visitId}',
  summary: 'One trip with its stops and needs, as far as the asking account may see it.',
  input: z.strictObject({ visitId: idField() }),
  output: z.object({
    id: z.string(),
    number: z.int(),
    language: z.string(),
    state: z.string(),
    stops: z.array(z.object({ stopId: z.string(), officeId: z.string(), state: z.string() })),
  }),
  async answer(tx, { visitId }, actor) {
    const trip = reachesPeople(actor) ? await findTrip(tx, visitId) : undefined;
    if (!trip) return problem('not-found');
    await noteReading(tx, [trip.personId], 'serve', 'api');
    const { code: _, ...shown } = trip;
    return shown;
  },
});

// VIS-22: the code on the paper is told to those who print papers, and to no desk: what an office
// with a direct enforcement link must be shown can't be had by looking it up.
const ticket = apiQuery({
  path: '/visits/{visitId}/ticket',
  summary: 'The paper of a visit, for those who receive people in the house.',
  input: z.strictObject({ visitId: idField() }),
  output: z.object({
    visitId: z.string(),
    number: z.int(),
    code: z.string(),
    language: z.string(),
    stops: z.array(
      z.object({ officeId: z.string(), subjectId: z.string(), serviceId: z.string() }),
    ),
  }),
  async answer(tx, { visitId }, actor) {
    const paper = await findTicket(tx, visitId);
    if (!paper) return problem('not-found');
    const { personId, hostUnitId, centreId, ...shown } = paper;
    if (!mayAct(actor, { roles: WELCOME, units: [hostUnitId], centreId }))
      return problem('not-found');
    await noteReading(tx, [personId], 'receive', 'api');
    return shown;
  },
});

export const QUERIES: readonly ApiQuery<unknown>[] = [
  queue,
  board,
  visit,
  ticket,
  ...PROMISE_QUERIES,
];
