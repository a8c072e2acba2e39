// Who has an account: found by name, unit, centre and role; and the invitation of somebody new.
import { foldText } from '#base/fold.ts';
import { isUiLanguage, languageOf, UI_LANGUAGES } from '#base/languages.ts';
import { isAdministrator, managesSomething } from '#modules/access/account-rules.ts';
import {
  type ListedMembership,
  listHeld,
  listManaged,
  listProposals,
  type ManagedAccount,
} from '#modules/access/queries.ts';
import { PERSON_ROLES } from '#modules/access/schema.ts';
import { newToken } from '#platform/session/token.ts';
import { Button } from '#platform/ui/button.tsx';
import { DateField } from '#platform/ui/date-field.tsx';
import { EmptyState } from '#platform/ui/empty-state.tsx';
import { TextField } from '#platform/ui/field.tsx';
import { Select } from '#platform/ui/select.tsx';
import { StateWord } from '#platform/ui/state-word.tsx';
import { Table } from '#platform/ui/table.tsx';
import { type PageRequest, typedIn } from '../page.ts';
import { AloneNotice } from './proposals-part.tsx';
import {
  centreOptions,
  dayText,
  roleName,
  SeatFields,
  SeatLine,
  unitOptions,
} from './seat-words.tsx';
import { errorAt, SettingsFrame, settingsPage } from './settings-frame.tsx';

/** More lines than this are narrowed by the search. */
const MOST_LINES = 100;

interface Line {
  readonly account: ManagedAccount;
  readonly held: readonly ListedMembership[];
}

export const accountsPage = settingsPage(
  {
    screen: 'accounts',
    async render(page) {
      const { w, tx, now, actor } = page;
      const administrator = isAdministrator(actor);
      const [accounts, held, proposals] = await Promise.all([
        listManaged(tx),
        listHeld(tx, now),
        administrator ? listProposals(tx, now) : [],
      ]);
      const all = accounts.map((account) => ({
        account,
        held: held.filter(({ accountId }) => accountId === account.accountId),
      }));
      const lines = all.filter((line) => isAsked(line, page.query));
      return (
        <SettingsFrame
          page={page}
          tab="accounts"
          title={w('settings.accounts.title')}
          sheetLabel={w('settings.invite.title')}
          sheet={<InviteForm page={page} />}
          sheetFoot={
            <Button kind="primary" size="large" wide form="invite" shortcut="mod+enter">
              {w('settings.invite.send')}
            </Button>
          }
        >
          {administrator ? <AloneNotice page={page} held={held} /> : null}
          {proposals.length > 0 ? (
            <p>
              <a href="/settings/firewall">
                {w('settings.proposals.waiting', { count: proposals.length })}
              </a>
            </p>
          ) : null}
          <Filters page={page} />
          {lines.length === 0 ? (
            <EmptyState icon="users-round" title={w('settings.accounts.none')} />
          ) : (
            <Table
              caption={w('settings.accounts.title')}
              roomy
              columns={[
                { label: w('settings.name'), heads: true },
                { label: w('settings.roles') },
                { label: w('settings.last-used'), optional: true },
                { label: w('settings.state'), hidden: true },
              ]}
              rows={lines.slice(0, MOST_LINES).map((line) => ({ cells: cellsOf(page, line) }))}
              note={
                lines.length > MOST_LINES
                  ? w('settings.accounts.more', { shown: MOST_LINES, count: lines.length })
                  : w('settings.accounts.count', { count: lines.length })
              }
            />
          )}
        </SettingsFrame>
      );
    },
  },
  managesSomething,
);

function isAsked({ account, held }: Line, query: URLSearchParams): boolean {
  const asked = (name: string) => query.get(name) ?? '';
  const text = foldText(`${account.name} ${account.login ?? ''}`);
  const parts = foldText(asked('q')).split(' ').filter(Boolean);
  if (!parts.every((part) => text.includes(part))) return false;
  const [unit, centre, role] = [asked('unit'), asked('centre'), asked('role')];
  if (!unit && !centre && !role) return true;
  return held.some(
    (one) =>
      (!unit || one.unitId === unit) &&
      (!centre || one.centreId === centre) &&
      (!role || one.role === role),
  );
}

function cellsOf(page: PageRequest, { account, held }: Line) {
  return [
    <a href={`/settings/accounts/${account.accountId}`}>
      <bdi>{account.name}</bdi>
    </a>,
    held.length === 0 ? (
      <span class="muted">{page.w('settings.no-role')}</span>
    ) : (
      <span class="seats">
        {held.map((seat) => (
          <SeatLine page={page} seat={seat} />
        ))}
      </span>
    ),
    <span class="muted used">
      {account.lastUsed ? dayText(page, account.lastUsed) : page.w('settings.never-used')}
    </span>,
    <AccountState page={page} account={account} />,
  ];
}

/** Closed, or waiting for its keys; an account in use needs no word. */
export function AccountState({ page, account }: { page: PageRequest; account: ManagedAccount }) {
  const { w } = page;
  if (account.disabledAt) return <StateWord state="error">{w('settings.closed')}</StateWord>;
  if (account.ready) return null;
  if (account.invitedUntil)
    return (
      <StateWord state="plain" icon="send">
        {w('settings.invited')}
      </StateWord>
    );
  return null;
}

function Filters({ page }: { page: PageRequest }) {
  const { w, query } = page;
  return (
    <form class="filters" method="get" action="/settings/accounts" role="search">
      <TextField
        name="q"
        type="search"
        icon="search"
        shortcut="/"
        label={w('settings.search')}
        value={query.get('q') ?? ''}
      />
      <Select
        name="unit"
        label={w('settings.unit')}
        options={unitOptions(page)}
        blank={w('settings.all')}
        value={query.get('unit') ?? undefined}
        submitOnChange
      />
      <Select
        name="centre"
        label={w('settings.centre')}
        options={centreOptions(page)}
        blank={w('settings.all')}
        value={query.get('centre') ?? undefined}
        submitOnChange
      />
      <Select
        name="role"
        id="filter-role"
        label={w('settings.role')}
        options={PERSON_ROLES.map((role) => ({ value: role, label: roleName(page, role) }))}
        blank={w('settings.all')}
        value={query.get('role') ?? undefined}
        submitOnChange
      />
      <Button>{w('settings.find')}</Button>
    </form>
  );
}

/** The token is made here, so that the same form sent twice gives the same link. */
function InviteForm({ page }: { page: PageRequest }) {
  const { w, attempt } = page;
  const language = typedIn(attempt, 'language') ?? 'pt';
  const seat = {
    role: typedIn(attempt, 'role') ?? '',
    unitId: typedIn(attempt, 'unitId') || undefined,
    centreId: typedIn(attempt, 'centreId') || null,
  };
  return (
    <form
      class="form"
      id="invite"
      method="post"
      action="/settings/accounts"
      novalidate
      data-turbo="false"
    >
      <input type="hidden" name="commandId" value={page.commandId} />
      <input type="hidden" name="token" value={newToken()} />
      <h2>{w('settings.invite.title')}</h2>
      <TextField
        name="name"
        label={w('settings.name')}
        value={typedIn(attempt, 'name')}
        error={errorAt(page, 'name')}
        maxlength={120}
        shortcut="n"
      />
      <TextField
        name="login"
        type="email"
        label={w('portal.email')}
        value={typedIn(attempt, 'login')}
        error={errorAt(page, 'login')}
        maxlength={120}
        dir="ltr"
      />
      <SeatFields page={page} prefix="invite" seat={seat as never} />
      <Select
        name="language"
        label={w('settings.language')}
        options={UI_LANGUAGES.map((tag) => ({
          value: tag,
          label: languageOf(tag)?.endonym ?? tag,
          lang: tag,
        }))}
        value={isUiLanguage(language) ? language : 'pt'}
      />
      <DateField
        name="until"
        label={w('settings.until')}
        aside={w('app.optional')}
        value={typedIn(attempt, 'until')}
        error={errorAt(page, 'until')}
      />
      <p class="hint">{w('settings.invite.hint')}</p>
      {isAdministrator(page.actor) ? <p class="hint">{w('settings.gives-by-two')}</p> : null}
    </form>
  );
}
