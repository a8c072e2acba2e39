// The web process is killed while a paper comes in: a real process, real sockets, kill -9. Whichever moment it is,
// the file is there as a whole, with its key, or not at all; nothing of it is on a disk in the open; and the same
// form sent to the next process is one file, also when the first one was kept and its answer lost.
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '#base/ids.ts';
import { photoToken } from '#main/photo-link.ts';
import { freePort } from '#platform/embedded-postgres/free-port.ts';
import { ensureKeyFile, FileVault } from '#platform/vault/file-vault.ts';
import { png } from '../../src/platform/uploads/pictures.fixture.ts';
import { openHouse, SECRET } from '../support/house.ts';
import { Scene } from '../support/scene.ts';
import { firstAnswer, type Started, started } from '../support/started.ts';

const folder = mkdtempSync(join(tmpdir(), 'oneroof-killed-'));
const keys = join(folder, 'keys');
/** Where the process may put things: its data and whatever it takes for temporary. */
const places = join(folder, 'places');
/** Stands in the name and in the bytes of what is sent. */
const CANARY = `canario-${randomBytes(6).toString('hex')}`;

let scene: Scene;
let paulo: string;
let port: number;
let web: Started;
/** Holds what the process waits for. */
let holder: pg.Client;
let served: Awaited<ReturnType<Scene['serving']>>;

beforeAll(async () => {
  mkdirSync(places);
  ensureKeyFile(keys);
  scene = await Scene.open(await openHouse({ vault: new FileVault(keys), unlimited: true }));
  paulo = await scene.house.tokenOfLogin('paulo.figueira@oneroof.example');
  port = await freePort();
  holder = new pg.Client({ connectionString: scene.house.database.superuserUrl });
  await holder.connect();
  web = await startWeb();
}, 120_000);
beforeEach(async () => {
  await scene.sweep();
  scene.nextMorning();
  served = await scene.serving();
});
afterEach(() => holder.query('rollback'));
afterAll(async () => {
  if (web) await kill();
  await holder?.end();
  await scene?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function startWeb(): Promise<Started> {
  const { urls } = scene.house.database;
  const one = started('web.js', {
    DATABASE_URL: undefined,
    ONEROOF_APP_URL: urls.app,
    ONEROOF_SECRET: SECRET,
    ONEROOF_UNSAFE_COMMIT: '1', // the database of tests is quick rather than durable
    ONEROOF_DATA: join(places, 'data'),
    ONEROOF_KEYS: keys,
    ONEROOF_SIGNING: join(folder, 'signing'),
    ONEROOF_ERASED: join(folder, 'erased'),
    TMPDIR: places,
    PORT: String(port),
    HOST: '127.0.0.1',
  });
  await firstAnswer(`http://127.0.0.1:${port}/readyz`, one);
  return one;
}
async function kill() {
  web.child.kill('SIGKILL');
  await web.ended;
}

/** A form with a picture, to the byte the same however often it is sent. */
function formOf(path: string, cookie: string, field: string, more: Record<string, string> = {}) {
  const boundary = 'x-killed-x';
  const parts = Object.entries({ commandId: newId(), ...more }).map(
    ([name, value]) =>
      `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const body = Buffer.concat([
    Buffer.from(
      `${parts.join('')}--${boundary}\r\nContent-Disposition: form-data; name="${field}"; filename="${CANARY}.png"\r\n` +
        'Content-Type: image/png\r\n\r\n',
    ),
    png(900, 700, { text: CANARY.repeat(20_000) }),
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);
  const head =
    `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nOrigin: http://127.0.0.1:${port}\r\nCookie: ${cookie}\r\n` +
    `Content-Type: multipart/form-data; boundary=${boundary}\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n`;
  return { head, body };
}
type Form = ReturnType<typeof formOf>;
const paper = () =>
  formOf(`/people/${served.personId}/files`, `oneroof=${paulo}`, 'file', {
    documentId: 'residence-permit',
  });

/** Sends a form, or the first `share` of its body. @returns the status and place of the answer; '' without one */
function send({ head, body }: Form, share = 1): Promise<string> {
  return new Promise((done) => {
    let said = '';
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(head);
      socket.write(body.subarray(0, Math.floor(body.length * share)));
    });
    socket.on('data', (piece) => {
      said += piece.toString('utf8');
    });
    socket.on('error', () => {});
    socket.on('close', () => {
      const status = /^HTTP\/1\.1 (\d+)/.exec(said)?.[1] ?? '';
      done(`${status} ${/^location: (.*)$/im.exec(said)?.[1]?.trim() ?? ''}`.trim());
    });
  });
}

/** Files of hers, those of them that are whole, what is kept of them, and what the log tells. */
async function state() {
  const [row] = await scene.owner<{
    files: number;
    whole: number;
    contents: number;
    keys: number;
    events: number;
  }>(
    `select (select count(*)::int from files.file f where f.person_id = $1) as files,
       (select count(*)::int from files.file f join files.content c on c.file_id = f.id
          join files.data_key k on k.person_id = f.person_id and k.version = f.key_version
        where f.person_id = $1) as whole,
       (select count(*)::int from files.content c where c.person_id = $1) as contents,
       (select count(*)::int from files.data_key k where k.person_id = $1) as keys,
       (select count(*)::int from log.event e where e.person_id = $1 and e.kind in ('file.added', 'photo.handed-in')) as events`,
    [served.personId],
  );
  return row;
}
const NOTHING = { files: 0, whole: 0, contents: 0, keys: 0, events: 0 };
const ONE = { files: 1, whole: 1, contents: 1, keys: 1, events: 1 };

/** Waits until some connection of the process waits for what `holder` holds. */
async function untilHeldUp() {
  for (;;) {
    const { rows } = await holder.query(
      `select 1 from pg_stat_activity where datname = current_database() and cardinality(pg_blocking_pids(pid)) > 0`,
    );
    if (rows.length > 0) return;
    await new Promise((go) => setTimeout(go, 10));
  }
}
/** Waits until what the dead process left in the database is over. */
async function untilLeft() {
  for (;;) {
    const { rows } = await holder.query(
      `select 1 from pg_stat_activity where datname = current_database() and usename = $1 and xact_start is not null`,
      [new URL(scene.house.database.urls.app).username],
    );
    if (rows.length === 0) return;
    await new Promise((go) => setTimeout(go, 10));
  }
}

/** Files below a folder in which the word stands. */
const told = (path: string): string[] =>
  readdirSync(path, { withFileTypes: true }).flatMap((entry) => {
    const at = join(path, entry.name);
    if (entry.isDirectory()) return told(at);
    return statSync(at).isFile() && readFileSync(at).includes(CANARY) ? [at] : [];
  });

/** What is seen of her files, by whoever serves her. */
const look = async () => {
  const answer = await fetch(`http://127.0.0.1:${port}/people/${served.personId}/files`, {
    headers: { cookie: `oneroof=${paulo}` },
  });
  expect(answer.status).toBe(200);
  return answer.text();
};

/** Killed here: what is held up, and whether what came in may have been kept by then. */
const MOMENTS: Readonly<
  Record<string, { readonly share?: number; hold?(): Promise<unknown>; readonly kept?: true }>
> = {
  'in the middle of the form': { share: 0.5 },
  // By the clock alone, so that a quick machine may have answered by then.
  'while it is looked through': { kept: true },
  'before its key is at hand': {
    hold: () =>
      holder.query('select pg_advisory_xact_lock(hashtextextended($1, 380))', [served.personId]),
  },
  'while its bytes are written': {
    hold: () => holder.query('lock table files.content in share row exclusive mode'),
    kept: true,
  },
};

/** Sends it, kills the process at that moment, and waits until the database has let go of it. */
async function killedAt(form: Form, moment: string): Promise<void> {
  const { share, hold } = MOMENTS[moment] ?? {};
  if (hold) {
    await holder.query('begin');
    await hold();
  }
  const answer = send(form, share);
  // Long enough for its bytes to be there, and too short for a picture to be made anew.
  if (hold) await untilHeldUp();
  else await new Promise((go) => setTimeout(go, 60));
  await kill();
  if (hold || share) expect(await answer).toBe('');
  else expect(await answer).toMatch(/^$|^303 /);
  if (hold) await holder.query('rollback');
  await untilLeft();
}

for (const [moment, { kept }] of Object.entries(MOMENTS))
  test(`killed ${moment}: whole or not at all, and sent again it is one file`, async () => {
    const form = paper();
    await killedAt(form, moment);
    const after = await state();
    expect(kept ? [NOTHING, ONE] : [NOTHING]).toContainEqual(after);
    expect(told(folder)).toEqual([]);

    web = await startWeb();
    expect(told(folder)).toEqual([]);
    expect((await look()).includes(CANARY)).toBe(after?.files === 1);
    const done = `303 /people/${served.personId}/files?done=added`;
    expect(await send(form)).toBe(done);
    expect(await send(form)).toBe(done);
    expect(await state()).toEqual(ONE);
    expect(await look()).toContain(CANARY);
    expect(await opens()).toBe(true);
    expect(told(folder)).toEqual([]);
  }, 120_000);

test('killed while a telephone’s photograph is written: its link is used with it or not at all', async () => {
  const form = formOf('/hand-in', `oneroof-photo=${await shownCode()}`, 'photo');
  await killedAt(form, 'while its bytes are written');
  const after = await state();
  const used = await scene.owner('select 1 from files.photo_link where used_at is not null');
  expect([NOTHING, ONE]).toContainEqual(after);
  expect(used).toHaveLength(after?.files ?? 0);
  expect(told(folder)).toEqual([]);
  web = await startWeb();
  for (let times = 0; times < 2; times++) expect(await send(form)).toMatch(/^303 \/hand-in\/done/);
  expect(await state()).toEqual(ONE);
  expect(await opens()).toBe(true);
}, 120_000);

/** Whether the file opens with the key that is kept, once it was judged. */
async function opens(): Promise<boolean> {
  const [file] = await scene.owner<{ id: string }>(
    'select id from files.file where person_id = $1',
    [served.personId],
  );
  await scene.house.done(scene.tokens.worker, 'file.judge', { fileId: file?.id, verdict: 'clean' });
  const answer = await fetch(`http://127.0.0.1:${port}/files/${file?.id}/content`, {
    headers: { cookie: `oneroof=${paulo}` },
  });
  return Buffer.from(await answer.arrayBuffer())
    .subarray(0, 3)
    .equals(Buffer.from([255, 216, 255]));
}

/** Paulo shows a code, now by the clock of the machine; what the telephone has then. */
async function shownCode(): Promise<string> {
  const { house, tokens } = scene;
  const { linkId } = await house.done(tokens.paulo, 'photo-link.open', { stopId: served.stopId });
  const headers = { cookie: `oneroof=${paulo}` };
  await scene.owner(
    `update files.photo_link set opened_at = now(), ends_at = now() + interval '10 minutes' where id = $1`,
    [linkId],
  );
  await fetch(`http://127.0.0.1:${port}/photo-links/${String(linkId)}`, { headers });
  return photoToken(house.services.keyring, String(linkId));
}
