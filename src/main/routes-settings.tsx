// Addresses of accounts, monthly lists and the firewall. A form whose proof is too old goes by the
// step-up page and comes back.
import type { Context, Hono } from 'hono';
import { confirmReconciliation } from '#modules/access/commands/confirm-reconciliation.ts';
import { confirmProposal } from '#modules/access/commands/confirm-proposal.ts';
import { dropProposal } from '#modules/access/commands/drop-proposal.ts';
import { disableAccount, enableAccount } from '#modules/access/commands/disable-account.ts';
import { endMembership } from '#modules/access/commands/end-membership.ts';
import { grantMembership } from '#modules/access/commands/grant-membership.ts';
import { inviteAccount } from '#modules/access/commands/invite-account.ts';
import { leaveAccount } from '#modules/access/commands/leave-account.ts';
import { moveMembership } from '#modules/access/commands/move-membership.ts';
import { proposeLink } from '#modules/access/commands/propose-link.ts';
import { renewCode } from '#modules/access/commands/renew-code.ts';
import { renewInvitation } from '#modules/access/commands/renew-invitation.ts';
import { inputOfForm, valuesOfForm } from '#platform/http/form-input.ts';
import type { AnyCommand, Outcome } from '#platform/run-command/command.ts';
import { invitationCodeHash } from '#platform/session/invitation-code.ts';
import { hashOf } from '#platform/session/token.ts';
import type { Page } from '#screens/page.ts';
import { withNext } from '#screens/portal/next-path.tsx';
import { accountPage } from '#screens/settings/account-page.tsx';
import { accountsPage } from '#screens/settings/accounts-page.tsx';
import { firewallPage } from '#screens/settings/firewall-page.tsx';
import { InvitationHalfPage } from '#screens/settings/invitation-half-page.tsx';
import { reconciliationPage } from '#screens/settings/reconciliation-page.tsx';
import { ownOrigin } from './own-origin.ts';
import type { Services } from './services.ts';
import type { Site } from './site.tsx';

/** Acts on one account, by the last part of their address. */
const ACTS: Readonly<Record<string, AnyCommand>> = {
  grant: grantMembership,
  move: moveMembership,
  end: endMembership,
  leave: leaveAccount,
  disable: disableAccount,
  enable: enableAccount,
};

interface SettingsForm {
  readonly command: AnyCommand;
  readonly page: Page;
  /** Where the form stands. */
  readonly home: string;
  /** What the address says beside the form. */
  readonly more?: Record<string, unknown>;
  readonly done: (
    c: Context,
    outcome: Outcome & { ok: true },
    form: FormData,
  ) => Response | Promise<Response>;
}

export function settingsRoutes(site: Site, services: Services, app: Hono): void {
  app.get('/settings', (c) => c.redirect('/settings/accounts', 303));
  site.page('/settings/accounts', accountsPage);
  site.page('/settings/accounts/:accountId', accountPage);
  site.page('/settings/reconciliation', reconciliationPage);
  site.page('/settings/firewall', firewallPage);
  // A refused form stands at its own address: a reload leads back to its page.
  app.get('/settings/accounts/:accountId/:act', (c) =>
    c.redirect(`/settings/accounts/${encodeURIComponent(c.req.param('accountId'))}`, 303),
  );
  app.get('/settings/proposals/:act', (c) => c.redirect('/settings/firewall', 303));

  async function run(c: Context, of: SettingsForm): Promise<Response> {
    const form = await c.req.formData();
    const token = services.cookie.tokenOf(c);
    const answer = token
      ? await services.runner.run(of.command, {
          token,
          commandId: String(form.get('commandId') ?? ''),
          input: {
            ...inputOfForm(of.command.input, form),
            ...of.more,
            ...hashed(of.command, form),
          },
        })
      : 'unauthenticated';
    if (answer === 'unauthenticated') return c.redirect('/sign-in', 303);
    if (answer.ok) return of.done(c, answer, form);
    if (answer.problem.code === 'prove-again')
      return c.redirect(withNext('/step-up', of.home), 303);
    return site.show(c, of.page, { values: valuesOfForm(form), problem: answer.problem });
  }

  const back = (home: string, what: string) => (c: Context, outcome: Outcome & { ok: true }) =>
    c.redirect(
      `${home}?done=${outcome.result['proposalId'] && what !== 'dropped' && what !== 'carried-out' ? 'proposed' : what}`,
      303,
    );

  /** The page with the link: the only place where the token is ever shown. */
  const showLink: SettingsForm['done'] = (c, { result }, form) => {
    const link = `${ownOrigin(services, c)}/invitation/${String(form.get('token'))}`;
    c.header('Cache-Control', 'no-store');
    return site.answer(
      c,
      <InvitationHalfPage
        page={site.base(c)}
        half="link"
        text={link}
        accountId={String(result['accountId'])}
        byTwo={result['proposalId'] !== undefined}
        alone={result['alone'] === true}
      />,
    );
  };

  /** The page with the code beside a link: the only place where it is ever shown. */
  function showCode(c: Context, accountId: string, form: FormData) {
    c.header('Cache-Control', 'no-store');
    const code = String(form.get('code'));
    return site.answer(
      c,
      <InvitationHalfPage page={site.base(c)} half="code" text={code} accountId={accountId} />,
    );
  }

  app.post('/settings/accounts', (c) =>
    run(c, {
      command: inviteAccount,
      page: accountsPage,
      home: '/settings/accounts',
      done: showLink,
    }),
  );
  app.post('/settings/accounts/:accountId/invitation', (c) => {
    const { accountId, home } = accountOf(c);
    return run(c, {
      command: renewInvitation,
      page: accountPage,
      home,
      more: { accountId },
      done: showLink,
    });
  });
  app.post('/settings/accounts/:accountId/code', (c) => {
    const { accountId, home } = accountOf(c);
    return run(c, {
      command: renewCode,
      page: accountPage,
      home,
      more: { accountId },
      done: (_c, _outcome, form) => showCode(c, accountId, form),
    });
  });
  for (const [act, command] of Object.entries(ACTS)) {
    app.post(`/settings/accounts/:accountId/${act}`, (c) => {
      const { accountId, home } = accountOf(c);
      const named = act === 'end' || act === 'move' ? {} : { accountId };
      return run(c, { command, page: accountPage, home, more: named, done: back(home, act) });
    });
  }
  app.post('/settings/reconciliation', (c) => {
    const home = '/settings/reconciliation';
    return run(c, {
      command: confirmReconciliation,
      page: reconciliationPage,
      home,
      done: back(home, 'confirmed'),
    });
  });
  const firewall = '/settings/firewall';
  const wall = (command: AnyCommand, what: string) => (c: Context) =>
    run(c, { command, page: firewallPage, home: firewall, done: back(firewall, what) });
  app.post(firewall, wall(proposeLink, 'proposed'));
  app.post('/settings/proposals/confirm', (c) =>
    run(c, {
      command: confirmProposal,
      page: firewallPage,
      home: firewall,
      done(_c, outcome, form) {
        const { codeFor } = outcome.result;
        if (typeof codeFor === 'string') return showCode(c, codeFor, form);
        return back(firewall, 'carried-out')(c, outcome);
      },
    }),
  );
  app.post('/settings/proposals/drop', wall(dropProposal, 'dropped'));
}

function accountOf(c: Context): { accountId: string; home: string } {
  const accountId = c.req.param('accountId') ?? '';
  return { accountId, home: `/settings/accounts/${encodeURIComponent(accountId)}` };
}

/** Forms carry the token of a link or a code; commands and their log only know its hash. */
function hashed(command: AnyCommand, form: FormData): { tokenHash?: string; codeHash?: string } {
  const [token, code] = [form.get('token'), form.get('code')];
  if (typeof token === 'string' && /^[\w-]{43}$/.test(token))
    return { tokenHash: hashOf(token).toString('hex') };
  const codeHash =
    command !== dropProposal && typeof code === 'string' ? invitationCodeHash(code) : undefined;
  return codeHash ? { codeHash } : {};
}
