// What files keep from whom: sealed before the database, bound to where they stand, readable by nobody once the
// key is gone; in quarantine for everybody; owned by one unit, opened to others only as her papers are. And what
// a link for photographs can do: hand in, once, for one person and desk, and nothing else.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#base/ids.ts';
import { png } from '#platform/uploads/pictures.fixture.ts';
import { asActor } from '#platform/session/enter.ts';
import {
  added,
  CANARY,
  clean,
  handedIn,
  judge,
  nextScene,
  openScene,
  page,
  phones,
  photographed,
  scene,
  sent,
  looked,
  shown,
} from './files.fixture.ts';

beforeAll(openScene);
afterEach(nextScene);
afterAll(() => scene?.close());

const content = (fileId: string, token = scene.tokens.paulo) =>
  page(token, `/files/${fileId}/content`);

describe('sealed', () => {
  test('neither what is in a file nor what it was called stands in the database', async () => {
    const { fileId } = await clean();
    const tables = await scene.owner<{ name: string }>(
      `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema')`,
    );
    for (const { name } of tables) {
      const [row] = await scene.owner<{ found: number }>(
        `select count(*)::int as found from ${name} t
         where t::text like '%' || $1 || '%' or t::text like '%titulo.jpg%'
            or t::text like '%' || encode(convert_to($1, 'UTF8'), 'hex') || '%'`,
        [CANARY],
      );
      expect(row?.found, name).toBe(0);
    }
    expect((await content(fileId)).text).toContain(CANARY);
    expect((await page(scene.tokens.paulo, `/files/${fileId}`)).text).toContain('titulo.jpg');
  });

  test('the bytes of two files that were swapped do not open', async () => {
    const one = await clean();
    const [two] = await scene.owner<{ id: string }>(
      `select id from files.file where id <> $1 and checked = 'clean' and discarded_at is null
       order by id limit 1`,
      [one.fileId],
    );
    await scene.owner(
      `update files.content c set sealed = o.sealed from files.content o
       where c.file_id = $1 and o.file_id = $2`,
      [one.fileId, two?.id],
    );
    const { status, text } = await content(one.fileId);
    expect(status).toBe(409);
    expect(text).toContain('não é o que aqui foi guardado');
    expect(text).not.toContain(CANARY);
  });

  test('whoever destroys her key has erased her files', async () => {
    const { fileId, personId } = await clean();
    await scene.owner('delete from files.data_key where person_id = $1', [personId]);
    expect((await content(fileId)).status).toBe(404);
    expect((await page(scene.tokens.paulo, `/people/${personId}/files`)).text).not.toContain(
      fileId,
    );
  });

  test('what is discarded is gone: its bytes and its name', async () => {
    const { fileId } = await clean();
    await scene.house.done(scene.tokens.paulo, 'file.discard', { fileId });
    const [row] = await scene.owner(
      `select name_sealed, (select count(*)::int from files.content where file_id = $1) as kept
       from files.file where id = $1`,
      [fileId],
    );
    expect(row).toEqual({ name_sealed: null, kept: 0 });
    expect((await content(fileId)).status).toBe(404);
  });

  test('a file and its key are written together or not at all', async () => {
    const { personId, digests } = await photographed();
    await scene.owner(
      `create function files.fail() returns trigger language plpgsql as
       $$ begin raise exception 'no room' using errcode = '53100'; end $$`,
    );
    await scene.owner(
      'create trigger fail before insert on files.content for each row execute function files.fail()',
    );
    try {
      await expect(scene.run(scene.tokens.phone, 'photo.hand-in', { digests })).rejects.toThrow();
    } finally {
      await scene.owner('drop trigger fail on files.content');
      await scene.owner('drop function files.fail()');
    }
    const [row] = await scene.owner(
      `select (select count(*)::int from files.file where person_id = $1) as files,
         (select count(*)::int from files.data_key where person_id = $1) as keys,
         (select count(*)::int from files.photo_link where person_id = $1 and used_at is not null) as used`,
      [personId],
    );
    expect(row).toEqual({ files: 0, keys: 0, used: 0 });
    // And then it works.
    await scene.house.done(scene.tokens.phone, 'photo.hand-in', { digests });
  });
});

describe('who keeps it', () => {
  test('the unit that has to do with her, and no other of whoever adds it', async () => {
    const paulo = await scene.accountOf('Paulo');
    // Of a second office, and that before his own.
    await scene.owner(
      `insert into access.membership (id, account_id, unit_id, role)
       values ('00000000-0000-7000-8000-000000000380', $1, 'act', 'unit-officer')`,
      [paulo],
    );
    try {
      const { fileId, personId } = await added();
      const keeps = `select unit_id as unit from files.file where id = $1`;
      expect(await scene.owner(keeps, [fileId])).toEqual([{ unit: 'iss' }]);
      const heldFor = (unit: string) =>
        asActor(scene.house.services.database, scene.tokens.paulo, (tx) =>
          tx.text('select version from files.hold_key($1, $2)', [personId, unit]),
        );
      expect(await heldFor('iss')).toHaveLength(1);
      expect(await heldFor('act')).toEqual([]);
      // A grant of that office's own opens it to that office.
      const granted = `insert into access."grant" (unit_id, person_id, sections, purpose, valid, because_id)
        values ('act', $1, $2::text[], 'referral',
          tstzrange($3::timestamptz - interval '1 hour', $3::timestamptz + interval '1 hour'), uuidv7())`;
      const now = scene.house.clock.now().toString();
      await scene.owner(granted, [personId, ['name', 'needs'], now]);
      expect(await heldFor('act')).toEqual([]);
      await scene.owner(granted, [personId, ['name', 'documents'], now]);
      expect(await heldFor('act')).toHaveLength(1);
      // Who serves her now comes first.
      const digest = sent(paulo, looked());
      const input = { personId, documentId: 'passport', digest };
      const again = await scene.house.done(scene.tokens.paulo, 'file.add', input);
      expect(await scene.owner(keeps, [again['fileId']])).toEqual([{ unit: 'iss' }]);
    } finally {
      await scene.owner(
        `delete from access.membership where id = '00000000-0000-7000-8000-000000000380'`,
      );
    }
  });

  test('whoever holds her key has eight seconds from there, and no more', async () => {
    const { personId } = await scene.serving();
    const slow = (seconds: number) =>
      asActor(scene.house.services.database, scene.tokens.paulo, async (tx) => {
        await tx.text('select version from files.hold_key($1, $2)', [personId, 'iss']);
        return tx.text('select pg_sleep($1)', [seconds]);
      });
    expect(await slow(3.5)).toHaveLength(1);
    await expect(slow(9)).rejects.toThrow();
  }, 30_000);
});

describe('who sees it', () => {
  test('in quarantine nobody reads it, in SQL either', async () => {
    const { fileId } = await added();
    const rows = await asActor(scene.house.services.database, scene.tokens.paulo, (tx) =>
      tx.text('select 1 from files.content where file_id = $1', [fileId]),
    );
    expect(rows).toEqual([]);
    await judge(fileId);
    expect((await content(fileId)).status).toBe(200);
  });

  test('another desk sees it while it serves her, once somebody said what it is', async () => {
    const { fileId } = await handedIn();
    await judge(fileId);
    const grant = `insert into access."grant" (unit_id, account_id, person_id, sections, purpose, valid, because_id)
      select 'act', $1, person_id, $3::text[], 'referral',
        tstzrange($4::timestamptz - interval '1 hour', $4::timestamptz + interval '1 hour'), uuidv7()
      from files.file where id = $2`;
    const duarte = await scene.accountOf('Duarte');
    const now = scene.house.clock.now().toString();
    expect((await content(fileId, scene.tokens.duarte)).status).toBe(404);
    await scene.owner(grant, [duarte, fileId, ['name', 'needs'], now]);
    expect((await content(fileId, scene.tokens.duarte)).status).toBe(404);
    await scene.owner(grant, [duarte, fileId, ['name', 'documents'], now]);
    expect((await content(fileId, scene.tokens.duarte)).status).toBe(404);
    await scene.house.done(scene.tokens.paulo, 'file.name', { fileId, documentId: 'passport' });
    expect((await content(fileId, scene.tokens.duarte)).status).toBe(200);
    const { answer } = await scene.run(scene.tokens.duarte, 'file.discard', { fileId });
    expect(answer).toMatchObject({ ok: false, problem: { problem: 'not-found' } });
    // Behind the fence no grant opens it.
    const marta = await scene.accountOf('Marta');
    await scene.owner(grant.replace("'act'", "'aima-residence'"), [marta, fileId, ['spine'], now]);
    expect((await content(fileId, scene.tokens.marta)).status).toBe(404);
  });
});

describe('a link for photographs', () => {
  const asked = (cookie: string, path = '/hand-in') =>
    scene.house.app.request(path, { headers: { cookie } });
  const state = async () => {
    const { status } = await asked(`oneroof-photo=${scene.tokens.phone}`);
    return status;
  };

  test('stands in no address that is kept, and shows nothing of her', async () => {
    await shown();
    const swapped = await asked('', `/h/${scene.tokens.phone}`);
    expect(swapped.status).toBe(303);
    expect(swapped.headers.get('location')).toBe('/hand-in');
    expect(swapped.headers.get('set-cookie')).toMatch(/oneroof-photo=.*HttpOnly.*SameSite=Lax/);
    const text = await (await asked(`oneroof-photo=${scene.tokens.phone}`)).text();
    expect(text).toContain('صوّر وثيقتك');
    expect(text).not.toMatch(/Nour|Paulo|Segurança Social/);
    const [kept] = await scene.owner<{ found: number }>(
      `select count(*)::int as found from access.session s, files.photo_link l
       where s::text like '%' || $1 || '%' or l::text like '%' || $1 || '%'`,
      [scene.tokens.phone],
    );
    expect(kept?.found).toBe(0);
  });

  test('hands in and reads nothing: no page, no query and no other command is its own', async () => {
    const { personId } = await shown();
    const { fileId } = await cleanOf(personId);
    const token = scene.tokens.phone;
    for (const path of [
      `/people/${personId}`,
      `/people/${personId}/files`,
      `/files/${fileId}`,
      `/files/${fileId}/content`,
      '/desk/cnaim-lisboa.d4',
      '/my-ticket',
    ])
      expect((await page(token, path)).status, path).not.toBe(200);
    for (const [name, input] of [
      ['file.name', { fileId, documentId: 'passport' }],
      ['file.discard', { fileId }],
      ['ticket.leave', {}],
      ['file.add', { personId, documentId: 'passport', digest: 'a'.repeat(64) }],
    ] as const) {
      const { answer } = await scene.run(token, name, input);
      expect(answer, name).toMatchObject({ ok: false, problem: { problem: 'not-found' } });
    }
  });

  test('is over when it was used, with its time, when it is taken back, and with the serving', async () => {
    const { digests } = await photographed();
    expect(await state()).toBe(200);
    await scene.house.done(scene.tokens.phone, 'photo.hand-in', { digests });
    expect(await state()).toBe(303);
    await nextScene();

    await shown();
    scene.house.wait(9);
    expect(await state()).toBe(200);
    scene.house.wait(1);
    expect(await state()).toBe(404);
    await nextScene();

    const { linkId, stopId } = await shown();
    await scene.house.done(scene.tokens.paulo, 'photo-link.end', { linkId });
    expect(await state()).toBe(404);

    const { linkId: another } = await scene.house.done(scene.tokens.paulo, 'photo-link.open', {
      stopId,
    });
    await page(scene.tokens.paulo, `/photo-links/${String(another)}`);
    await scene.house.done(scene.tokens.paulo, 'stop.finish', {
      stopId,
      mode: 'support',
      outcome: 'solved',
    });
    expect((await page(scene.tokens.paulo, `/photo-links/${String(another)}`)).text).toContain(
      'já não serve',
    );
  });

  test('sent again because the answer was lost, they are at the desk; others are not taken', async () => {
    const { linkId } = await shown();
    const commandId = newId();
    const handIn = (bytes: Buffer) => {
      const body = new FormData();
      body.set('commandId', commandId);
      body.set('photo', new Blob([new Uint8Array(bytes)], { type: 'image/png' }), 'a.png');
      return scene.house.app.request('/hand-in', {
        method: 'POST',
        body,
        headers: { cookie: `oneroof-photo=${scene.tokens.phone}` },
      });
    };
    const photograph = png(30, 20);
    for (const answer of [await handIn(photograph), await handIn(photograph)]) {
      expect(answer.status).toBe(303);
      expect(answer.headers.get('location')).toBe('/hand-in/done?lang=ar');
    }
    const again = await asked(`oneroof-photo=${scene.tokens.phone}`);
    expect(again.headers.get('location')).toBe('/hand-in/done?lang=ar');
    expect((await handIn(png(20, 30))).status).toBe(404);
    const [row] = await scene.owner(
      'select count(*)::int as files from files.file where link_id = $1',
      [linkId],
    );
    expect(row).toEqual({ files: 1 });
  });

  test('takes pictures alone, and another code ends the one before', async () => {
    const { stopId } = await shown();
    const pdf = sent(await phones(), looked('application/pdf'));
    const { answer } = await scene.run(scene.tokens.phone, 'photo.hand-in', { digests: [pdf] });
    expect(answer).toMatchObject({ ok: false, problem: { fields: { photo: 'file-kind' } } });
    expect(await state()).toBe(200);
    await scene.house.done(scene.tokens.paulo, 'photo-link.open', { stopId });
    expect(await state()).toBe(404);
  });
});

/** A file of somebody whom Paulo serves already. */
async function cleanOf(personId: string) {
  const digest = sent(await scene.accountOf('Paulo'), looked());
  const answer = await scene.house.done(scene.tokens.paulo, 'file.add', {
    personId,
    documentId: 'means',
    digest,
  });
  const fileId = String(answer['fileId']);
  await judge(fileId);
  return { fileId };
}
