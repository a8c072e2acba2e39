// Every page that somebody can open, in a house in the middle of its morning: axe finds nothing, 400 %
// zoom scrolls in one direction, and a finger hits what it means, in Arabic by night; with
// `ONEROOF_SHOTS=folder` in Portuguese by day too, and a picture of each. A page that is missing here is told by the addresses of the product itself.
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadAssets } from '#platform/build/assets.ts';
import { FOR_ALL } from '../permissions/open-ways.ts';
import { lookThrough } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { AT_400_PERCENT, sidewaysOf, smallTargets } from '../support/fits.ts';
import { fallSilent } from '../support/looking.ts';
import { playHouse, type PlayedHouse } from '../support/played-house.ts';
import { receiveChild } from '../support/played-minors.ts';
import { linkOf, Scene } from '../support/scene.ts';
import { proveLately, sha256, somebody } from '../support/somebody.ts';
import { photoToken } from '#main/photo-link.ts';
import { ELSEWHERE, PAGES } from './every-page.ts';
import type { Things } from './page-line.ts';
import { keepPicture, WITH_PICTURES } from '../support/pictures.ts';

const PHONE = { width: 390, height: 844 };
/** Where it is hardest; by day and from the left when pictures are wanted, as other stories see to it. */
const LIGHTS = [...(WITH_PICTURES ? [['pt', 'light'] as const] : []), ['ar', 'dark'] as const];

let played: PlayedHouse;
let scene: Scene;
let browser: Browser;
let context: BrowserContext;
/** One for all: a new one for each costs more than what is looked at in it. */
let page: Page;
/** What a browser complains of on the page that is looked at. */
let wrong: string[] = [];
let url: string;
let things: Things;
let tokens: Scene['tokens'] & { readonly dpo: string };

beforeAll(async () => {
  played = await playHouse({ assets: loadAssets(), linkWays: { email: true, sms: true } });
  scene = await Scene.open(played.house);
  const officer = { unitId: 'network-welcome', name: 'Dora Encarregada' };
  const dpo = await somebody(played.house, 'data-protection-officer', officer);
  tokens = { ...scene.tokens, dpo: dpo.token };
  things = await bringTogether();
  await askForRights();
  url = await played.house.listen();
  browser = await launchBrowser();
  context = await browser.newContext({ viewport: PHONE, hasTouch: true, reducedMotion: 'reduce' });
  await context.addCookies([
    { name: 'oneroof-ticket', value: things.ticket, url },
    { name: 'oneroof-visit', value: things.summary, url },
    { name: 'oneroof-photo', value: things.photos, url },
  ]);
  page = await context.newPage();
  page.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) wrong.push(message.text());
  });
  page.on('pageerror', (error) => wrong.push(error.message));
});
afterAll(async () => {
  await browser?.close();
  await scene?.close();
});

/** Somebody asks for a copy and to be erased, which an officer has looked at; another file is held, one restricted. */
async function askForRights(): Promise<void> {
  const { house, ana, nour } = played;
  const restricted = await house.done(scene.tokens.iryna, 'claim.record', {
    personId: things.restricted,
    kind: 'restriction',
    channel: 'in-person',
    askedOn: '2026-03-02',
    words: 'A data de nascimento está errada, e ninguém a deve usar.',
  });
  await house.done(tokens.dpo, 'claim.answer', {
    claimId: restricted['claimId'],
    outcome: 'granted',
    answer: 'Fica limitado até se apurar.',
  });
  for (const kind of ['copy', 'erasure']) {
    const { claimId } = await house.done(scene.tokens.iryna, 'claim.record', {
      personId: ana.personId,
      kind,
      channel: 'letter',
      askedOn: '2026-03-02',
      words: 'Quero saber o que guardam de mim.',
    });
    const ground = { ground: 'nothing-to-keep', answer: 'Nada tem de ficar.' };
    if (kind === 'erasure') await house.done(tokens.dpo, 'erasure.review', { claimId, ...ground });
  }
  const [file] = await scene.owner<{ number: string }>(
    'select number from casefiles.case_file where person_id = $1',
    [nour.personId],
  );
  await house.done(tokens.dpo, 'hold.place', {
    fileNumber: file?.number,
    reason: 'court',
    words: 'Processo 12/26 no tribunal de Lisboa.',
    reviewOn: '2026-06-01',
  });
  const { disclosureId } = await house.done(tokens.dpo, 'disclosure.register', {
    fileNumber: file?.number,
    authority: 'Tribunal da Comarca de Lisboa',
    kind: 'court',
    legalBase: 'CPP, artigo 135.º',
    reference: '1207/26.4T8LSB',
    receivedOn: '2026-03-02',
    deadline: '2026-03-20',
    asked: 'Datas em que foi atendida entre janeiro e março.',
  });
  await house.done(tokens.dpo, 'disclosure.review', {
    disclosureId,
    round: 0,
    finding: 'part',
    sections: ['visits', 'acts'],
    needed: 'As datas das visitas e o que foi feito nelas.',
    withheld: 'O nome de quem a atendeu: a ordem não o abrange.',
  });
}

/** What the pages are about, beyond what the morning has brought. */
async function bringTogether(): Promise<Things> {
  const { house, ana, gone, nour, elsewhere } = played;
  const { iryna, helena } = scene.tokens;
  const one = async (text: string) => String((await scene.owner<{ id: string }>(text))[0]?.id);
  const file = async (name: string) => {
    const born = { born: '1987-05-12', nationality: 'UA', subjectIds: ['social-security'] };
    const got = await house.done(iryna, 'visit.receive', {
      centreId: 'cnaim-lisboa',
      language: 'uk',
      name,
      ...born,
    });
    house.wait(1);
    return { personId: String(got['personId']), visitId: String(got['visitId']) };
  };
  const [first, second] = [await file('Oleksandra Bondar'), await file('Олександра Бондар')];
  const [third, joined] = [await file('Halyna Koval'), await file('Галина Коваль')];
  const kept = await file('Amina Restrita');
  await house.done(iryna, 'visit.leave', { visitId: joined.visitId });
  await house.done(iryna, 'person.merge', { personId: third.personId, otherId: joined.personId });
  const { protectionId } = await scene.protection();
  const summary = 'k7'.repeat(11);
  await house.done(iryna, 'summary.hand-out', { visitId: gone.visitId, linkHash: sha256(summary) });
  await house.done(helena, 'queue.close', {
    officeId: 'cnaim-lisboa.employment',
    message: { pt: 'Voltamos às 14:00' },
  });
  await proveLately(house, scene.tokens.ines);
  await proveLately(house, scene.tokens.helena);
  const kiosk = await house.done(scene.tokens.kiosk, 'kiosk.receive', {
    language: 'ar',
    subjectIds: ['social-security'],
  });
  const { stopId } = ana;
  const { linkId: link } = await house.done(scene.tokens.paulo, 'photo-link.open', { stopId });
  await house.app.request(`/photo-links/${String(link)}`, {
    headers: { Authorization: `Bearer ${scene.tokens.paulo}` },
  });
  const child = await receiveChild({
    house,
    sql: (text, values) => scene.owner(text, values),
    token: iryna,
  });
  const { entryId: minor } = await house.done(scene.tokens.mariama, 'minor-entry.make', {
    personId: child,
    officeId: 'cnaim-lisboa.family',
    purposes: ['health', 'school'],
    askedBy: 'parent',
  });
  return {
    child,
    minor: String(minor),
    ana: ana.personId,
    anaVisit: ana.visitId,
    nour: nour.personId,
    nourVisit: nour.visitId,
    goneVisit: gone.visitId,
    elsewhere: elsewhere.personId,
    first: first.personId,
    second: second.personId,
    restricted: kept.personId,
    joined: third.personId,
    protection: protectionId,
    account: await scene.accountOf('Paulo'),
    act: await one('select id from attendances.attendance order by id limit 1'),
    booking: await one(`select id from appointments.appointment order by id desc limit 1`),
    referral: await one('select id from referrals.referral limit 1'),
    kioskVisit: String(kiosk['visitId']),
    served: await one(
      `select person_id as id from access."grant" where unit_id = 'iss' and upper_inf(valid) limit 1`,
    ),
    conference: await one('select id from conferences.conference limit 1'),
    compartment: await one('select id from compartments.compartment limit 1'),
    file: await one('select id from files.file limit 1'),
    link: String(link),
    photos: photoToken(house.services.keyring, String(link)),
    ticket: await linkOf(house, iryna, nour.visitId),
    summary,
  };
}

test('each address of the product is looked at here, or leads to one that is', () => {
  const ways = played.house.app.routes
    .filter(({ method, path }) => method === 'GET' && !path.startsWith('/api/'))
    .map(({ path }) => path);
  const known = [...PAGES.map(({ way }) => way), ...Object.keys(ELSEWHERE)];
  const leads = (way: string) => FOR_ALL[`GET ${way}`]?.startsWith('Leads') ?? false;
  expect([...new Set(ways)].filter((way) => !known.includes(way) && !leads(way))).toEqual([]);
  expect(known.filter((way) => !ways.includes(way))).toEqual([]);
});

test.each(PAGES)('$says', async ({ way, says, at, who, axe, status = 200 }) => {
  const path = at?.(things) ?? way;
  await fallSilent(page);
  wrong = [];
  if (who) await context.addCookies([{ name: 'oneroof', value: tokens[who], url }]);
  else await context.clearCookies({ name: 'oneroof' });
  for (const [language, theme] of LIGHTS) {
    await context.addCookies([
      { name: 'lang', value: language, url },
      { name: 'theme', value: theme, url },
    ]);
    await page.setViewportSize(PHONE);
    const answer = await page.goto(url + path, { waitUntil: 'load' });
    if (answer?.status() !== status || page.url() !== url + path)
      wrong.push(`${answer?.status()} ${page.url()}`);
    // Once, where it is hardest: the light and the left are looked at by `_design` and other stories.
    const looks = axe === undefined && theme === 'dark';
    const violations = looks ? (await lookThrough(page)).violations : [];
    wrong.push(
      ...violations.map(({ id, nodes }) => `${language} ${id}: ${nodes[0]?.html.slice(0, 160)}`),
      ...(await smallTargets(page)).map((each) => `${language} ${each}`),
    );
    if (WITH_PICTURES) await shoot(`${says.replaceAll(/\W+/g, '-')}-${language}`);
    await page.setViewportSize({ width: AT_400_PERCENT, height: 640 });
    const sideways = await sidewaysOf(page);
    if (sideways) wrong.push(`${language} ${sideways}`);
  }
  expect(wrong).toEqual([]);

  async function shoot(name: string): Promise<void> {
    // Not as one whole page, which would forget that a finger points.
    await keepPicture(page, `${name}-390`);
    await page.setViewportSize({ width: 1280, height: 800 });
    await keepPicture(page, `${name}-1280`);
    if (!name.endsWith('-pt')) return;
    await page.emulateMedia({ forcedColors: 'active' });
    await keepPicture(page, `${name}-forced`);
    await page.emulateMedia({ forcedColors: null });
  }
});
