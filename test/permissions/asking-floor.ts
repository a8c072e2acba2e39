// What the acts of those who look after a house's floor are asked with.
import { newId } from '#base/ids.ts';
import type { Things } from './cast.ts';

const NAME = { pt: 'Novo', en: 'New' };
const officeOf = (centre: string, made = 'iss') => ({ officeId: `${centre}.${made}` });
const deskOf = (centre: string, made = 'd4') => ({ deskId: `${centre}.${made}` });

interface Made {
  /** What was made for the act, where it needs something. */
  readonly made?: string;
}

/** The input of each act, by command. */
export const ON_FLOOR = {
  'queue.close': ({ centre }: Things, { made }: Made) => ({
    ...officeOf(centre, made),
    message: NAME,
  }),
  'queue.reopen': ({ centre }: Things, { made }: Made) => officeOf(centre, made),
  'desk.lend': (of: Things, { made }: Made) => ({
    ...deskOf(of.centre, made),
    officeId: `${of.centre}.legal`,
  }),
  'desk.return': ({ centre }: Things, { made }: Made) => deskOf(centre, made),
  'duty.name': ({ centre }: Things, { made }: Made) => ({
    centreId: centre,
    accountId: made ?? newId(),
    from: '2026-12-01',
  }),
  'duty.end': ({ centre }: Things, { made }: Made) => ({
    centreId: centre,
    dutyId: made ?? newId(),
  }),
};
