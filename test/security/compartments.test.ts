// For whoever is no member, a compartment changes nothing: every address answers the same bytes before one is
// opened, while it is written in and read, and after. And what was written in one is nowhere in clear: not in
// a table, the files and the write-ahead log of the database, what its server logs or spills, a job, a backup,
// a temporary file, or what the process prints.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { newId } from '#base/ids.ts';
import { prepareJobs } from '#main/jobs.ts';
import { withClient } from '#platform/embedded-postgres/roles.ts';
import {
  backupAsText,
  filesAsBytes,
  holds,
  serverLogAsBytes,
  tablesAsText,
  temporaryFilesSince,
} from '../support/canaries.ts';
import { type PlayedHouse, playHouse } from '../support/played-house.ts';
import { accountOf } from '../support/played-sharing.ts';
import { somebody } from '../support/somebody.ts';

let played: PlayedHouse;
let samira: string;
const others: Record<string, string> = {};
beforeAll(async () => {
  played = await playHouse({ unlimited: true, connections: 8 });
  const { house, tokens } = played;
  samira = await house.tokenOf('Samira');
  const welcome = { unitId: 'network-welcome', centreId: 'cnaim-lisboa' };
  const officer = await somebody(house, 'data-protection-officer', welcome);
  Object.assign(others, {
    iryna: tokens.iryna,
    paulo: tokens.paulo,
    helena: tokens.helena,
    ines: tokens.ines,
    marta: tokens.marta,
    officer: officer.token,
    // Trained as the members are, of their own unit.
    trained: await house.tokenOfLogin('youssef.amrani@oneroof.example'),
  });
  await house.done(officer.token, 'training.give', {
    accountId: await accountOf(house, 'youssef.amrani@oneroof.example'),
    topicId: 'violence',
    from: '2026-03-01',
    until: '2027-03-01',
  });
}, 120_000);
afterAll(() => played?.close());

/** Made anew for each answer: ids in hidden fields, tokens; and the stream, which never ends. */
const MADE = [/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, /value="[\w-]{43}"/g];
const ENDLESS = ['/live', '/my-ticket/live'];

/** Everything that every address answers to each of them, about one person. */
async function answers(of: { visitId: string; personId: string }): Promise<Map<string, string>> {
  const { house } = played;
  const ids: Readonly<Record<string, string>> = {
    centreId: 'cnaim-lisboa',
    officeId: 'cnaim-lisboa.iss',
    deskId: 'cnaim-lisboa.d4',
    unitId: 'network-welcome',
    accountId: await accountOf(house, 'samira.haddad@oneroof.example'),
    otherId: played.ana.personId,
    ...of,
  };
  const paths = house.app.routes
    .filter(({ method, path }) => method === 'GET' && !ENDLESS.includes(path))
    .map(({ path }) => path.replaceAll(/:(\w+)/g, (_all, name: string) => ids[name] ?? 'x'));
  const searches = ['/reception/cnaim-lisboa/known?name=نور', '/people?name=Amal'];
  const found = new Map<string, string>();
  for (const [who, token] of Object.entries(others)) {
    for (const path of new Set([...paths, ...searches])) {
      const answer = await house.app.request(path, { headers: { Cookie: `oneroof=${token}` } });
      const headers = [...answer.headers].filter(
        ([name]) => !['date', 'x-request-id'].includes(name),
      );
      let text = JSON.stringify([answer.status, headers]) + (await answer.text());
      for (const made of MADE) text = text.replaceAll(made, 'made');
      found.set(`${who} ${path}`, text);
    }
  }
  return found;
}

/** Without what is drawn at random: challenges, links and their codes to be photographed, seconds. */
const outlineOf = (text: string) =>
  text
    .replaceAll(/<svg[\s\S]*?<\/svg>/g, '')
    .replaceAll(/value="[^"]*"/g, '')
    .replaceAll(/[\w-]{20,}|\b[A-Z0-9]{4,}\b/g, 'made')
    .replaceAll(/\d+/g, '0');
const differing = (
  a: ReadonlyMap<string, string>,
  b: ReadonlyMap<string, string>,
  keys: Iterable<string> = a.keys(),
  as: (text: string) => string = (text) => text,
) => [...keys].filter((key) => as(a.get(key) ?? '') !== as(b.get(key) ?? ''));
/** Never the same twice, whatever happens: a page that draws something at random, and a paper with a code. */
const AT_RANDOM =
  /^\w+ (\/sign-in(\/second|\/enrol)?|\/account\/security|\/device|\/settings\/accounts\/\S+|\/visits\/[0-9a-f-]+(\/summary)?|\/reception\/\S+\/slip\.pdf)$/;

test('opened, written in, read and emptied: every answer to everybody else is the same, to the byte', {
  timeout: 600_000,
}, async () => {
  const { house, amal } = played;
  // What was looked at once stands on the lists of who looked: all of it is looked at before.
  await answers(amal);
  const before = await answers(amal);
  expect(before.size).toBeGreaterThan(700);
  // What differs though nothing happened is compared by its outline; a picture and a code on a screen have none.
  const random = differing(before, await answers(amal));
  expect(random.filter((key) => !AT_RANDOM.test(key))).toEqual([]);
  const stable = [...before.keys()].filter((key) => !AT_RANDOM.test(key));
  const outlined = [...before.keys()].filter(
    (key) => AT_RANDOM.test(key) && !/(slip\.pdf|\/device)$/.test(key),
  );
  const changed = (now: ReadonlyMap<string, string>) => [
    ...differing(before, now, stable),
    ...differing(before, now, outlined, outlineOf),
  ];
  const { personId } = amal;
  const { compartmentId } = await house.done(samira, 'compartment.open', {
    personId,
    kindId: 'violence',
  });
  const write = { compartmentId, body: 'Não telefonar.' };
  const { leafId } = await house.done(samira, 'leaf.write', write);
  const accountId = await accountOf(house, 'joana.prates@oneroof.example');
  await house.done(samira, 'member.name', { compartmentId, accountId });
  const path = `/compartments/${compartmentId}`;
  const read = (token: string, at: string) =>
    house.app.request(at, { headers: { Cookie: `oneroof=${token}` } });
  expect(await (await read(samira, path)).text()).toContain('Não telefonar.');
  const after = await answers(amal);
  expect(changed(after)).toEqual([]);

  // It is there for nobody else, by its id either; acts in it are answered as those in none.
  const asked = async (token: string, id: string) => {
    const page = await read(token, `/compartments/${id}`);
    const act = await house.run(token, 'leaf.write', { ...write, compartmentId: id });
    return JSON.stringify([page.status, await page.text(), act]).replaceAll(id, 'ID');
  };
  for (const [who, token] of Object.entries(others)) {
    const theirs = (await asked(token, String(compartmentId))).replaceAll(MADE[0] ?? '', 'made');
    expect(theirs, who).toBe((await asked(token, newId())).replaceAll(MADE[0] ?? '', 'made'));
  }

  await house.done(samira, 'leaf.take-back', { compartmentId, leafId });
  await house.done(samira, 'member.end', { compartmentId, accountId });
  expect(changed(await answers(amal))).toEqual([]);
});

const CANARY = `canario-${newId().slice(-12)}`;
/** Written in an ordinary note: what looks for one finds the other. */
const CONTROL = `controlo-${newId().slice(-12)}`;

test('what was written in one is nowhere in clear', { timeout: 300_000 }, async () => {
  const { house, ana, tokens } = played;
  const began = Date.now();
  const said: string[] = [];
  const spies = (['log', 'error', 'warn'] as const).map((name) =>
    vi.spyOn(console, name).mockImplementation((...words) => void said.push(words.join(' '))),
  );
  await prepareJobs(house.database.urls);
  await house.done(tokens.paulo, 'note.write', { stopId: ana.stopId, body: CONTROL });
  const { compartmentId } = await house.done(samira, 'compartment.open', {
    personId: played.nour.personId,
    kindId: 'violence',
  });
  const send = async (path: string, fields: Record<string, string>) => {
    const answer = await house.app.request(path, {
      method: 'POST',
      body: new URLSearchParams({ commandId: newId(), ...fields }),
      headers: { Authorization: `Bearer ${samira}` },
    });
    return answer.status;
  };
  const path = `/compartments/${compartmentId}/write`;
  expect(await send(path, { body: `Ela disse: ${CANARY}.` })).toBe(303);
  const { leafId } = await house.done(samira, 'leaf.write', { compartmentId, body: CANARY });
  expect(await send(path, { correctsId: String(leafId), body: `${CANARY}, afinal.` })).toBe(303);
  // Refused: too long, in what is gone, by whoever is no member, without the key of the id.
  expect(await send(path, { body: CANARY.repeat(500) })).toBe(422);
  await house.run(samira, 'leaf.write', { compartmentId, correctsId: newId(), body: CANARY });
  await house.run(tokens.iryna, 'leaf.write', { compartmentId, body: CANARY });
  const page = await house.app.request(`/compartments/${compartmentId}`, {
    headers: { Cookie: `oneroof=${samira}` },
  });
  expect((await page.text()).split(CANARY).length).toBeGreaterThan(3);

  const { superuserUrl, urls } = house.database;
  await withClient(superuserUrl, (client) =>
    client.query(`do $$ begin raise log '${CONTROL}'; end $$`),
  );
  const left = mkdtempSync(join(tmpdir(), 'oneroof-control-'));
  writeFileSync(join(left, 'left behind'), CONTROL);
  const places = {
    ...(await tablesAsText(superuserUrl)),
    ...(await filesAsBytes(superuserUrl)),
    ...(await serverLogAsBytes(superuserUrl)),
    ...temporaryFilesSince(began),
    ...(await backupAsText(urls.owner)),
  };
  rmSync(left, { recursive: true });
  expect(Object.keys(places)).toEqual(
    expect.arrayContaining([
      'table log.command',
      'table compartments.leaf',
      'table jobs._private_jobs',
    ]),
  );
  for (const spy of spies) spy.mockRestore();
  const where = (word: string) =>
    Object.entries(places).flatMap(([name, text]) => (holds(text, word) ? [name] : []));
  expect(where(CONTROL)).toEqual(
    expect.arrayContaining([
      'table casefiles.note',
      'backup casefiles.note',
      'wal',
      'server log',
      `temporary ${basename(left)}`,
    ]),
  );
  expect(where(CONTROL).some((name) => name.startsWith('file'))).toBe(true);
  expect(where(CANARY)).toEqual([]);
  expect(said.join('\n')).not.toContain(CANARY);
});
