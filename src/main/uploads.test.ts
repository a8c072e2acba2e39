// Files over real sockets: what is refused is refused in plain words and early, what is cut off leaves nothing,
// what is kept is sealed, comes back as an attachment that runs nothing, and only after the reading was noted.
// All the while nobody else waits: the thread that answers everybody is never late by 200 ms.
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#base/ids.ts';
import { FILE_MAX, PDF_MAX } from '#platform/uploads/kinds.ts';
import { openHouse } from '../../test/support/house.ts';
import { Lateness } from '../../test/support/lateness.ts';
import { Scene } from '../../test/support/scene.ts';
import {
  exifSegment,
  pdf,
  png,
  pngBomb,
  pngHead,
  withSegment,
} from '../platform/uploads/pictures.fixture.ts';

let scene: Scene;
let url: string;
let person: string;
const lateness = new Lateness();
/** The bound of the service, in milliseconds. */
const LATE = 200;
const bomb = pngBomb();
beforeAll(async () => {
  scene = await Scene.open(await openHouse({ connections: 8, unlimited: true }));
  url = await scene.house.listen();
  person = (await scene.serving()).personId;
  // Each address once, so that what is made ready once is not counted.
  await send(png(30, 30));
}, 60_000);
afterAll(() => scene?.close());

/** A form as a browser sends it. */
function formOf(bytes: Uint8Array<ArrayBuffer>, name = 'titulo.jpg', more: object = {}): FormData {
  const form = new FormData();
  const fields = { commandId: newId(), documentId: 'residence-permit', ...more };
  for (const [key, value] of Object.entries(fields)) form.set(key, String(value));
  form.set('file', new Blob([bytes], { type: 'image/jpeg' }), name);
  return form;
}

async function send(
  bytes: Uint8Array,
  { name, token = scene.tokens.paulo, more }: { name?: string; token?: string; more?: object } = {},
) {
  const body = formOf(new Uint8Array(bytes), name, more);
  lateness.begin();
  const answer = await fetch(`${url}/people/${person}/files`, {
    method: 'POST',
    body,
    headers: { Authorization: `Bearer ${token}` },
    redirect: 'manual',
  });
  const text = await answer.text();
  expect(lateness.end()).toBeLessThan(LATE);
  return { status: answer.status, text };
}

const get = (path: string, token = scene.tokens.paulo) =>
  fetch(url + path, { headers: { Authorization: `Bearer ${token}` }, redirect: 'manual' });
const count = async () => {
  const [row] = await scene.owner<{ files: string; content: string }>(
    'select (select count(*) from files.file) as files, (select count(*) from files.content) as content',
  );
  return `${row?.files} ${row?.content}`;
};
const latest = async () => {
  const [row] = await scene.owner<{ id: string; media: string; width: number; height: number }>(
    'select id, media, width, height from files.file order by id desc limit 1',
  );
  if (!row) throw new Error('there is no file');
  return row;
};
const judge = (fileId: string) =>
  scene.house.done(scene.tokens.worker, 'file.judge', { fileId, verdict: 'clean' });

describe('refused', () => {
  const REFUSED: Readonly<Record<string, readonly [bytes: () => Uint8Array, says: RegExp]>> = {
    empty: [() => new Uint8Array(), /O ficheiro está vazio/],
    'of another kind than its name says': [() => Buffer.from('MZ program'), /Isto é outra coisa/],
    'a drawing that is a program': [
      () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
      /Isto é outra coisa/,
    ],
    'a folder packed small': [() => Buffer.from('PK\u0003\u0004…'), /Isto é outra coisa/],
    'of 20,000 × 20,000 points': [() => pngHead(20_000, 20_000), /pontos a mais/],
    'a picture without its points': [() => pngHead(40, 40), /estragado ou incompleto/],
    'a PDF with another file behind it': [
      () => Buffer.concat([pdf(), Buffer.from('PK\u0003\u0004')]),
      /escondido outro ficheiro/,
    ],
    'a PDF that acts': [() => pdf('<< /S /JavaScript /JS (x) >>'), /faz coisas ao abrir/],
    'a PDF that is locked': [() => pdf('<< /Encrypt 1 0 R >>'), /tem palavra-passe/],
    'photographed in another format': [
      () => Buffer.from('\0\0\0\u0018ftypheic\0\0\0\0mif1', 'latin1'),
      /formato HEIC/,
    ],
  };
  for (const [name, [bytes, says]] of Object.entries(REFUSED)) {
    test(name, async () => {
      const before = await count();
      const { status, text } = await send(bytes());
      expect(status).toBe(422);
      expect(text).toMatch(says);
      expect(await count()).toBe(before);
    });
  }

  test('a bomb unpacks no further than the picture goes', async () => {
    const { status } = await send(bomb);
    expect([303, 422]).toContain(status);
  });

  test('too large: 413 in plain words, before it is read', async () => {
    const before = await count();
    const { status, text } = await send(new Uint8Array(FILE_MAX + 1));
    expect(status).toBe(413);
    expect(text).toMatch(/demasiado grande/);
    const [head, seen] = await knock(
      `Content-Length: ${90 * 1024 * 1024}\r\nContent-Type: multipart/form-data; boundary=x\r\n`,
      Buffer.from('--x\r\n'),
    );
    expect(head).toMatch(/^HTTP\/1\.1 413 /);
    expect(seen).toMatch(/demasiado grande/);
    expect(await count()).toBe(before);
  });

  test('too large without saying so: refused at the byte that is too much', async () => {
    const piece = Buffer.alloc(1024 * 1024, 65);
    const chunked = Buffer.concat([
      Buffer.from(`${piece.length.toString(16)}\r\n`),
      piece,
      Buffer.from('\r\n'),
    ]);
    const [head] = await knock(
      'Transfer-Encoding: chunked\r\nContent-Type: multipart/form-data; boundary=x\r\n',
      ...Array.from({ length: 40 }, () => chunked),
    );
    expect(head).toMatch(/^HTTP\/1\.1 413 /);
  });

  test('whoever may not is told so before anything is read', async () => {
    const before = await count();
    const nobody = await knock(
      `Content-Length: ${1024 * 1024}\r\nContent-Type: multipart/form-data; boundary=x\r\n`,
      Buffer.from('--x\r\n'),
      'nobody-at-all-nobody-at-all',
    );
    expect(nobody[0]).toMatch(/^HTTP\/1\.1 303 /);
    for (const token of [scene.tokens.marta, scene.tokens.ines])
      expect((await send(png(20, 20), { token })).status).toBe(404);
    expect(await count()).toBe(before);
  });

  test('cut off in the middle: nothing is left', async () => {
    const before = await count();
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    await new Promise<void>((done) => socket.once('connect', () => done()));
    socket.write(
      `${requestLine(scene.tokens.paulo)}Content-Length: 900000\r\nContent-Type: multipart/form-data; boundary=x\r\n\r\n` +
        '--x\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\n',
    );
    socket.write(png(200, 200));
    await new Promise((done) => setTimeout(done, 100));
    socket.destroy();
    await new Promise((done) => setTimeout(done, 200));
    expect(await count()).toBe(before);
    expect((await get('/healthz')).status).toBe(200);
  });
});

describe('kept', () => {
  test('in quarantine at first; then an attachment that runs nothing', async () => {
    expect((await send(png(64, 48))).status).toBe(303);
    const { id, media, width } = await latest();
    expect({ media, width }).toEqual({ media: 'image/jpeg', width: 64 });
    expect((await get(`/files/${id}/content`)).status).toBe(404);
    expect(await (await get(`/files/${id}`)).text()).toMatch(/não há programa que procure vírus/);
    await judge(id);
    const answer = await get(`/files/${id}/content`);
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'content-disposition': 'attachment; filename="oneroof.jpg"',
      'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect([...new Uint8Array(await answer.arrayBuffer()).subarray(0, 3)]).toEqual([255, 216, 255]);
    expect(await (await get(`/files/${id}`)).text()).toContain(`src="/files/${id}/content"`);
    for (const token of [scene.tokens.marta, scene.tokens.ines, scene.tokens.kiosk])
      expect((await get(`/files/${id}/content`, token)).status).toBe(404);
  });

  test('without the place where it was taken, under a name that does nothing', async () => {
    await send(png(90, 60));
    const first = await latest();
    await judge(first.id);
    const jpeg = new Uint8Array(await (await get(`/files/${first.id}/content`)).arrayBuffer());
    const photograph = withSegment(jpeg, exifSegment(6, '38.7223N 9.1393W'));
    expect((await send(photograph, { name: '../../x\u202Egpj.exe' })).status).toBe(303);
    const { id, width, height } = await latest();
    expect({ width, height }).toEqual({ width: 60, height: 90 });
    await judge(id);
    const kept = Buffer.from(await (await get(`/files/${id}/content`)).arrayBuffer());
    expect(kept.includes('38.7223N')).toBe(false);
    const page = await (await get(`/files/${id}`)).text();
    expect(page).toContain('xgpj.exe');
    expect(page).not.toMatch(/\u202E|\.\.\//);
  });

  test('sent twice under one id, it is one file', async () => {
    const before = await count();
    const more = { commandId: newId() };
    const bytes = png(33, 44);
    const answers = await Promise.all([send(bytes, { more }), send(bytes, { more })]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    expect(await count()).not.toBe(before);
    const [files] = (await count()).split(' ');
    expect(Number(files)).toBe(Number(before.split(' ')[0]) + 1);
  });

  test('nothing is shown when the reading can’t be noted', async () => {
    await send(png(70, 20));
    const { id } = await latest();
    await judge(id);
    await scene.owner(
      'alter function log.note_reads(uuid[], text, text, text[], text) rename to note_no_reads',
    );
    try {
      expect((await get(`/files/${id}/content`)).status).toBe(500);
      expect((await get(`/files/${id}`)).status).toBe(500);
    } finally {
      await scene.owner(
        'alter function log.note_no_reads(uuid[], text, text, text[], text) rename to note_reads',
      );
    }
    expect((await get(`/files/${id}/content`)).status).toBe(200);
    const noted = await scene.owner('select 1 from log.read where screen = $1', [
      `file-content:${id}`,
    ]);
    expect(noted).toHaveLength(1);
  });

  test('the largest that is taken comes in and goes out, and nobody waits for it', async () => {
    const large = Buffer.concat([
      Buffer.from('%PDF-1.7\n'),
      Buffer.alloc(PDF_MAX - 40, 'x'),
      Buffer.from('\n%%EOF\n'),
    ]);
    expect((await send(large, { name: 'a.pdf' })).status).toBe(303);
    const { id, media } = await latest();
    expect(media).toBe('application/pdf');
    await judge(id);
    lateness.begin();
    const back = Buffer.from(await (await get(`/files/${id}/content`)).arrayBuffer());
    expect(lateness.end()).toBeLessThan(LATE);
    expect(back.equals(large)).toBe(true);
  });
});

const requestLine = (token: string) =>
  `POST /people/${person}/files HTTP/1.1\r\nHost: ${new URL(url).host}\r\nAuthorization: Bearer ${token}\r\n`;

/** Sends a head and as much of a body as is taken. @returns the line of the status, and all that was answered */
function knock(
  headers: string,
  ...rest: (Buffer | string)[]
): Promise<readonly [head: string, said: string]> {
  const token = rest.find((one) => typeof one === 'string') ?? scene.tokens.paulo;
  const pieces = rest.filter((one) => typeof one !== 'string');
  return new Promise((done, fail) => {
    let said = '';
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => {
      socket.write(`${requestLine(token)}${headers}\r\n`);
      for (const piece of pieces) socket.write(piece);
    });
    socket.setTimeout(10_000, () => fail(new Error('no answer')));
    socket.on('data', (piece) => {
      said += piece.toString('utf8');
      if (/<\/html>|\r\n\r\n$/.test(said)) {
        socket.destroy();
        done([said.split('\r\n')[0] ?? '', said]);
      }
    });
    socket.on('error', () => done([said.split('\r\n')[0] ?? '', said]));
    socket.on('close', () => done([said.split('\r\n')[0] ?? '', said]));
  });
}
