// What is promised, in a real browser: a time booked by keys alone and moved, a call-back promised and
// kept; each screen looked through by axe in two directions and both lights, and on a phone.
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadAssets } from '#platform/build/assets.ts';
import { openHouse } from '../support/house.ts';
import { Looking } from '../support/looking.ts';
import { Scene } from '../support/scene.ts';
import { keepPicture } from '../support/pictures.ts';

let scene: Scene;
let looking: Looking;
let personId: string;
let appointmentId: string;
let coordinator: string;

beforeAll(async () => {
  scene = await Scene.open(await openHouse({ assets: loadAssets() }));
  looking = await Looking.at(await scene.house.listen());
  coordinator = await scene.house.tokenOf('Augusto');
  ({ personId } = await scene.known());
  const { iryna } = scene.tokens;
  const at = { officeId: 'cnaim-lisboa.legal', serviceId: 'legal-family', on: '2026-03-09' };
  const made = await scene.house.done(iryna, 'appointment.book', { personId, ...at, at: '11:00' });
  appointmentId = String(made['appointmentId']);
  const task = { personId, kind: 'call-back', title: 'Dizer se há vaga na creche' };
  await scene.house.done(iryna, 'task.add', {
    ...task,
    dueOn: '2026-03-09',
    from: '09:00',
    to: '09:02',
    safeContact: 'Depois das 18 h, só por mensagem',
  });
  await scene.house.done(iryna, 'task.add', { ...task, kind: 'ours', dueOn: '2026-03-09' });
  const hers = { personId, kind: 'hers', title: 'Boletim de vacinas do filho' };
  await scene.house.done(iryna, 'task.add', { ...hers, dueOn: '2026-03-20' });
  scene.house.wait(2);
});
afterAll(async () => {
  await looking?.close();
  await scene?.close();
});

const iryna = () => scene.tokens.iryna;
const service = encodeURIComponent('cnaim-lisboa.legal|legal-family');
const SCREENS: [name: string, path: () => string, who: () => string][] = [
  ['book', () => `/people/${personId}/book?service=${service}&on=2026-03-10`, iryna],
  ['booking', () => `/appointments/${appointmentId}`, iryna],
  ['move', () => `/appointments/${appointmentId}?on=2026-03-10`, iryna],
  ['day', () => '/offices/cnaim-lisboa.legal/bookings?on=2026-03-09', iryna],
  ['tasks', () => '/tasks', iryna],
  ['person-tasks', () => `/people/${personId}/tasks`, iryna],
  ['roster', () => '/coordination/cnaim-lisboa/roster?office=cnaim-lisboa.iss', () => coordinator],
  [
    'roster-file',
    () => '/coordination/cnaim-lisboa/roster/import?office=cnaim-lisboa.iss',
    () => coordinator,
  ],
  ['messages', () => '/coordination/cnaim-lisboa/messages', () => coordinator],
];

test.each(SCREENS)('%s: axe finds nothing, and a phone is wide enough', async (name, path, who) => {
  await looking.look(name, who(), path());
});

test('a time is booked by keys alone, told to the calendar, and she is received for it', async () => {
  const { page, close } = await looking.open(
    scene.tokens.iryna,
    `/people/${personId}/book?service=${service}&on=2026-03-09`,
  );
  await page.locator('input[name=at]').first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Control+Enter');
  await page.waitForURL(/\/appointments\/[0-9a-f-]{36}\?done=booked/);
  await expect(page.textContent('main')).resolves.toContain('Está marcado.');
  const calendar = await page.request.get(`${page.url().split('?')[0]}/oneroof.ics`);
  expect(calendar.headers()['content-type']).toContain('text/calendar');
  expect(await calendar.text()).toContain('SUMMARY:Marcação');
  await page.getByRole('button', { name: 'Chegou: dar a senha' }).click();
  await page.waitForURL(/\/visits\//);
  await close();
});

test('without a script: another day, another time, and a call-back that was kept', async () => {
  const { page, close } = await looking.open(
    scene.tokens.iryna,
    `/appointments/${appointmentId}?on=2026-03-10`,
    { scripts: false },
  );
  await page.locator('input[name=at]').nth(2).check();
  await page.getByRole('button', { name: 'Mudar para esta hora' }).click();
  await page.waitForURL(/done=booked/);
  await page.goto(`${looking.url}/tasks`);
  await page.getByRole('button', { name: 'Falou-se' }).click();
  await page.waitForURL(`${looking.url}/tasks`);
  expect(await page.getByRole('button', { name: 'Falou-se' }).count()).toBe(0);
  await close();
});

test('a week comes from a file without a script: looked through first, what is wrong said by its line, then whole, then taken back', async () => {
  const { page, close } = await looking.open(
    coordinator,
    '/coordination/cnaim-lisboa/roster?office=cnaim-lisboa.iss&week=2026-06-15',
    { scripts: false },
  );
  const before = await page.locator('.shift').count();
  await page.getByRole('link', { name: 'De um ficheiro' }).click();
  const template = await page.request.get(
    looking.url + (await page.getByRole('link', { name: 'modelo' }).getAttribute('href')),
  );
  const rows = parse(await template.text(), { bom: true, delimiter: ';' }) as string[][];
  const head = rows[0]?.join(';') ?? '';
  expect(head).toBe('dia;quem;balcão;das;às;pausa das;pausa às');
  const who = rows[1]?.[1] ?? '';
  // As an old Excel writes it: the Windows alphabet, days first, one of them in no calendar.
  const lines = [head, `16/06/2026;${who};;9h;12h`, `31/06/2026;${who};;9h;12h`];
  const choose = (text: string) =>
    page.locator('#file').setInputFiles({
      name: 'escala.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(text, 'latin1'),
    });
  const look = () => page.getByRole('button', { name: 'Ver o que mudaria' }).click();
  await choose(lines.join('\r\n'));
  await look();
  await expect(page.textContent('main')).resolves.toMatch(/Linha 3: ?31\/06\/2026 não é um dia/);
  await keepPicture(page, 'roster-file-faults', { fullPage: true });
  const mended = await page.locator('textarea[name=text]').inputValue();
  await page.locator('textarea[name=text]').fill(mended.replace('31/06', '17/06'));
  await look();
  await expect(page.textContent('main')).resolves.toContain('Entram 2 turnos');
  await keepPicture(page, 'roster-file-preview', { fullPage: true });
  await page.getByRole('button', { name: 'Passar para a escala' }).click();
  await page.waitForURL(/roster\?changed=/);
  expect(await page.locator('.shift').count()).toBe(before + 2);
  await page.getByRole('button', { name: 'Desfazer' }).click();
  expect(await page.locator('.shift').count()).toBe(before);
  await close();
});

test('a week is planned without a script: copied, a shift changed, and both are taken back', async () => {
  const { page, close } = await looking.open(
    coordinator,
    '/coordination/cnaim-lisboa/roster?office=cnaim-lisboa.iss&week=2026-05-18',
    { scripts: false },
  );
  const taken = () => page.locator('.shift').count();
  const undo = () => page.getByRole('button', { name: 'Desfazer' }).click();
  const before = await taken();
  const [colleague] = await page.locator('#add-shift [name=accountId] option').allTextContents();
  await page.getByRole('button', { name: 'Pôr na escala' }).click();
  await page.waitForURL(/changed=.*office=cnaim-lisboa.iss&week=2026-05-18/);
  expect(await taken()).toBe(before + 1);
  expect(colleague).toBeTruthy();
  await page.getByRole('link', { name: /segunda-feira, 18 de maio: 09:00–17:00/ }).click();
  await page.locator('[name=to]').first().fill('08:00');
  await page.getByRole('button', { name: 'Guardar o turno' }).click();
  // Refused: the same week, the same shift, and what was typed stands.
  await expect(page.textContent('main')).resolves.toContain('A hora do fim é anterior');
  await expect(page.locator('#add-shift [name=to]').inputValue()).resolves.toBe('08:00');
  await page.locator('#add-shift [name=to]').fill('16:00');
  await page.getByRole('button', { name: 'Guardar o turno' }).click();
  await page.waitForURL(/changed=/);
  await expect(page.textContent('.roster-week')).resolves.toContain('09:00–16:00');
  await undo();
  await expect(page.textContent('.roster-week')).resolves.toContain('09:00–17:00');
  await page.getByRole('link', { name: 'Semana seguinte' }).click();
  const next = await taken();
  await page.getByRole('button', { name: 'Copiar a semana anterior' }).click();
  expect(await taken()).toBe(next + before + 1);
  await undo();
  expect(await taken()).toBe(next);
  await close();
});
