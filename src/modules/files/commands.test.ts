// Every command of files and of links for photographs in five ways, over a real database.
import { afterAll, afterEach, beforeAll } from 'vitest';
import { type Row, testFiveWays } from '../../../test/support/five-ways.ts';
import {
  added,
  chosen,
  clean,
  handedIn,
  judge,
  nextScene,
  openScene,
  photographed,
  scene,
  shown,
  vault,
} from './files.fixture.ts';

beforeAll(openScene);
afterEach(nextScene);
afterAll(() => scene?.close());

/** Of other offices, behind the fence, answering for the house or the network, a device: none of them knows of it. */
const PEOPLE = {
  marta: 'not-found',
  duarte: 'not-found',
  catarina: 'not-found',
  helena: 'not-found',
  ines: 'not-found',
  kiosk: 'not-found',
} as const;
const STRANGERS = { ...PEOPLE, worker: 'not-found' } as const;

const ROWS: Readonly<Record<string, Row>> = {
  'file.add': {
    by: 'paulo',
    before: chosen,
    events: ['file.added'],
    others: STRANGERS,
    broken: [
      async () => {
        vault.isShut = true;
      },
      'file-key-away',
    ],
    twice: 'both',
  },
  'file.name': {
    by: 'paulo',
    before: async () => {
      const { fileId } = await handedIn();
      await judge(fileId);
      return { fileId, documentId: 'passport' };
    },
    events: ['file.named'],
    others: { ...STRANGERS, iryna: 'not-found' },
    broken: [
      ({ fileId }: { fileId: string }) =>
        scene.house.done(scene.tokens.paulo, 'file.discard', { fileId }),
      'file-gone',
    ],
    twice: 'file-named',
  },
  'file.discard': {
    by: 'paulo',
    before: async () => ({ fileId: (await clean()).fileId }),
    events: ['file.discarded'],
    others: { ...STRANGERS, iryna: 'not-found' },
    broken: [
      (input: object) => scene.house.done(scene.tokens.paulo, 'file.discard', input),
      'file-gone',
    ],
    twice: 'file-gone',
  },
  'file.judge': {
    by: 'worker',
    before: async () => ({ fileId: (await added('application/pdf')).fileId, verdict: 'clean' }),
    events: ['file.judged'],
    others: { ...PEOPLE, paulo: 'not-found', iryna: 'not-found' },
    broken: [() => ({ verdict: 'unchecked' }), 'file-not-checked'],
    twice: 'file-judged',
  },
  'photo-link.open': {
    by: 'paulo',
    before: async () => ({ stopId: (await scene.serving()).stopId }),
    events: ['photo-link.opened'],
    others: { ...STRANGERS, iryna: 'not-found' },
    // She is not served any more.
    broken: [
      ({ stopId }: { stopId: string }) =>
        scene.house.done(scene.tokens.paulo, 'stop.finish', {
          stopId,
          outcome: 'solved',
          mode: 'support',
        }),
      'not-found',
    ],
    twice: 'both',
  },
  'photo-link.end': {
    by: 'paulo',
    before: async () => ({ linkId: (await shown()).linkId }),
    events: ['photo-link.ended'],
    others: { ...STRANGERS, iryna: 'not-found' },
    broken: [async () => scene.house.wait(11), 'photo-link-over'],
    twice: 'photo-link-over',
  },
  'photo.hand-in': {
    by: 'phone',
    before: async () => ({ digests: (await photographed(2)).digests }),
    events: ['photo.handed-in'],
    others: { ...STRANGERS, paulo: 'not-found', iryna: 'not-found' },
    // Its ten minutes are over.
    broken: [async () => scene.house.wait(11), 'not-found'],
    twice: 'not-found',
  },
};
testFiveWays(['src/modules/files/'], ROWS, () => scene);
