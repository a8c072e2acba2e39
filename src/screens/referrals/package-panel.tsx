// What became of the package of a referral to a partner without accounts, for whoever sent it: how far it came,
// step by step, the code to be told by telephone, and another link in the place of one that was lost.
import { newId } from '#base/ids.ts';
import { findPartner, listPackages } from '#modules/partners/queries.ts';
import { isLinkLive } from '#modules/partners/rules.ts';
import type { SentPackage } from '#modules/partners/schema.ts';
import type { ReferralLine } from '#modules/referrals/queries.ts';
import { isOpen } from '#modules/referrals/rules.ts';
import { Button } from '#platform/ui/button.tsx';
import { Notice } from '#platform/ui/note.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { StateWord } from '#platform/ui/state-word.tsx';
import type { PageRequest } from '../page.ts';
import { momentOf } from './referral-words.tsx';

/** Nothing where the referral went to a unit with accounts. */
export async function PackagePanel({ page, line }: { page: PageRequest; line: ReferralLine }) {
  const { tx, w, now } = page;
  const [last, ...before] = await listPackages(tx, line.id);
  if (!last) return null;
  const partner = await findPartner(tx, line.toUnitId);
  const live = isLinkLive(last, line.state, now);
  const secrets = live ? await page.packageSecrets(last) : undefined;
  return (
    <section class="stack">
      <SectionHeading title={w('partners.package')} level={3} />
      <Steps page={page} sent={last} line={line} />
      {secrets && !last.openedAt ? (
        <div class="stack-tight">
          <p class="hint">{w('partners.code.tell')}</p>
          {partner?.phone ? (
            <p>
              <bdi dir="ltr">{partner.phone}</bdi>
            </p>
          ) : null}
          <p class="package-code">
            <bdi dir="ltr">{secrets.code.replace(/(?=.{4}$)/, ' ')}</bdi>
          </p>
        </div>
      ) : null}
      {secrets ? (
        <details>
          <summary>{w('partners.link.show')}</summary>
          <p class="hint">{w('partners.link.show.hint')}</p>
          <p>
            <code class="hash" dir="ltr">
              {secrets.address}
            </code>
          </p>
        </details>
      ) : null}
      {!live && isOpen(line) ? <Notice>{w(whyDead(last, partner !== undefined))}</Notice> : null}
      {isOpen(line) && partner ? (
        <form class="stack-tight" method="post" action={`/referrals/${line.id}/package`}>
          <input type="hidden" name="commandId" value={newId()} />
          <Button wide icon="rotate-cw">
            {w('partners.renew')}
          </Button>
          <p class="hint">{w('partners.renew.hint')}</p>
        </form>
      ) : null}
      {before.length > 0 ? (
        <p class="hint">{w('partners.before', { count: before.length })}</p>
      ) : null}
    </section>
  );
}

/** Why its link opens nothing any more. */
function whyDead({ ended }: SentPackage, isPartner: boolean) {
  if (!isPartner || ended === 'partner-ended') return 'partners.partner-ended' as const;
  if (ended === 'moved') return 'partners.moved' as const;
  return ended === 'locked' ? ('partners.locked' as const) : ('partners.link.dead' as const);
}

/** Sent, delivered, opened, received: facts. Taken on is the partner's word, and another line. */
function Steps({ page, sent, line }: { page: PageRequest; sent: SentPackage; line: ReferralLine }) {
  const { w } = page;
  const steps: readonly (readonly [
    'sent' | 'delivered' | 'failed' | 'opened' | 'received',
    Temporal.Instant | null,
  ])[] = [
    ['sent', sent.madeAt],
    [sent.mail ?? 'delivered', sent.mailAt],
    ['opened', sent.openedAt],
    ['received', sent.receivedAt],
  ];
  const answered = line.state !== 'requested';
  return (
    <ol class="plain package-steps">
      {steps.map(([step, at]) => (
        <li>
          <StateWord state={step === 'failed' ? 'attention' : at ? 'done' : 'plain'}>
            {w(at ? `partners.step.${step}` : `partners.step.not-${step as 'opened'}`)}
          </StateWord>
          {at ? <small class="muted">{momentOf(page, at)}</small> : null}
        </li>
      ))}
      <li>
        <StateWord state={answered ? 'done' : 'now'}>
          {answered ? w(`sharing.referral.${line.state}`) : w('partners.step.not-answered')}
        </StateWord>
      </li>
    </ol>
  );
}
