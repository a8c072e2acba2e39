// Whether a colleague who sees a person's file, but is no member of her compartment, can tell by how long a
// page takes that there is one: 2,000 pairs at each address, one person with a compartment that was written
// in, one without, in random order. What a classifier on time alone reaches (AUC; 0.5 is chance), and how
// many statements the web process sent for each of the two.
import { bench, type Result } from './support/bench.ts';
import { KeepAlive } from './support/keep-alive.ts';
import { openPlace } from './support/place.ts';
import { COUNTING } from './support/statements.ts';
import { CENTRE, done, receive, sessionOf, welcomeSession } from './support/staff.ts';
import { type About, askPairs, get, type Question, tellApart } from './support/telling.ts';

/** Of each kind. */
const PEOPLE = 100;

const QUESTIONS: readonly Question[] = [
  { of: 'case file', ask: get(({ person }) => `/people/${person}`) },
  { of: 'trip', ask: get(({ visit }) => `/visits/${visit}`) },
  { of: 'facts', ask: get(({ person }) => `/people/${person}/facts`) },
  { of: 'files', ask: get(({ person }) => `/people/${person}/files`) },
  { of: 'household', ask: get(({ person }) => `/people/${person}/household`) },
  { of: 'ticket', ask: get(({ visit }) => `/reception/${CENTRE}/ticket/${visit}`) },
  { of: 'who saw it', ask: get(({ person }) => `/people/${person}/readings`) },
  { of: 'protected notes', ask: get(({ person }) => `/people/${person}/compartments`) },
  { of: 'visit by the API', ask: get(({ visit }) => `/api/v1/visits/${visit}`) },
  { of: 'tasks by the API', ask: get(({ person }) => `/api/v1/people/${person}/tasks`) },
];

async function main(): Promise<Result[]> {
  const place = await openPlace(COUNTING);
  try {
    const origin = await place.serve();
    const token = await welcomeSession(place.urls.owner);
    const door = new KeepAlive(origin, token);
    const member = new KeepAlive(
      origin,
      await sessionOf(place.urls.owner, 'samira.haddad@oneroof.example'),
    );
    const kinds: Record<'some' | 'others', About[]> = { some: [], others: [] };
    // By turns, so that whoever has one came neither earlier nor later.
    for (let n = 0; n < PEOPLE * 2; n++) {
      const { personId, visitId, stopId = '' } = await receive(door);
      const about = { person: String(personId), visit: String(visitId), stop: stopId };
      if (n % 2 === 1) {
        kinds.others.push(about);
        continue;
      }
      const opened = { personId: about.person, kindId: 'violence' };
      const { compartmentId } = await done(member, 'compartment.open', opened);
      await done(member, 'leaf.write', { compartmentId, body: 'Ela não quer que lhe telefonem.' });
      kinds.some.push(about);
    }
    for (const http of [door, member]) http.close();
    return await tellApart({
      questions: QUESTIONS,
      kinds: 'with a compartment against without',
      superuserUrl: place.superuserUrl,
      origin,
      token,
      ...kinds,
    });
  } finally {
    await place.close();
  }
}

await bench('compartments', main, { ask: askPairs(QUESTIONS) });
