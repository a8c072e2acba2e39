// The pages of a partner without an account: /package. The door (from whom, and the code), what was sent, the
// answers, and what is said when a link leads nowhere. They need no script.
import { newId } from '#base/ids.ts';
import { timeOf } from '#base/dates.ts';
import type { Problem } from '#base/problem.ts';
import { NETWORK_ZONE } from '#modules/access/schema.ts';
import { LOOK_MINUTES } from '#modules/partners/rules.ts';
import type { PackageContent, PackageStand } from '#modules/partners/schema.ts';
import { DECLINE_REASONS, NOT_POSSIBLE_REASONS } from '#modules/referrals/schema.ts';
import { Button, ButtonLink } from '#platform/ui/button.tsx';
import { TextField } from '#platform/ui/field.tsx';
import { Notice } from '#platform/ui/note.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { Select } from '#platform/ui/select.tsx';
import { StateWord } from '#platform/ui/state-word.tsx';
import { formatMoment, formatTime } from '#platform/words/format.ts';
import { fieldText, problemText } from '#platform/words/problem-text.ts';
import type { PageBase } from '../page.ts';
import { PublicShell } from '../portal/public-shell.tsx';
import { unitName } from '../referrals/referral-words.tsx';
import { PacketContent } from './packet-content.tsx';

type Parties = Pick<PackageStand, 'fromUnitId' | 'toUnitId'>;

/** Whoever has the link is told from whom it comes; the code opens it. Looking at this page uses nothing up. */
export function DoorPage({
  page,
  parties,
  problem,
}: {
  page: PageBase;
  parties: Parties;
  problem?: Problem | undefined;
}) {
  const { w } = page;
  const from = unitName(page, parties.fromUnitId);
  return (
    <PublicShell page={page} title={w('partners.title')} band={48} back="/package">
      <div class="stack-tight">
        <h1>{w('partners.title')}</h1>
        <p class="lead">{w('partners.from-to', { from, to: unitName(page, parties.toUnitId) })}</p>
        <p>{w('partners.door.once', { minutes: LOOK_MINUTES })}</p>
      </div>
      <form class="form" method="post" action="/package" novalidate>
        <TextField
          name="code"
          label={w('partners.code')}
          hint={w('partners.code.hint', { from })}
          error={problem ? problemText(w.language, problem) : undefined}
          inputmode="numeric"
          autocomplete="off"
          dir="ltr"
          maxlength={40}
          big
          autofocus
          required
        />
        <Button kind="primary" size="large" wide>
          {w('partners.open')}
        </Button>
      </form>
    </PublicShell>
  );
}

/** A link that leads nowhere: never, not any more, or not for these eyes. Always the same words. */
export function NoPacketPage({ page }: { page: PageBase }) {
  const { w } = page;
  return (
    <PublicShell page={page} title={w('partners.gone')} band={48} back="/package">
      <div class="stack">
        <h1>{w('partners.gone')}</h1>
        <p class="lead">{w('partners.gone.hint')}</p>
      </div>
    </PublicShell>
  );
}

/** The answer was passed on. Says nothing of anybody. */
export function SaidPage({ page, closed }: { page: PageBase; closed: boolean }) {
  const { w } = page;
  const title = w(closed ? 'partners.closed' : 'partners.said');
  return (
    <PublicShell page={page} title={title} band={48} back="/package/said">
      <div class="stack">
        <h1>{title}</h1>
        <p class="lead">{w(closed ? 'partners.closed.hint' : 'partners.said.hint')}</p>
      </div>
    </PublicShell>
  );
}

/** What was sent, while it may be looked at; and the answers. */
export function PacketPage({
  page,
  stand,
  content,
  away,
  problem,
}: {
  page: PageBase;
  stand: PackageStand;
  content: PackageContent | undefined;
  /** It may be looked at, and the key that opens it is away. */
  away: boolean;
  problem?: Problem | undefined;
}) {
  const { w } = page;
  const from = unitName(page, stand.fromUnitId);
  const until = stand.openedAt?.add({ minutes: LOOK_MINUTES });
  return (
    <PublicShell page={page} title={w('partners.title')} wide back="/package">
      <div class="stack-loose">
        <div class="stack-tight">
          <h1>{w('partners.title')}</h1>
          <p class="lead">{w('partners.from-to', { from, to: unitName(page, stand.toUnitId) })}</p>
          <Standing page={page} stand={stand} />
        </div>
        {problem ? <Notice tone="error">{problemText(w.language, problem)}</Notice> : null}
        {away ? <Notice tone="error">{w('partners.away')}</Notice> : null}
        {content && until ? (
          <>
            <Notice>
              {w('partners.until', {
                time: formatTime(w.language, timeOf(until, NETWORK_ZONE)),
              })}
            </Notice>
            <p class="button-row">
              <ButtonLink href="/package/paper.pdf" icon="file-text">
                {w('partners.pdf')}
              </ButtonLink>
              <ButtonLink href="/package/signed" icon="download" download>
                {w('partners.signed-file')}
              </ButtonLink>
            </p>
            <PacketContent content={content} />
          </>
        ) : null}
        {!content && !away ? (
          <Notice tone="plain">{w('partners.shown-before', { from })}</Notice>
        ) : null}
        <Answers page={page} stand={stand} problem={problem} />
        <form method="post" action="/package/close">
          <Button kind="quiet" icon="log-out">
            {w('partners.close')}
          </Button>
        </form>
      </div>
    </PublicShell>
  );
}

/** What was said so far: opened is not received, received is not accepted. */
function Standing({ page, stand }: { page: PageBase; stand: PackageStand }) {
  const { w } = page;
  const at = (moment: Temporal.Instant) =>
    formatMoment(w.language, moment, NETWORK_ZONE, 'date-time');
  const { openedAt, receivedAt, state } = stand;
  return (
    <ul class="plain">
      {openedAt ? (
        <li>
          <StateWord state="done">{w('partners.opened-at', { time: at(openedAt) })}</StateWord>
        </li>
      ) : null}
      {receivedAt ? (
        <li>
          <StateWord state="done">{w('partners.received-at', { time: at(receivedAt) })}</StateWord>
        </li>
      ) : null}
      <li>
        <StateWord state={state === 'accepted' ? 'done' : 'now'}>
          {w(state === 'accepted' ? 'partners.taken-on' : 'partners.waits')}
        </StateWord>
      </li>
    </ul>
  );
}

function Answers({
  page,
  stand,
  problem,
}: {
  page: PageBase;
  stand: PackageStand;
  problem?: Problem | undefined;
}) {
  const { w } = page;
  const accepted = stand.state === 'accepted';
  const code = problem?.fields?.['reason'];
  const reasons = accepted ? NOT_POSSIBLE_REASONS : DECLINE_REASONS;
  return (
    <section class="stack package-answers" id="answer">
      <SectionHeading title={w(accepted ? 'partners.outcome' : 'partners.answer')} level={2} />
      <form method="post" action="/package/answer">
        <input type="hidden" name="commandId" value={newId()} />
        <Button
          kind="primary"
          size="large"
          wide
          name="answer"
          value={accepted ? 'done' : 'accepted'}
        >
          {w(accepted ? 'partners.done' : 'partners.accept')}
        </Button>
      </form>
      {stand.receivedAt ? null : (
        <form method="post" action="/package/received">
          <input type="hidden" name="commandId" value={newId()} />
          <Button wide>{w('partners.received')}</Button>
        </form>
      )}
      <form class="form stack-tight" method="post" action="/package/answer" novalidate>
        <input type="hidden" name="commandId" value={newId()} />
        <Select
          name="reason"
          label={w('sharing.why')}
          blank={w('partners.why.choose')}
          options={reasons.map((value) => ({ value, label: w(`sharing.reason.${value}`) }))}
          error={code ? fieldText(w.language, code) : undefined}
          required
        />
        <Button wide name="answer" value={accepted ? 'not-possible' : 'declined'}>
          {w(accepted ? 'partners.not-possible' : 'partners.decline')}
        </Button>
      </form>
    </section>
  );
}
