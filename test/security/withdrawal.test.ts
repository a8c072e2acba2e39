// She takes back what she agreed to while the other side has her page, a live stream, an export that waits
// to be made and one that waits to be fetched. Over real sockets: the first request after the answer to
// her withdrawal is refused everywhere, and the stream is over within a second.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '#base/ids.ts';
import { openHouse } from '../support/house.ts';
import { Scene } from '../support/scene.ts';

let scene: Scene;
let url: string;
beforeAll(async () => {
  scene = await Scene.open(await openHouse({ connections: 8 }));
  url = await scene.house.listen();
});
beforeEach(() => scene.owner('update access.session set stepped_up_at = now()'));
afterAll(() => scene?.close());

const UNTIL = '2026-08-31';
const cookie = (token: string) => ({ cookie: `oneroof=${token}; lang=en` });
const get = async (token: string, path: string) => {
  const answer = await fetch(url + path, { headers: cookie(token), redirect: 'manual' });
  return { status: answer.status, text: await answer.text() };
};
const post = async (token: string, path: string, fields: Record<string, string>) => {
  const answer = await fetch(url + path, {
    method: 'POST',
    headers: { ...cookie(token), origin: url },
    body: new URLSearchParams({ commandId: newId(), ...fields }),
    redirect: 'manual',
  });
  return { status: answer.status, text: await answer.text() };
};
const send = async (token: string, name: string, input: object) => {
  const answer = await fetch(`${url}/api/v1/commands/${name}`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ id: newId(), input }),
  });
  return { status: answer.status, text: await answer.text() };
};

interface Stream {
  /** All that was heard. */
  heard(): string;
  /** Ends with the stream: when, in milliseconds of the process. */
  readonly over: Promise<number>;
  close(): void;
}
/** Listens to a topic, and waits until the stream says hello. */
async function listen(token: string, topic: string): Promise<Stream> {
  const stop = new AbortController();
  const answer = await fetch(`${url}/live?topics=${topic}`, {
    headers: cookie(token),
    signal: stop.signal,
  });
  let said = '';
  let begun = () => {};
  const hello = new Promise<void>((done) => {
    begun = done;
  });
  const over = (async () => {
    const bytes = answer.body?.pipeThrough(new TextDecoderStream());
    try {
      for await (const part of bytes ?? []) {
        said += part;
        if (said.includes('event: hello')) begun();
      }
    } catch (error) {
      if (!stop.signal.aborted) throw error;
    }
    return performance.now();
  })();
  await hello;
  expect(said).toContain(`"${topic}"`);
  return { heard: () => said, over, close: () => stop.abort() };
}

async function person(): Promise<string> {
  const received = await scene.house.done(scene.tokens.iryna, 'visit.receive', {
    centreId: 'cnaim-lisboa',
    language: 'ar',
    name: 'Nour Canário',
    subjectIds: ['social-security'],
  });
  await scene.house.done(scene.tokens.iryna, 'visit.leave', { visitId: received['visitId'] });
  scene.house.wait(1);
  return String(received['personId']);
}
async function envelope(personId: string): Promise<string> {
  const { iryna, duarte } = scene.tokens;
  const { consentId } = await scene.house.done(iryna, 'consent.record', {
    personId,
    toUnitId: 'act',
    purpose: 'work',
    sections: ['needs'],
    until: UNTIL,
    language: 'ar',
  });
  const { referralId } = await scene.house.done(iryna, 'referral.send', {
    personId,
    consentId,
    toUnitId: 'act',
    subjectId: 'work-rights',
    body: 'O patrão não paga.',
  });
  await scene.house.done(duarte, 'referral.accept', { referralId });
  scene.house.wait(1);
  return String(consentId);
}
const ask = async (personId: string) => {
  const { exportId } = await scene.house.done(scene.tokens.duarte, 'export.ask', {
    personId,
    reason: 'hand-over',
    words: 'Vai com ela ao tribunal do trabalho.',
    format: 'csv',
  });
  return String(exportId);
};
const make = (exportId: string) =>
  scene.house.services.exports.run({ exportId, token: scene.tokens.duarte, language: 'pt' });
const withdraw = async (personId: string, consentId: string) => {
  const answer = await post(scene.tokens.iryna, `/people/${personId}/share/withdraw`, {
    consentId,
  });
  expect(answer.status).toBe(303);
  scene.house.wait(1);
};

describe('consent withdrawn', () => {
  test('page, stream, API, an export that waits and its download are refused within a second', async () => {
    const { duarte } = scene.tokens;
    const personId = await person();
    const consentId = await envelope(personId);
    const path = `/people/${personId}`;
    const ready = await ask(personId);
    await make(ready);
    const go = scene.house.services.exports.hold();
    const waiting = await ask(personId);
    const made = make(waiting);
    const stream = await listen(duarte, `file:${personId}`);
    expect((await get(duarte, path)).text).toContain('Nour Canário');
    expect((await get(duarte, `${path}/export`)).text).toContain('Fetch it, until');

    await withdraw(personId, consentId);
    const began = performance.now();
    // Nothing is waited for: the very next requests, and the export that waited is made now.
    go();
    const [page, form, download, tasks, late, ended] = await Promise.all([
      get(duarte, path),
      get(duarte, `${path}/export`),
      post(duarte, `${path}/export/${ready}`, {}),
      get(duarte, `/api/v1/people/${personId}/tasks`),
      made.then(() => post(duarte, `${path}/export/${waiting}`, {})),
      stream.over,
    ]);
    const lasted = performance.now() - began;

    expect([page, form, download, late].map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    for (const { text } of [page, form, download, tasks, late]) expect(text).not.toContain('Nour');
    expect(ended - began).toBeLessThan(1000);
    expect(lasted).toBeLessThan(1000);
    const states = await scene.owner<{ id: string; state: string }>(
      'select id, state from casefiles.export where person_id = $1',
      [personId],
    );
    expect(states.find(({ id }) => id === waiting)?.state).toBe('refused');
    const again = await fetch(`${url}/live?topics=file:${personId}`, { headers: cookie(duarte) });
    const hello = await again.body?.getReader().read();
    expect(new TextDecoder().decode(hello?.value)).not.toContain(personId);
  });

  test('of two live envelopes, ending one keeps page, stream and download; ending both ends them', async () => {
    const { duarte } = scene.tokens;
    const personId = await person();
    const [first, second] = [await envelope(personId), await envelope(personId)];
    const path = `/people/${personId}`;
    const [one, two] = [await ask(personId), await ask(personId)];
    await make(one);
    await make(two);
    const stream = await listen(duarte, `file:${personId}`);
    await withdraw(personId, first);
    expect((await get(duarte, path)).status).toBe(200);
    expect((await post(duarte, `${path}/export/${one}`, {})).text).toContain('Nour Canário');
    await expect.poll(() => stream.heard()).toContain('event: poke');
    expect(await Promise.race([stream.over.then(() => 'over'), Promise.resolve('open')])).toBe(
      'open',
    );
    await withdraw(personId, second);
    expect((await get(duarte, path)).status).toBe(404);
    expect((await post(duarte, `${path}/export/${two}`, {})).status).toBe(404);
    await stream.over;
  });
});

describe('she does not agree', () => {
  test('a referral creates nothing and tells nobody, nor does one that is sent with whatever flag', async () => {
    const { iryna, duarte } = scene.tokens;
    const personId = await person();
    const base = { personId, toUnitId: 'act', subjectId: 'work-rights', body: 'Sem acordo.' };
    const stream = await listen(duarte, 'referrals:act');
    const before = await scene.digest();
    const flags = [
      {},
      { consentId: newId() },
      { consentId: newId(), override: true },
      { consentId: newId(), force: true, basis: 'gdpr-6-1-c', sections: ['name', 'contact'] },
      { consentId: null, emergency: 'yes', consent: true },
    ];
    for (const more of flags) {
      const answer = await send(iryna, 'referral.send', { ...base, ...more });
      expect(answer.status).toBeGreaterThanOrEqual(400);
      const form = Object.fromEntries(
        Object.entries({ ...base, ...more }).map(([name, value]) => [name, String(value)]),
      );
      expect((await post(iryna, `/people/${personId}/refer`, form)).status).toBeGreaterThanOrEqual(
        400,
      );
    }
    expect(await scene.digest()).toBe(before);
    expect((await get(duarte, '/referrals')).text).not.toContain('Nour');
    // What is sent to somebody who agreed is the first that is heard.
    const other = await person();
    await envelope(other);
    await expect.poll(() => stream.heard()).toContain('event: poke');
    const [event] = await scene.owner<{ count: string }>(
      `select count(*) from log.event where kind like 'referral.%' and person_id = $1`,
      [personId],
    );
    expect(Number(event?.count)).toBe(0);
    stream.close();
    await stream.over;
  });
});
