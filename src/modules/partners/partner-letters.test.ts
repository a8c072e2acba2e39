// What is written of a package beside itself: each look in the read log, in the partner’s name, without which nothing
// is shown; and the letter, which says nothing of her.
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { notePackages } from '#main/note-packages.ts';
import { packageLinksBy } from '#main/package-link.ts';
import { Database } from '#platform/db/database.ts';
import type { Mailer } from '#platform/mail/mailer.ts';
import { openHouse, SECRET } from '../../../test/support/house.ts';
import { Scene } from '../../../test/support/scene.ts';
import { sendDue } from '../messages/send-due.ts';
import { ASKED, PartnerBrowser, partnerSteps, SHELTER } from './partner-steps.fixture.ts';

let scene: Scene;
let worker: Database;
beforeAll(async () => {
  scene = await Scene.open(await openHouse({ connections: 8 }));
  worker = new Database({
    url: scene.house.database.urls.jobs,
    connections: 2,
    applicationName: 'test',
    rehearsalClock: scene.house.clock,
  });
});
afterEach(() => scene.sweep());
afterAll(async () => {
  await worker?.close();
  await scene?.close();
});

const { done, sent, secretsOf, standing } = partnerSteps(() => scene);
const browser = () => new PartnerBrowser(scene);
const tidy = () =>
  notePackages(worker, scene.tokens.worker, { clock: scene.house.clock, secret: SECRET });

describe('the read log', () => {
  const entriesOf = (personId: string) =>
    scene.owner<{
      unit: string;
      purpose: string;
      screen: string;
      sections: string[];
      basis: string;
    }>(
      `select unit_ids[1] as unit, purpose, screen, sections, basis from log.read
       where person_id = $1 and purpose = 'package' order by read_at, screen`,
      [personId],
    );

  test('each look is an entry in the partner’s name, and stands in her “who saw my file”', async () => {
    const one = await sent(['contact', 'documents']);
    const shelter = browser();
    await shelter.open(await secretsOf(one));
    scene.house.wait(1);
    await shelter.ask('/package/paper.pdf');
    const said = {
      unit: SHELTER,
      purpose: 'package',
      sections: ['contact', 'name', 'papers'],
      basis: 'gdpr-6-1-a',
    };
    expect(await entriesOf(one.personId)).toEqual([
      { ...said, screen: 'package' },
      { ...said, screen: 'package-paper' },
    ]);
    // Who comes later and is shown nothing of her leaves none.
    scene.house.wait(60);
    await browser().open(await secretsOf(one));
    expect(await entriesOf(one.personId)).toHaveLength(2);
    const list = await scene.house.app.request(`/people/${one.personId}/readings?lang=en`, {
      headers: { cookie: `oneroof=${scene.tokens.iryna}; lang=en` },
    });
    const text = await list.text();
    expect(text).toContain('Casa do Limoeiro');
    expect(text).toContain('Quem recebeu a ligação e o código');
  });

  test('without the log nothing is shown', async () => {
    const one = await sent();
    const secrets = await secretsOf(one);
    const superuser = new pg.Client({ connectionString: scene.house.database.superuserUrl });
    await superuser.connect();
    // What PostgreSQL says when no block can be added to a table.
    await superuser.query(`create function public.no_room() returns trigger language plpgsql as
      $$ begin raise exception 'could not extend file' using errcode = 'disk_full'; end $$;
      grant execute on function public.no_room() to public;
      create trigger no_room before insert on log.read execute function public.no_room()`);
    const shelter = browser();
    const shut = await shelter.open(secrets);
    await superuser.query('drop trigger no_room on log.read; drop function public.no_room()');
    await superuser.end();
    expect(shut.status).toBe(503);
    expect(shut.text).not.toContain(ASKED);
    expect((await shelter.ask('/package')).text).toContain(ASKED);
  });
});

describe('the letter', () => {
  const letters: { readonly to: string; readonly subject: string; readonly text: string }[] = [];
  let refusing = false;
  const mailer: Mailer = {
    send: async (letter) => {
      if (refusing) throw Object.assign(new Error('full'), { code: 'EENVELOPE' });
      letters.push(letter);
    },
    close: () => {},
  };
  /** By day: at night no letter goes out. */
  const morning = () => {
    const now = scene.house.clock.now().toZonedDateTimeISO('UTC');
    const ten = now.add({ days: 1 }).withPlainTime('10:00');
    scene.house.wait(now.until(ten).total('minutes'));
  };
  const deliver = async () => {
    const packageLinkOf = packageLinksBy({ secret: SECRET, origin: 'https://oneroof.example' });
    const { clock } = scene.house;
    await sendDue({ database: worker, token: scene.tokens.worker, mailer, packageLinkOf, clock });
    await tidy();
  };

  test('MSG-8: it goes to the partner, with the link and nothing of her; PAR-8: what became of it is noted once', async () => {
    morning();
    // What earlier tests sent goes first.
    await deliver();
    const one = await sent();
    await scene.owner(`update people.person set name = 'Mariam' where id = $1`, [one.personId]);
    letters.length = 0;
    await deliver();
    const [letter] = letters;
    expect(letters).toHaveLength(1);
    expect(letter?.to).toBe('acolhimento@casa-do-limoeiro.example');
    const { link, code, text } = await secretsOf(one);
    expect(letter?.text).toContain(`https://oneroof.example/p/${link}`);
    const whole = JSON.stringify(letter);
    for (const secret of [
      'Mariam',
      ASKED,
      code,
      code.replace(' ', ''),
      one.personId,
      'Acolhimento',
    ])
      expect(whole).not.toContain(secret);
    expect(text).toContain('letter delivered');
    expect(text).toContain('no answer yet');
    await deliver();
    expect(letters).toHaveLength(1);
  });

  test('what was ended meanwhile is not sent; what can’t be delivered is told to its sender', async () => {
    morning();
    const over = await sent();
    await done(scene.tokens.iryna, 'referral.withdraw', { referralId: over.referralId });
    letters.length = 0;
    await deliver();
    expect(letters).toEqual([]);
    const one = await sent();
    refusing = true;
    for (const minutes of [0, 2, 6, 26, 126]) {
      scene.house.wait(minutes);
      await deliver();
    }
    refusing = false;
    expect((await secretsOf(one)).text).toContain('could not be delivered');
    expect((await standing(one.packageId))?.state).toBe('requested');
  });
});
