// Whether somebody behind the firewall can tell, by how long a refusal takes, that a person is known:
// 2,000 pairs of questions at each address, one about somebody who never came to that unit, one about
// nobody, in random order. What a classifier on time alone reaches (AUC; 0.5 is chance), and how many
// statements the web process sent for each of the two.
import { withClient } from '#platform/embedded-postgres/roles.ts';
import { newId } from '#base/ids.ts';
import { bench, type Result } from './support/bench.ts';
import { KeepAlive } from './support/keep-alive.ts';
import { openPlace } from './support/place.ts';
import { COUNTING } from './support/statements.ts';
import { hireOfficers, receive, welcomeSession } from './support/staff.ts';
import { type About, askPairs, get, type Question, tellApart } from './support/telling.ts';

/** The unit that polices borders, in the house where everybody is received. */
const OFFICE = 'cnaim-lisboa.aima';
const PEOPLE = 200;

const send =
  (name: string, input: (about: About) => object): Question['ask'] =>
  (http, about) =>
    http.command(name, newId(), input(about));

/** Pages, queries and acts that name a person, a visit or a stop. */
const QUESTIONS: readonly Question[] = [
  { of: 'case file', ask: get(({ person }) => `/people/${person}`) },
  { of: 'trip', ask: get(({ visit }) => `/visits/${visit}`) },
  { of: 'visit by the API', ask: get(({ visit }) => `/api/v1/visits/${visit}`) },
  { of: 'ticket by the API', ask: get(({ visit }) => `/api/v1/visits/${visit}/ticket`) },
  { of: 'tasks by the API', ask: get(({ person }) => `/api/v1/people/${person}/tasks`) },
  {
    of: 'task.add',
    ask: send('task.add', ({ person }) => ({
      personId: person,
      kind: 'call-back',
      title: 'x',
      dueOn: '2030-01-01',
    })),
  },
  { of: 'visit.leave', ask: send('visit.leave', ({ visit }) => ({ visitId: visit })) },
  { of: 'stop.start', ask: send('stop.start', ({ stop }) => ({ stopId: stop })) },
];

const nobody = (): About => ({ person: newId(), visit: newId(), stop: newId() });

async function main(): Promise<Result[]> {
  const place = await openPlace(COUNTING);
  try {
    const [officer] = await hireOfficers(place.urls.owner, OFFICE, 1);
    const origin = await place.serve();
    const door = new KeepAlive(origin, await welcomeSession(place.urls.owner));
    for (let person = 0; person < PEOPLE; person++) await receive(door);
    door.close();
    const some = await withClient(place.urls.owner, async (client) => {
      const { rows } = await client.query<About>(
        'select person_id as person, visit_id as visit, id as stop from visits.stop',
      );
      return rows;
    });
    return await tellApart({
      questions: QUESTIONS,
      kinds: 'known against unknown',
      superuserUrl: place.superuserUrl,
      origin,
      token: officer?.token ?? '',
      some,
      nobody,
    });
  } finally {
    await place.close();
  }
}

await bench('firewall', main, { ask: askPairs(QUESTIONS, nobody) });
