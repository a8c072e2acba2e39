// The commands of a file and of a month of acts in five ways, over a real database, as those of a visit.
import { afterAll, afterEach, beforeAll } from 'vitest';
import { type Row, testFiveWays } from '../../../test/support/five-ways.ts';
import { openHouse } from '../../../test/support/house.ts';
import { Scene } from '../../../test/support/scene.ts';

let scene: Scene;
let iryna: string;
beforeAll(async () => {
  scene = await Scene.open(await openHouse({ connections: 8 }));
  iryna = await scene.accountOf('Iryna');
});
afterEach(() => scene.sweep());
afterAll(() => scene?.close());

/** A month that nobody has signed. */
const nextMonth = () => `2025-${String(++months).padStart(2, '0')}`;
let months = 0;

const STRANGERS = {
  paulo: 'not-found',
  marta: 'not-found',
  duarte: 'not-found',
  catarina: 'not-found',
  ines: 'not-found',
} as const;
const twoFiles = async () => ({
  personId: (await scene.known()).personId,
  otherId: (await scene.known()).personId,
});
/** A file that Duarte does not reach, in a week in which he opened none; everybody proved herself lately. */
const closed = async () => {
  const { personId } = await scene.known();
  scene.house.wait(8 * 24 * 60);
  await scene.owner('update access.session set stepped_up_at = now()');
  const [file] = await scene.owner<{ number: string }>(
    'select number from casefiles.case_file where person_id = $1',
    [personId],
  );
  const words = 'Caiu na rua e não responde a ninguém.';
  return { fileNumber: String(file?.number), reason: 'health-emergency', words };
};
const broken = async () => {
  const { glassId } = await scene.house.done(scene.tokens.duarte, 'glass.break', await closed());
  scene.house.wait(1);
  return { glassId: String(glassId) };
};
/** Somebody whose file Iryna takes out, on a day on which she took out none. */
const exported = async () => {
  const { personId } = await scene.known();
  scene.house.wait(25 * 60);
  await scene.owner('update access.session set stepped_up_at = now()');
  const words = 'Pediu uma cópia para o advogado.';
  return { personId, reason: 'she-asked', words, format: 'csv' };
};
const madeExport = async () => {
  const { iryna } = scene.tokens;
  const { exportId } = await scene.house.done(iryna, 'export.ask', await exported());
  await scene.house.services.exports.run({
    exportId: String(exportId),
    token: iryna,
    language: 'pt',
  });
  return { exportId: String(exportId) };
};
/** Helena looks after what is protected, for these tests. */
const custodian = async () =>
  scene.owner(
    `insert into access.membership (account_id, unit_id, role, valid)
     select $1, 'network-welcome', 'custodian', '[2004-01-01,)'
     where not exists (select from access.membership where account_id = $1 and role = 'custodian')`,
    [await scene.accountOf('Helena')],
  );

const ROWS: Readonly<Record<string, Row>> = {
  'document.note': {
    by: 'paulo',
    before: async () => ({
      personId: (await scene.serving()).personId,
      centreId: 'cnaim-lisboa',
      documentId: 'passport',
      seen: 'original',
      validUntil: '2027-01-31',
    }),
    events: ['document.noted'],
    others: {
      marta: 'not-found',
      duarte: 'not-found',
      catarina: 'not-found',
      ines: 'not-found',
      lurdes: 'not-found',
    },
    broken: [() => ({ seenOn: '2031-01-01' }), 'invalid'],
    twice: 'document-listed',
  },
  'consent.record': {
    by: 'iryna',
    before: async () => ({
      personId: (await scene.known()).personId,
      toUnitId: 'act',
      purpose: 'work',
      sections: ['needs'],
      until: '2026-08-31',
      language: 'ar',
    }),
    events: ['consent.recorded'],
    others: {
      paulo: 'not-found',
      marta: 'not-found',
      duarte: 'not-found',
      catarina: 'not-found',
      ines: 'not-found',
    },
    broken: [() => ({ toUnitId: 'aima-residence' }), 'invalid'],
    twice: 'both',
  },
  'household.add': {
    by: 'iryna',
    before: async () => {
      const { personId, otherId } = await twoFiles();
      const { householdId } = await scene.house.done(scene.tokens.iryna, 'household.start', {
        members: [
          { personId, role: 'adult' },
          { personId: otherId, role: 'partner' },
        ],
      });
      return { householdId, personId: (await scene.known()).personId, role: 'child' };
    },
    events: ['household.joined'],
    others: STRANGERS,
    broken: [
      (input: object) => scene.house.done(scene.tokens.iryna, 'household.add', input),
      'in-household-already',
    ],
    twice: 'in-household-already',
  },
  'person.merge': {
    by: 'iryna',
    before: async () => twoFiles(),
    events: ['person.merged', 'person.merged'],
    others: STRANGERS,
    broken: [({ personId }: { personId: string }) => ({ otherId: personId }), 'invalid'],
    twice: 'already-one',
  },
  'pair.answer': {
    by: 'iryna',
    before: async () => ({ ...(await twoFiles()), answer: 'not-same' }),
    events: ['pair.answered'],
    others: STRANGERS,
    broken: [({ personId }: { personId: string }) => ({ otherId: personId }), 'invalid'],
    twice: 'both',
  },
  'person.unmerge': {
    by: 'iryna',
    before: async () => {
      const files = await twoFiles();
      const { mergeId } = await scene.house.done(scene.tokens.iryna, 'person.merge', files);
      return { mergeId };
    },
    events: ['person.unmerged', 'person.unmerged'],
    others: STRANGERS,
    broken: [
      (input: object) => scene.house.done(scene.tokens.iryna, 'person.unmerge', input),
      'not-found',
    ],
    twice: 'not-found',
  },
  'export.ask': {
    by: 'iryna',
    before: exported,
    events: ['export.asked'],
    others: { marta: 'not-found', duarte: 'not-found', worker: 'not-found', helena: 'not-found' },
    broken: [
      ({ personId }: { personId: string }) =>
        scene.owner(
          `insert into casefiles.export (id, account_id, unit_id, person_id, reason, words, format, state,
             asked_at, ends_at)
           select uuidv7(), $1, 'network-welcome', $2, 'she-asked', repeat('x', 20), 'pdf', 'refused', t,
             t + interval '12 hours'
           from (select $3::timestamptz as t) at, generate_series(1, 10)`,
          [iryna, personId, scene.house.clock.now().toString()],
        ),
      'exports-used-up',
    ],
    twice: 'both',
  },
  'export.fetch': {
    by: 'iryna',
    before: madeExport,
    events: ['export.fetched'],
    others: { marta: 'not-found', duarte: 'not-found', paulo: 'not-found', helena: 'not-found' },
    broken: [
      () =>
        scene.owner(`update casefiles.export set state = 'refused', made_at = null
          where state = 'ready'`),
      'not-found',
    ],
    twice: 'export-fetched',
  },
  'glass.break': {
    by: 'duarte',
    before: async () => {
      await custodian();
      return closed();
    },
    events: ['glass.broken'],
    others: { marta: 'not-found', worker: 'not-found' },
    broken: [() => ({ fileNumber: '0000-0000' }), 'no-such-file'],
    twice: 'reached-already',
  },
  'glass.review': {
    by: 'helena',
    before: async () => {
      await custodian();
      return { ...(await broken()), verdict: 'right', words: 'Confirmado.' };
    },
    events: ['glass.reviewed'],
    others: { duarte: 'not-found', iryna: 'not-found', marta: 'not-found', paulo: 'not-found' },
    broken: [
      (input: object) => scene.house.done(scene.tokens.helena, 'glass.review', input),
      'glass-reviewed',
    ],
    twice: 'glass-reviewed',
  },
  'glass.suspend': {
    by: 'worker',
    before: async () => {
      await custodian();
      await scene.owner(
        'update access.account set disabled_at = null where disabled_at is not null',
      );
      Object.assign(scene.tokens, { duarte: await scene.house.tokenOf('Duarte') });
      const glass = await broken();
      scene.house.wait(72 * 60);
      return glass;
    },
    events: ['glass.suspended'],
    others: { helena: 'not-found', iryna: 'not-found', duarte: 'not-found', marta: 'not-found' },
    broken: [
      (input: object) => scene.house.done(scene.tokens.worker, 'glass.suspend', input),
      'glass-not-due',
    ],
    twice: 'glass-not-due',
  },
  'month.sign': {
    by: 'helena',
    before: async () => ({ centreId: 'cnaim-lisboa', month: nextMonth() }),
    events: ['month.signed'],
    // A house stands in the public catalogue: there is nothing to hide.
    others: {
      iryna: 'not-allowed',
      paulo: 'not-allowed',
      marta: 'not-allowed',
      catarina: 'not-allowed',
      ines: 'not-allowed',
    },
    broken: [() => ({ month: '2026-12' }), 'month-not-over'],
    twice: 'month-signed',
  },
};

testFiveWays(['src/modules/casefiles/', 'src/modules/attendances/'], ROWS, () => scene);
