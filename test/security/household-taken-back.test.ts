// A leaving that was recorded by mistake, over a real database and page by page: she belongs to the household as
// if she had never left; only the page that answers the leaving offers it; and open pages ask anew for what they
// show once a household of their unit changed.
import { newId } from '#base/ids.ts';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { asActor } from '#platform/session/enter.ts';
import { topicsOf } from '#main/live-topics.ts';
import { openHouse } from '../support/house.ts';
import { Scene } from '../support/scene.ts';

let scene: Scene;
let iryna: string;
beforeAll(async () => {
  scene = await Scene.open(await openHouse({ connections: 8 }));
  iryna = scene.tokens.iryna;
});
afterEach(() => scene.sweep());
afterAll(() => scene?.close());

type Who = keyof Scene['tokens'];
const send = (path: string, init: RequestInit = {}, who: Who = 'iryna') =>
  scene.house.app.request(path, {
    ...init,
    headers: { Authorization: `Bearer ${scene.tokens[who]}` },
  });
const page = async (path: string, who: Who = 'iryna') => {
  const answer = await send(`${path}${path.includes('?') ? '&' : '?'}lang=en`, {}, who);
  return { status: answer.status, text: await answer.text() };
};
/** A form of the page of somebody's household, as a browser sends it. @returns where it leads */
async function sent(personId: string, act: string, fields: Record<string, string>) {
  const body = new URLSearchParams({ commandId: newId(), ...fields });
  const answer = await send(`/people/${personId}/household/${act}`, { method: 'POST', body });
  return { status: answer.status, to: answer.headers.get('location') ?? '' };
}
const done = (name: string, input: object) => scene.house.done(iryna, name, input);
async function codeOf(leavingId: string): Promise<string> {
  const { answer } = await scene.run(iryna, 'household.take-back-leaving', { leavingId });
  return answer.ok ? 'done' : answer.problem.code;
}

async function family() {
  const [amal, karim] = [await scene.known(), await scene.known()];
  const { householdId } = await done('household.start', {
    members: [
      { personId: amal.personId, role: 'partner' },
      { personId: karim.personId, role: 'adult' },
    ],
  });
  scene.house.wait(1);
  return { householdId: String(householdId), amal: amal.personId, karim: karim.personId };
}
const rowsOf = (householdId: string) =>
  scene.owner(
    `select person_id as id, role, since::text, left_at as left, left_because as because,
       leaving_id as leaving
     from people.household_member where household_id = $1 order by id`,
    [householdId],
  );

describe('PEO-46: a leaving that was recorded by mistake', () => {
  test('is taken back from the page that answers it, to the very membership that there was', async () => {
    const { householdId, amal, karim } = await family();
    const before = await rowsOf(householdId);
    const { to } = await sent(karim, 'leave', { householdId, personId: amal, because: 'moved' });
    const answered = await page(to);
    expect(answered.text).not.toContain(amal);
    const [, leavingId = ''] = /name="leavingId" value="([^"]+)"/.exec(answered.text) ?? [];
    const back = await sent(karim, 'take-back', { leavingId });
    expect(back).toEqual({ status: 303, to: `/people/${karim}/household?done=taken-back` });
    expect(await rowsOf(householdId)).toEqual(before);
    expect((await page(back.to)).text).toContain(amal);
  });

  test('is offered on no other page, to nobody else, and not for long', async () => {
    const { householdId, amal, karim } = await family();
    const { to } = await sent(karim, 'leave', { householdId, personId: amal });
    const offered = async (path: string) => (await page(path)).text.includes('Take back');
    expect(await offered(to)).toBe(true);
    for (const path of [`/people/${karim}/household`, `/people/${amal}/household`])
      expect(await offered(path), path).toBe(false);
    for (const who of ['paulo', 'marta', 'duarte', 'catarina', 'ines', 'helena'] as const)
      expect((await page(to, who)).status, who).toBe(404);
    scene.house.wait(16);
    expect(await offered(to)).toBe(false);
    const [, leavingId = ''] = /leaving=(.+)$/.exec(to) ?? [];
    expect(await codeOf(leavingId)).toBe('too-late');
  });

  test('stands once somebody joined, changed or left, or she stands elsewhere', async () => {
    const { personId: nina } = await scene.known();
    const follows: ((of: Awaited<ReturnType<typeof family>>) => Promise<unknown>)[] = [
      ({ householdId }) => done('household.add', { householdId, personId: nina, role: 'child' }),
      ({ householdId, karim }) =>
        done('household.change-role', { householdId, personId: karim, role: 'parent' }),
      ({ householdId, karim }) => done('household.leave', { householdId, personId: karim }),
      ({ amal }) =>
        done('household.start', {
          members: [
            { personId: amal, role: 'adult' },
            { personId: nina, role: 'sibling' },
          ],
        }),
    ];
    for (const follow of follows) {
      const one = await family();
      const { householdId, amal } = one;
      const { leavingId } = await done('household.leave', { householdId, personId: amal });
      scene.house.wait(1);
      await follow(one);
      expect(await codeOf(String(leavingId))).toBe('changed-meanwhile');
    }
  });

  test('a change of role and a parting have nothing to take back', async () => {
    const { householdId, amal, karim } = await family();
    await done('household.change-role', { householdId, personId: amal, role: 'adult' });
    await done('household.split', { householdId, goIds: [karim] });
    const rows = await rowsOf(householdId);
    expect(rows.map(({ leaving }) => leaving)).toEqual(rows.map(() => null));
  });

  test('the database takes back none for whoever may not receive her, whatever is asked of it', async () => {
    const { householdId, amal } = await family();
    const { leavingId } = await done('household.leave', { householdId, personId: amal });
    for (const who of ['paulo', 'marta', 'duarte', 'catarina', 'ines', 'helena'] as const) {
      const asked = (text: string) =>
        asActor(scene.house.services.database, scene.tokens[who], (tx) =>
          tx.text(text, [leavingId]),
        );
      expect(await asked('select 1 as n from people.leaving($1)'), who).toEqual([]);
      await expect(asked('select people.take_back_leaving($1)'), who).rejects.toThrow(
        'not to be taken back',
      );
    }
  });
});

describe('PEO-41: a page that is open', () => {
  const watch = async (path: string, who: Who = 'iryna') => {
    const { text } = await page(path, who);
    const [, src = '', topic = ''] =
      /id="household-now"[^>]*data-src="([^"]+)"[^>]*data-topic="([^"]+)"/.exec(text) ?? [];
    return { src, topic };
  };

  test('asks anew for what it shows once somebody left, and not while nothing changed', async () => {
    const { householdId, amal, karim } = await family();
    for (const path of [`/people/${karim}/household`, `/people/${karim}/facts`]) {
      const { src } = await watch(path);
      expect((await page(src)).status, path).toBe(200);
      const { leavingId } = await done('household.leave', { householdId, personId: amal });
      expect((await page(src)).status, path).toBe(404);
      expect((await page((await watch(path)).src)).status, path).toBe(200);
      await done('household.take-back-leaving', { leavingId });
      expect((await page(src)).status, path).toBe(200);
      scene.house.wait(1);
    }
  });

  test('hears of its unit alone: the topic is the same whoever left, and names nobody', async () => {
    const { householdId, amal, karim } = await family();
    const { topic } = await watch(`/people/${karim}/household`);
    const kinds = ['joined', 'left', 'role-changed', 'leaving-taken-back'];
    const [row] = await scene.owner<{ unit: string }>(
      'select unit_id as unit from people.household where id = $1',
      [householdId],
    );
    expect(topic).toBe(`households:${row?.unit}`);
    for (const kind of kinds) {
      const event = { kind: `household.${kind}`, unitId: row?.unit, personId: amal };
      expect(topicsOf(event as never), kind).toContain(topic);
    }
  });

  test('hears as well that somebody is kept from whoever looks at it, or no longer, like any change', async () => {
    const { amal, karim } = await family();
    const accountId = await scene.accountOf('Samira');
    const { src, topic } = await watch(`/people/${karim}/household`, 'samira');
    const heard: string[] = [];
    const stop = scene.house.services.hub.add({
      topics: new Set([topic, 'queue:cnaim-lisboa.iss']),
      send: (poke) => heard.push(poke.topic),
    });
    const { exclusionId } = await done('person.keep-away', { personId: amal, accountId });
    expect(heard.splice(0)).toEqual([topic]);
    expect((await page(src, 'samira')).status).toBe(404);
    expect((await page(`/people/${karim}/household`, 'samira')).text).not.toContain(amal);
    expect((await page((await watch(`/people/${karim}/household`)).src)).status).toBe(200);
    await done('person.let-back', { exclusionId });
    expect(heard.splice(0)).toEqual([topic]);
    expect((await page(src, 'samira')).status).toBe(200);
    stop();
  });

  test('its address answers nobody who may not receive her', async () => {
    const { karim } = await family();
    const { src } = await watch(`/people/${karim}/household`);
    for (const who of ['paulo', 'marta', 'duarte', 'catarina', 'ines', 'helena'] as const)
      expect((await page(src, who)).status, who).toBe(404);
  });
});
