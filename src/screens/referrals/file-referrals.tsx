// What is shared of a file, on the file itself: referrals of hers that one's own unit sent or got, and
// by which of them a unit sees it.
import type { ReferralLine } from '#modules/referrals/queries.ts';
import { referringUnits } from '#modules/referrals/who-may.ts';
import { Notice } from '#platform/ui/note.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { formatDate } from '#platform/words/format.ts';
import type { PageRequest } from '../page.ts';
import { ReferralState, subjectName, unitName } from './referral-words.tsx';

export function FileShared({
  page,
  personId,
  referrals,
}: {
  page: PageRequest;
  personId: string;
  referrals: readonly ReferralLine[];
}) {
  const { w } = page;
  return (
    <div class="stack-tight">
      <SectionHeading
        title={w('sharing.referrals')}
        end={<a href={`/people/${personId}/share`}>{w('sharing.title')}</a>}
      />
      {referrals.length > 0 ? (
        <ul class="rows">
          {referrals.map((line) => (
            <li>
              <span class="row-text">
                <a href={`/referrals/${line.id}`}>{subjectName(page, line.subjectId)}</a>{' '}
                <span class="hint">{unitName(page, line.toUnitId)}</span>
              </span>
              <ReferralState page={page} line={line} />
            </li>
          ))}
        </ul>
      ) : null}
      <a href={`/people/${personId}/refer`}>{w('sharing.refer')}</a>
    </div>
  );
}

/** By which referral a unit sees the file, above it. */
export function SharedWithUs({
  page,
  referrals,
}: {
  page: PageRequest;
  referrals: readonly ReferralLine[];
}) {
  const { w, actor } = page;
  const ours = referrals.filter(
    ({ state, toUnitId }) => state === 'accepted' && referringUnits(actor).includes(toUnitId),
  );
  return (
    <>
      {ours.map((line) => (
        <Notice tone="plain">
          {w('sharing.by-referral', {
            unit: unitName(page, line.fromUnitId),
            purpose: w(`sharing.purpose.${line.purpose}`),
            date: formatDate(w.language, line.expiresOn, 'long'),
          })}{' '}
          <a href={`/referrals/${line.id}`}>{w('sharing.referrals')}</a>
        </Notice>
      ))}
    </>
  );
}
