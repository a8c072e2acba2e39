// Steps of the tests of restricted files: one is granted, she is told that it ends; and the five ways of the two
// commands that end it.
import type { Row } from '../../../test/support/five-ways.ts';
import type { Scene } from '../../../test/support/scene.ts';

/** The steps, over a scene with officers that is open when they are taken. */
export function restrictionSteps(scene: () => Scene) {
  const done = (token: string, name: string, input: object) =>
    scene().house.done(token, name, input);
  const today = () => scene().house.clock.now().toZonedDateTimeISO('Europe/Lisbon').toPlainDate();
  /** Grants what somebody asked, by a claim as it is asked and answered. */
  const restricted = async (
    personId?: string,
    kind: 'restriction' | 'objection' = 'restriction',
  ) => {
    const whose = personId ?? (await scene().known()).personId;
    const { claimId } = await done(scene().tokens.iryna, 'claim.record', {
      personId: whose,
      kind,
      channel: 'letter',
      askedOn: today().toString(),
    });
    await done(scene().tokens.augusto, 'claim.answer', {
      claimId,
      outcome: 'granted',
      answer: 'Fica limitado.',
    });
    scene().house.wait(1);
    const [row] = await scene().owner<{ id: string }>(
      'select id from access.restriction where person_id = $1 and ground = $2 and lifted_at is null',
      [whose, kind],
    );
    return { personId: whose, restrictionId: String(row?.id) };
  };
  const toTell = (restrictionId: string) => ({
    restrictionId,
    toldOn: today().toString(),
    toldBy: 'phone',
  });
  const told = async (restrictionId: string) => {
    await done(scene().tokens.augusto, 'restriction.tell', toTell(restrictionId));
    return { restrictionId, words: 'Já não é contestado.' };
  };
  const rows: Readonly<Record<string, Row>> = {
    'restriction.tell': {
      by: 'augusto',
      before: async () => toTell((await restricted()).restrictionId),
      events: ['restriction.told'],
      others: OTHERS,
      broken: [() => ({ toldOn: today().add({ days: 1 }).toString() }), 'invalid'],
      twice: 'restriction-told',
    },
    'restriction.lift': {
      by: 'augusto',
      before: async () => told((await restricted()).restrictionId),
      events: ['restriction.lifted'],
      others: OTHERS,
      broken: [
        ({ restrictionId }: { restrictionId: string }) =>
          scene().owner(
            `update access.restriction set told_on = null, told_by = null, told_noted_by = null, told_noted_at = null
             where id = $1`,
            [restrictionId],
          ),
        'restriction-untold',
      ],
      twice: 'restriction-lifted',
    },
  };
  return { done, today, restricted, toTell, told, rows };
}

/** Those who answer for nothing of it: receive, serve, coordinate, manage accounts, behind the fence. */
const OTHERS = {
  iryna: 'not-found',
  paulo: 'not-found',
  helena: 'not-found',
  ines: 'not-found',
  marta: 'not-found',
  kiosk: 'not-found',
} as const;
