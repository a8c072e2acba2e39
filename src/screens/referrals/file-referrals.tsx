// What is handed over of a file, on the file itself: who carries the case, hand-overs that one's own unit
// sent or got, and by which of them a unit sees it.
import type { CaseStanding, ReferralLine } from '#modules/referrals/queries.ts';
import { referringUnits } from '#modules/referrals/who-may.ts';
import { dayOf } from '#base/dates.ts';
import { NETWORK_ZONE } from '#modules/access/schema.ts';
import { Notice } from '#platform/ui/note.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { formatDate } from '#platform/words/format.ts';
import type { PageRequest } from '../page.ts';
import { namedIn, ReferralState, shortNameOf, unitName } from './referral-words.tsx';

export function FileShared({
  page,
  personId,
  referrals,
  standing,
  works,
}: {
  page: PageRequest;
  personId: string;
  referrals: readonly ReferralLine[];
  standing: CaseStanding;
  /** Whether anything may be done with the file; else it is read, and nothing is said of what it has not. */
  works: boolean;
}) {
  const { w } = page;
  const acts = [
    ['refer', works],
    ['transfer', works && standing.carries],
    ['assign', works && standing.has],
    ['request', works && !standing.home],
  ] as const;
  if (!works && referrals.length === 0) return null;
  return (
    <div class="stack-tight">
      <SectionHeading
        title={w('sharing.referrals')}
        end={works ? <a href={`/people/${personId}/share`}>{w('sharing.title')}</a> : null}
      />
      <CarriedBy page={page} referrals={referrals} />
      {referrals.length > 0 ? (
        <ul class="rows">
          {referrals.map((line) => (
            <li>
              <span class="row-text">
                <a href={`/referrals/${line.id}`}>{shortNameOf(page, line)}</a>{' '}
                <span class="hint">{unitName(page, line.toUnitId)}</span>
              </span>
              <ReferralState page={page} line={line} />
            </li>
          ))}
        </ul>
      ) : null}
      <p class="file-links">
        {acts.map(([act, may]) =>
          may ? <a href={`/people/${personId}/${act}`}>{w(`sharing.${act}`)}</a> : null,
        )}
      </p>
    </div>
  );
}

/** Who carries the case, as far as one's own unit may know it: a unit by a transfer, a named colleague. */
function CarriedBy({ page, referrals }: { page: PageRequest; referrals: readonly ReferralLine[] }) {
  const today = dayOf(page.now, NETWORK_ZONE);
  const live = referrals.filter(
    ({ state, expiresOn }) =>
      state === 'accepted' && Temporal.PlainDate.compare(expiresOn, today) >= 0,
  );
  const transfer = live.find(({ kind }) => kind === 'transfer');
  const named = live.find(
    ({ kind, toUnitId }) => kind === 'assignment' && (!transfer || toUnitId === transfer.toUnitId),
  );
  const unitId = transfer?.toUnitId ?? named?.toUnitId;
  return unitId ? (
    <div>
      <p class="hint">{page.w('sharing.carried-by')}</p>
      {named ? (
        <p>
          <bdi>{namedIn(page, named)}</bdi>
        </p>
      ) : null}
      <p class={named ? 'hint' : undefined}>{unitName(page, unitId)}</p>
    </div>
  ) : null;
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
    ({ kind, state, fromUnitId, toUnitId }) =>
      state === 'accepted' &&
      kind !== 'assignment' &&
      referringUnits(actor).includes(kind === 'request' ? fromUnitId : toUnitId),
  );
  return (
    <>
      {ours.map((line) => (
        <Notice tone="plain">
          {w('sharing.by-referral', {
            unit: unitName(page, line.kind === 'request' ? line.toUnitId : line.fromUnitId),
            purpose: line.purpose ? w(`sharing.purpose.${line.purpose}`) : '',
            date: formatDate(w.language, line.expiresOn, 'long'),
          })}{' '}
          <a href={`/referrals/${line.id}`}>{w('sharing.referrals')}</a>
        </Notice>
      ))}
    </>
  );
}
