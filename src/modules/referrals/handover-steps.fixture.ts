// Steps of the tests of hand-overs: what is needed to begin each, and how it stands afterwards.
import type { Scene } from '../../../test/support/scene.ts';

const UNTIL = '2026-08-31';

/** The steps, over a scene that is open when they are taken. */
export function handoverSteps(scene: () => Scene) {
  const done = async (token: string, name: string, input: object) => {
    const result = await scene().house.done(token, name, input);
    scene().house.wait(1);
    return result;
  };
  const codeOf = async (token: string, name: string, input: unknown) => {
    const { answer } = await scene().run(token, name, input);
    return answer.ok ? 'done' : answer.problem.code;
  };
  const accountOf = async (login: string) =>
    String(
      (
        await scene().owner<{ id: string }>('select id from access.account where login = $1', [
          `${login}@oneroof.example`,
        ])
      )[0]?.id,
    );
  const agree = async (token: string, personId: string, toUnitId: string, sections = ['needs']) => {
    const { consentId } = await done(token, 'consent.record', {
      personId,
      toUnitId,
      purpose: 'work',
      sections,
      until: UNTIL,
      language: 'ar',
    });
    return String(consentId);
  };
  /** A case that the welcome wants to hand over to the labour inspectorate. */
  const toTransfer = async (personId?: string) => {
    const whose = personId ?? (await scene().known()).personId;
    return {
      personId: whose,
      consentId: await agree(scene().tokens.iryna, whose, 'act'),
      toUnitId: 'act',
      subjectId: 'work-rights',
      body: 'Passa a ser convosco.',
    };
  };
  const transferred = async (personId?: string) => {
    const input = await toTransfer(personId);
    const { referralId } = await done(scene().tokens.iryna, 'file.transfer', input);
    await done(scene().tokens.duarte, 'referral.accept', { referralId });
    return { referralId: String(referralId), personId: input.personId, consentId: input.consentId };
  };
  /** Somebody who sits at Paulo’s desk now; he asks the welcome for more of her file. */
  const toRequest = async () => {
    const { personId } = await scene().serving();
    return {
      personId,
      purpose: 'social',
      subjectId: 'social-security',
      sections: ['contact'],
      until: UNTIL,
      body: 'Temos de lhe telefonar quando o pedido for decidido.',
    };
  };
  const requested = async () => {
    const input = await toRequest();
    const { referralId } = await done(scene().tokens.paulo, 'file.request', input);
    // She has gone: nothing is left of what her ticket opened.
    await scene().sweep();
    return { referralId: String(referralId), personId: input.personId };
  };
  const toAssign = async (personId?: string) => ({
    personId: personId ?? (await scene().known()).personId,
    toAccountId: await accountOf('samira.haddad'),
    standInId: await accountOf('youssef.amrani'),
    body: 'Falar com ela na quinta.',
  });
  const assigned = async (personId?: string) => {
    const input = await toAssign(personId);
    const { referralId } = await done(scene().tokens.iryna, 'file.assign', input);
    return { ...input, referralId: String(referralId) };
  };
  const standing = async (referralId: string) =>
    (
      await scene().owner<{ state: string; reason: string | null; opened: boolean }>(
        `select r.state, r.reason, e.opened from referrals.referral r
         join referrals.envelope e on e.referral_id = r.id where r.id = $1`,
        [referralId],
      )
    )[0];
  /** Whether a unit of the account carries her case. */
  const carries = (token: string, personId: string, unit: string) =>
    scene().house.services.database.transaction(async (tx) => {
      await tx.text('select access.enter($1)', [token]);
      const [row] = await tx.text<{ yes: boolean }>('select referrals.carries($1, $2) as yes', [
        personId,
        unit,
      ]);
      return row?.yes;
    });
  const reaches = (token: string, personId: string, table: string) =>
    scene().house.services.database.transaction(async (tx) => {
      await tx.text('select access.enter($1)', [token]);
      return (await tx.text(`select 1 from ${table} where person_id = $1`, [personId])).length > 0;
    });
  const page = async (token: string, path: string) =>
    (await scene().house.app.request(path, { headers: { Authorization: `Bearer ${token}` } }))
      .status;
  return {
    done,
    codeOf,
    accountOf,
    agree,
    toTransfer,
    transferred,
    toRequest,
    requested,
    toAssign,
    assigned,
    standing,
    carries,
    reaches,
    page,
  };
}
