// A morning at CNAIM Lisboa for stories that need a full house: people of many languages arrive,
// desks call, serve, forward and finish, all by the commands that people use.
import type { House } from './house.ts';

const CENTRE = 'cnaim-lisboa';
/** Who opens which desk; the legal office has one of six open, housing and food none. */
const OFFICERS = [
  ['paulo.figueira', '4'],
  ['lurdes.tavares', '5'],
  ['irina.ciobanu', '6'],
  ['marta.rebelo', '34'],
  ['nuno.caldeira', '35'],
  ['duarte.nobrega', '17'],
  ['vera.lourenco', '21'],
  ['ricardo.amaral', '15'],
  ['graca.pimentel', '23'],
  ['teresa.valadas', '12'],
  ['mariama.balde', '1'],
  ['rui.tavares', '26'],
] as const;
const LANGUAGES = ['uk', 'ar', 'bn', 'pt', 'fr', 'hi', 'en', 'kea', 'es', 'ru'];
const NEEDS = [
  ['social-security'],
  ['work-rights.legal-labour'],
  ['residence', 'health'],
  ['social-security', 'school'],
  ['work-rights.legal-labour', 'find-work'],
  ['family'],
  ['nationality', 'residence'],
  ['housing'],
];
const STEP = 2;

interface InHand {
  stopId: string;
  until: number;
}

/** Plays the first `minutes` of the day, two at a time. The last calls are left unanswered. */
export async function playMorning(house: House, minutes = 96): Promise<void> {
  const reception = await house.tokenOf('Iryna');
  const desks = await Promise.all(
    OFFICERS.map(async ([login, label]) => ({
      token: await house.tokenOfLogin(`${login}@oneroof.example`),
      deskId: `${CENTRE}.d${label}`,
      hand: undefined as InHand | undefined,
    })),
  );
  for (const { token, deskId } of desks) await house.done(token, 'desk.open', { deskId });
  let came = 0;
  for (let minute = 0; minute < minutes; minute += STEP) {
    const last = minute + STEP >= minutes;
    for (let n = minute % 6 === 0 ? 2 : 1; n > 0; n--) {
      came++;
      await house.done(reception, 'visit.receive', {
        centreId: CENTRE,
        language: LANGUAGES[(came * 7) % LANGUAGES.length],
        subjectIds: NEEDS[came % NEEDS.length],
        ...(came % 3 === 0 && { name: 'Amal Haddad' }),
      });
    }
    for (const [index, desk] of desks.entries()) {
      if (desk.hand && desk.hand.until <= minute) {
        await house.run(desk.token, 'stop.finish', {
          stopId: desk.hand.stopId,
          mode: 'support',
          ...(came % 4 === 0
            ? { outcome: 'something-missing', detail: 'Falta o comprovativo de morada' }
            : { outcome: 'solved' }),
        });
        desk.hand = undefined;
      }
      if (desk.hand) continue;
      const called = await house.run(desk.token, 'stop.call-next', { deskId: desk.deskId });
      if (called === 'unauthenticated' || !called.ok) continue;
      const stopId = String(called.result['stopId']);
      if (last) continue;
      const code = await codeOf(house, stopId);
      await house.done(desk.token, 'stop.start', { stopId, code });
      desk.hand = { stopId, until: minute + 8 + ((index * 5) % 14) };
    }
    house.wait(STEP);
  }
}

/** The code printed on the paper of whoever stands at this stop. */
async function codeOf(house: House, stopId: string): Promise<string> {
  const [row] = await house.database.owner(
    'select v.code from visits.stop s join visits.visit v on v.id = s.visit_id where s.id = $1',
    [stopId],
  );
  return row?.['code'];
}
