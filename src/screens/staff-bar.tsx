// What every staff screen has alike: the document around it and the bar above it, with the menu
// under the name (places, language, light or dark, sign out), which works without script.
import { UI_LANGUAGES, languageOf } from '#base/languages.ts';
import { timeOf } from '#base/dates.ts';
import type { Centre } from '#modules/directory/schema.ts';
import { seesDisclosures } from '#modules/disclosures/rules.ts';
import { isOfficer } from '#modules/rights/rules.ts';
import { seesTrainings } from '#modules/compartments/rules.ts';
import { DESK, isFenced, mayAct, WELCOME } from '#modules/access/decide.ts';
import { REVIEWS_GLASS } from '#modules/casefiles/glass-queries.ts';
import { managesSomething } from '#modules/access/account-rules.ts';
import type { BarProps } from '#platform/ui/frame.tsx';
import { Icon } from '#platform/ui/icon.tsx';
import type { LiveWords } from '#platform/ui/live-status.tsx';
import { formatTime } from '#platform/words/format.ts';
import type { Words } from '#platform/words/words.ts';
import type { PageBase, PageRequest } from './page.ts';

/** Props of `Document` for a staff page; `title` is the screen, the brand is added. */
export function staffDocument(page: PageRequest, title: string) {
  const { w, theme, assets, actor, now } = page;
  return {
    lang: w.tag,
    dir: w.direction,
    title: `${title} · ${w('app.name')}`,
    kind: 'staff' as const,
    theme,
    assets,
    account: actor.accountId,
    now: now.toString(),
    browserWords: {
      shortcuts: w('app.shortcuts'),
      notSent: w('problem.outcome-unknown'),
      willSend: w('sitting.will-send'),
      sentElsewhere: w('onward.sent-elsewhere'),
    },
  };
}

/** Props of the bar. `centre` gives place and clock; `live` says that the page has live regions. */
export function staffBar(
  page: PageRequest,
  place: {
    title: string;
    centre?: Centre | undefined;
    desk?: string | undefined;
    deskSpoken?: string | undefined;
    search?: BarProps['search'];
    live?: boolean | undefined;
  },
): BarProps {
  const { w, demo, actor, now } = page;
  const { centre, live, ...rest } = place;
  return {
    ...rest,
    home: '/',
    brand: w('app.name'),
    place: centre?.name,
    mark: demo ? w('app.demo-mark') : undefined,
    markTitle: w('app.demo-banner'),
    live: live ? liveWords(w) : undefined,
    person: actor.name,
    menu: <AccountMenu {...page} />,
    lock: { action: '/lock', back: page.attempt ? '/' : page.path, label: w('security.lock') },
    clock: centre && { text: formatTime(w.language, timeOf(now, centre.zone)), zone: centre.zone },
  };
}

/** "live", and the age of the data when the link is down. */
export function liveWords(w: Words): LiveWords {
  return { live: w('app.live'), age: (minutes) => w('app.offline-age', { minutes }) };
}

/** Roles that may confirm somebody who lost her keys. */
const ANSWER_FOR_A_UNIT: ReadonlySet<string> = new Set([
  'unit-lead',
  'centre-coordinator',
  'administrator',
]);

/** Roles that change houses; which house, its page says. */
const CHANGES_HOUSES: ReadonlySet<string> = new Set(['centre-coordinator', 'network-manager']);

/** Whether she has follow-ups of her own: whoever serves or receives people, and not behind the fence. */
function promises(actor: PageRequest['actor']): boolean {
  return !isFenced(actor) && mayAct(actor, { roles: [...DESK, ...WELCOME] });
}

function AccountMenu(page: PageRequest) {
  const { w } = page;
  return (
    <>
      <a href="/">
        <Icon name="house" />
        {w('portal.home')}
      </a>
      {promises(page.actor) ? (
        <a href="/tasks">
          <Icon name="calendar-check" />
          {w('followups.title')}
        </a>
      ) : null}
      {promises(page.actor) ? (
        <a href="/referrals">
          <Icon name="arrow-up-right" />
          {w('sharing.referrals')}
        </a>
      ) : null}
      {promises(page.actor) ? (
        <a href="/conferences">
          <Icon name="users-round" />
          {w('confer.list')}
        </a>
      ) : null}
      {promises(page.actor) ? (
        <a href="/compartments">
          <Icon name="lock" />
          {w('compartments.list')}
        </a>
      ) : null}
      {seesTrainings(page.actor) ? (
        <a href="/trainings">
          <Icon name="circle-check" />
          {w('trainings.title')}
        </a>
      ) : null}
      {promises(page.actor) ? (
        <a href="/break-glass">
          <Icon name="triangle-alert" />
          {w('glass.link')}
        </a>
      ) : null}
      {!isFenced(page.actor) && mayAct(page.actor, { roles: REVIEWS_GLASS }) ? (
        <a href="/break-glass/reviews">
          <Icon name="eye" />
          {w('glass.reviews')}
        </a>
      ) : null}
      {isOfficer(page.actor) ? (
        <a href="/rights">
          <Icon name="scale" />
          {w('rights.title')}
        </a>
      ) : null}
      {seesDisclosures(page.actor) ? (
        <a href="/disclosures">
          <Icon name="gavel" />
          {w('disclosures.title')}
        </a>
      ) : null}
      <a href="/account/security">
        <Icon name="key-round" />
        {w('security.link')}
      </a>
      {page.actor.memberships.some(({ role }) => ANSWER_FOR_A_UNIT.has(role)) ? (
        <a href="/account/recoveries">
          <Icon name="heart-handshake" />
          {w('security.recovery.title')}
        </a>
      ) : null}
      {managesSomething(page.actor) ? (
        <a href="/settings/accounts">
          <Icon name="users-round" />
          {w('settings.title')}
        </a>
      ) : null}
      {page.actor.memberships.some(({ role }) => CHANGES_HOUSES.has(role)) ? (
        <a href="/settings/houses">
          <Icon name="building-2" />
          {w('houses.title')}
        </a>
      ) : null}
      <PreferenceForm {...page} />
      <form method="post" action="/sign-out" data-sign-out>
        <button type="submit">
          <Icon name="log-out" />
          {w('app.sign-out')}
        </button>
      </form>
    </>
  );
}

/** Language and light or dark as buttons of one form; what is chosen is kept in cookies. */
export function PreferenceForm({ w, language, theme, path, attempt }: PageBase) {
  const themes = [
    { value: 'auto', words: w('app.theme.system'), icon: 'monitor' },
    { value: 'light', words: w('app.theme.light'), icon: 'sun' },
    { value: 'dark', words: w('app.theme.dark'), icon: 'moon' },
  ] as const;
  return (
    <form class="preferences" method="post" action="/preferences">
      {/* The address of a form that was refused shows no page of its own. */}
      <input type="hidden" name="back" value={attempt ? '/' : path} />
      <div class="preference" role="group" aria-label={w('app.language')}>
        {UI_LANGUAGES.map((tag) => (
          <button
            type="submit"
            name="lang"
            value={tag}
            lang={tag}
            dir={languageOf(tag)?.direction}
            aria-current={tag === language ? 'true' : undefined}
          >
            {languageOf(tag)?.endonym}
          </button>
        ))}
      </div>
      <div class="preference" role="group" aria-label={w('app.theme')}>
        {themes.map(({ value, words, icon }) => (
          <button
            type="submit"
            name="theme"
            value={value}
            aria-current={value === theme ? 'true' : undefined}
          >
            <Icon name={icon} size={16} />
            {words}
          </button>
        ))}
      </div>
    </form>
  );
}
