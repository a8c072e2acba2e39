// One account: what it is and was allowed, since when, and what may be changed. Never its content.
import { isProblem, problem } from '#base/problem.ts';
import { isId } from '#base/ids.ts';
import {
  administers,
  isAdministrator,
  managesSomething,
  refuseToManage,
  type Subject,
} from '#modules/access/account-rules.ts';
import type { InvitationMakers } from '#modules/access/invitation-rules.ts';
import {
  findInvitationMakers,
  findManaged,
  type ListedMembership,
  type ListedProposal,
  listHeldBy,
  listProposals,
  type ManagedAccount,
} from '#modules/access/queries.ts';
import { Button, ButtonRow } from '#platform/ui/button.tsx';
import { DateField } from '#platform/ui/date-field.tsx';
import { FactList } from '#platform/ui/fact-list.tsx';
import { Notice } from '#platform/ui/note.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { Timeline } from '#platform/ui/timeline.tsx';
import { momentOf } from '../account/moment.ts';
import { type PageRequest, typedIn } from '../page.ts';
import { AccountState } from './accounts-page.tsx';
import { ProposalList } from './proposals-part.tsx';
import { centreName, dayText, roleName, SeatFields, unitName } from './seat-words.tsx';
import { InvitationPart } from './invitation-part.tsx';
import { errorAt, SettingsFrame, settingsPage } from './settings-frame.tsx';

interface View {
  readonly page: PageRequest;
  readonly account: ManagedAccount;
  readonly held: readonly ListedMembership[];
  readonly subject: Subject;
  /** What waits about it for a second administrator. */
  readonly proposals: readonly ListedProposal[];
  /** Of her invitation, while she has no keys and the actor may invite her. */
  readonly made: InvitationMakers | undefined;
}

export const accountPage = settingsPage(
  {
    screen: 'account',
    async render(page) {
      const view = await findView(page);
      if (isProblem(view)) return view;
      const { w } = page;
      const { account, subject } = view;
      const own = subject.accountId === page.actor.accountId;
      return (
        <SettingsFrame
          page={page}
          tab="accounts"
          title={account.name}
          sheetLabel={w('settings.grant.title')}
          sheet={
            own ? <p class="hint">{w('problem.not-for-yourself')}</p> : <GrantForm {...view} />
          }
          sheetFoot={
            own ? undefined : (
              <Button kind="primary" size="large" wide form="grant" shortcut="mod+enter">
                {w(isAdministrator(page.actor) ? 'settings.grant.propose' : 'settings.grant.send')}
              </Button>
            )
          }
        >
          <header class="line line-spread">
            <h1>
              <bdi>{account.name}</bdi>
            </h1>
            <AccountState page={page} account={account} />
          </header>
          {administers(subject) ? <Notice tone="plain">{w('settings.by-two')}</Notice> : null}
          {view.proposals.length > 0 ? (
            <section class="stack-tight">
              <SectionHeading title={w('settings.proposals.title')} />
              <ProposalList page={page} proposals={view.proposals} />
            </section>
          ) : null}
          <Facts {...view} />
          <Memberships {...view} />
          {view.made ? (
            <InvitationPart page={page} accountId={account.accountId} made={view.made} />
          ) : null}
          {own ? null : <Ends {...view} />}
        </SettingsFrame>
      );
    },
  },
  managesSomething,
);

async function findView(page: PageRequest): Promise<View | ReturnType<typeof problem>> {
  const { tx, now, params } = page;
  const id = params['accountId'] ?? '';
  if (!isId(id)) return problem('not-found');
  const [account, held, waiting, makers] = await Promise.all([
    findManaged(tx, id),
    listHeldBy(tx, id),
    isAdministrator(page.actor) ? listProposals(tx, now) : [],
    findInvitationMakers(tx, id),
  ]);
  if (!account) return problem('not-found');
  const current = held.filter(
    ({ until }) => until === null || Temporal.Instant.compare(until, now) > 0,
  );
  const subject = { accountId: id, disabled: account.disabledAt !== null, held: current };
  const proposals = waiting.filter(({ accountId }) => accountId === id);
  const invited = !subject.disabled && !refuseToManage(page.actor, subject, subject.held);
  return { page, account, held, subject, proposals, made: invited ? makers : undefined };
}

function Facts({ page, account }: View) {
  const { w } = page;
  return (
    <FactList
      facts={[
        { label: w('portal.email'), value: <bdi>{account.login}</bdi> },
        {
          label: w('settings.last-used'),
          value: account.lastUsed
            ? momentOf(page, account.lastUsed.toString())
            : w('settings.never-used'),
        },
        {
          label: w('settings.sessions'),
          value: w('settings.sessions.count', { count: account.sessions }),
        },
        {
          label: w('settings.second-factor'),
          value: w(
            account.secondFactor ? 'settings.second-factor.yes' : 'settings.second-factor.no',
          ),
        },
      ]}
    />
  );
}

function Memberships({ page, held, subject }: View) {
  const { w, now, actor } = page;
  return (
    <section class="stack-tight">
      <SectionHeading title={w('settings.roles')} />
      <Timeline
        label={w('settings.roles')}
        entries={held.map((one) => {
          const over = one.until !== null && Temporal.Instant.compare(one.until, now) <= 0;
          const ahead = Temporal.Instant.compare(one.from, now) > 0;
          const mine = !over && !refuseToManage(actor, subject, [one]);
          return {
            id: `membership-${one.id}`,
            when: dayText(page, one.from),
            ...(one.until && { whenNote: w('settings.to-day', { day: dayText(page, one.until) }) }),
            title: roleName(page, one.role),
            aside: `${unitName(page, one.unitId)} · ${centreName(page, one.centreId)}`,
            state: over ? ('done' as const) : ahead ? ('ahead' as const) : ('now' as const),
            children: mine ? (
              <Changes page={page} one={one} administrator={administers(subject)} />
            ) : null,
          };
        })}
      />
    </section>
  );
}

/** End it or move it, folded away until wanted. */
function Changes({
  page,
  one,
  administrator,
}: {
  page: PageRequest;
  one: ListedMembership;
  administrator: boolean;
}) {
  const { w, attempt } = page;
  const base = `/settings/accounts/${one.accountId}`;
  const open = typedIn(attempt, 'membershipId') === one.id;
  const hidden = (
    <>
      <input type="hidden" name="commandId" value={page.commandId} />
      <input type="hidden" name="membershipId" value={one.id} />
    </>
  );
  return (
    <details class="changes" open={open}>
      <summary>{w('app.edit')}</summary>
      <div class="two-columns">
        <form class="form" method="post" action={`${base}/end`} novalidate>
          {hidden}
          <DateField
            name="on"
            id={`on-${one.id}`}
            label={w('settings.last-day')}
            hint={w('settings.last-day.hint')}
            error={open ? errorAt(page, 'on') : undefined}
          />
          <Button>{w('settings.end')}</Button>
        </form>
        {administrator ? null : (
          <form class="form" method="post" action={`${base}/move`} novalidate>
            {hidden}
            <SeatFields page={page} prefix={`move-${one.id}`} seat={one} />
            <Button>{w('settings.move')}</Button>
          </form>
        )}
      </div>
    </details>
  );
}

function GrantForm({ page, account }: View) {
  const { w, attempt } = page;
  return (
    <form
      class="form"
      id="grant"
      method="post"
      action={`/settings/accounts/${account.accountId}/grant`}
      novalidate
    >
      <input type="hidden" name="commandId" value={page.commandId} />
      <h2>{w('settings.grant.title')}</h2>
      {isAdministrator(page.actor) ? <p class="hint">{w('settings.gives-by-two')}</p> : null}
      <SeatFields page={page} prefix="grant" />
      <DateField
        name="from"
        label={w('settings.from')}
        aside={w('app.optional')}
        value={typedIn(attempt, 'from')}
        error={errorAt(page, 'from')}
      />
      <DateField
        name="until"
        label={w('settings.until')}
        aside={w('app.optional')}
        value={typedIn(attempt, 'until')}
        error={errorAt(page, 'until')}
      />
    </form>
  );
}

/** What ends everything, apart from the rest and said in full. */
function Ends({ page, account, subject }: View) {
  const { w, actor, commandId } = page;
  const { accountId } = account;
  const base = `/settings/accounts/${accountId}`;
  const form = (act: string, label: string, hint: string) => (
    <form method="post" action={`${base}/${act}`} class="end-act">
      <input type="hidden" name="commandId" value={commandId} />
      <p class="hint">{hint}</p>
      <Button>{label}</Button>
    </form>
  );
  const mayLeave = subject.held.length > 0 && !refuseToManage(actor, subject, subject.held);
  return (
    <section class="stack">
      <SectionHeading title={w('settings.ends.title')} />
      {mayLeave ? form('leave', w('settings.leave'), w('settings.leave.hint')) : null}
      {isAdministrator(actor)
        ? subject.disabled
          ? form('enable', w('settings.enable'), w('settings.enable.hint'))
          : form('disable', w('settings.disable'), w('settings.disable.hint'))
        : null}
      <ButtonRow>
        <a href="/settings/accounts">{w('settings.back-to-list')}</a>
      </ButtonRow>
    </section>
  );
}
