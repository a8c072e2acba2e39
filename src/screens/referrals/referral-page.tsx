// One hand-over: /referrals/:referralId. The addressee accepts or declines on what she may know; once she
// accepted, the page says who it is and what is asked. Whoever sent it follows it and may take it back.
import { dayOf } from '#base/dates.ts';
import { isId, newId } from '#base/ids.ts';
import { problem } from '#base/problem.ts';
import { nameOfLanguage } from '#base/languages.ts';
import { NETWORK_ZONE } from '#modules/access/schema.ts';
import { type Consent, listConsents } from '#modules/casefiles/consent-queries.ts';
import type { ShareSection } from '#modules/casefiles/consent-schema.ts';
import { findReferral, type ReferralLine } from '#modules/referrals/queries.ts';
import { isAddressee, refuseGiving, refuseTakingBack } from '#modules/referrals/rules.ts';
import {
  DECLINE_REASONS,
  NOT_POSSIBLE_REASONS,
  WITHDRAW_REASONS,
} from '#modules/referrals/schema.ts';
import { referringUnits } from '#modules/referrals/who-may.ts';
import { Button, ButtonLink } from '#platform/ui/button.tsx';
import { Document } from '#platform/ui/document.tsx';
import { type Fact, FactList } from '#platform/ui/fact-list.tsx';
import { Frame } from '#platform/ui/frame.tsx';
import { Quote } from '#platform/ui/note.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { Select } from '#platform/ui/select.tsx';
import { formatDate } from '#platform/words/format.ts';
import { FormOutcome } from '../form-outcome.tsx';
import type { Page, PageRequest } from '../page.ts';
import { staffBar, staffDocument } from '../staff-bar.tsx';
import { PackagePanel } from './package-panel.tsx';
import {
  minimumOf,
  momentOf,
  namedIn,
  ReferralState,
  subjectName,
  unitName,
} from './referral-words.tsx';

export const referralPage: Page = {
  screen: 'referrals',
  async render(page) {
    const { tx, actor, params, w } = page;
    const id = params['referralId'] ?? '';
    const units = referringUnits(actor);
    const line = isId(id) && units.length > 0 ? await findReferral(tx, id) : undefined;
    if (!line) return problem('not-found');
    await page.reads(line.personId && line.sees ? [line.personId] : [], 'refer');
    const hers = isAddressee(line, actor.accountId, units);
    const sent = units.includes(line.fromUnitId);
    const takesBack = sent && !refuseTakingBack(line);
    const ways = hers ? await listWaysToGive(page, line) : [];
    const packet = sent ? await PackagePanel({ page, line }) : null;
    return (
      <Document {...staffDocument(page, w('sharing.referrals'))}>
        <Frame
          skip={w('app.skip-to-content')}
          bar={staffBar(page, { title: w(`sharing.kind.${line.kind}`) })}
          sheetLabel={w('sharing.state')}
          sheet={
            <div class="stack-loose">
              <ReferralState page={page} line={line} />
              {packet}
              {hers && line.state === 'requested' ? <DeclineForm page={page} line={line} /> : null}
              {hers && line.state === 'accepted' ? <NotPossible page={page} line={line} /> : null}
              {takesBack ? <TakeBack page={page} line={line} /> : null}
            </div>
          }
          sheetFoot={<MainAct page={page} line={line} hers={hers} ways={ways} />}
        >
          <div class="stack-loose">
            <FormOutcome page={page} />
            <SectionHeading
              title={minimumOf(page, line)}
              end={<a href="/referrals">{w('sharing.referrals')}</a>}
            />
            <FactList facts={factsOf(page, line)} />
            {line.body ? <Quote source={line.sender}>{line.body}</Quote> : null}
          </div>
        </Frame>
      </Document>
    );
  },
};

function factsOf(page: PageRequest, line: ReferralLine): Fact[] {
  const { w, language } = page;
  const asked = line.kind === 'request';
  const sections = (line.sections ?? []).map((one) => w(`sharing.section.${one as 'name'}`));
  return [
    {
      label: w('sharing.person'),
      value: line.sees ? (
        <a href={`/people/${line.personId}`}>
          <bdi>{line.personName ?? w('sharing.no-name')}</bdi>
        </a>
      ) : (
        <span class="muted">{w('sharing.person.later')}</span>
      ),
    },
    { label: w('app.language'), value: nameOfLanguage(line.language, language) },
    ...(line.subjectId
      ? [{ label: w('sharing.refer.subject'), value: subjectName(page, line.subjectId) }]
      : []),
    ...(line.purpose
      ? [{ label: w('sharing.for'), value: w(`sharing.purpose.${line.purpose}`) }]
      : []),
    {
      label: w('sharing.from'),
      value: unitName(page, line.fromUnitId),
      source: momentOf(page, line.madeAt),
    },
    { label: w('sharing.to'), value: unitName(page, line.toUnitId) },
    ...(line.addressee
      ? [
          {
            label: w('sharing.addressed'),
            value: <bdi>{namedIn(page, line)}</bdi>,
          },
        ]
      : []),
    ...(sections.length > 0 && line.kind !== 'assignment'
      ? [
          {
            label: w(asked ? 'sharing.request.asked' : 'sharing.shared'),
            value: sections.join(' · '),
          },
        ]
      : []),
    { label: w('sharing.until'), value: formatDate(w.language, line.expiresOn, 'long') },
  ];
}

/** The one filled button: accept; done; or open her file. */
function MainAct({
  page,
  line,
  hers,
  ways,
}: {
  page: PageRequest;
  line: ReferralLine;
  hers: boolean;
  ways: readonly Consent[];
}) {
  const { w, commandId } = page;
  const at = `/referrals/${line.id}`;
  if (hers && line.state === 'requested' && line.kind === 'request')
    return <GiveForm page={page} line={line} ways={ways} />;
  if (hers && line.state === 'requested') {
    return (
      <form method="post" action={`${at}/accept`}>
        <input type="hidden" name="commandId" value={commandId} />
        <Button kind="primary" size="large" wide shortcut="mod+enter">
          {w('sharing.accept')}
        </Button>
      </form>
    );
  }
  if (hers && line.state === 'accepted') {
    return (
      <div class="stack-tight">
        <form method="post" action={`${at}/complete`}>
          <input type="hidden" name="commandId" value={commandId} />
          <Button kind="primary" size="large" wide name="outcome" value="done" shortcut="mod+enter">
            {w('sharing.done')}
          </Button>
        </form>
        <ButtonLink wide href={`/people/${line.personId}`}>
          {w('sharing.open-file')}
        </ButtonLink>
        {line.kind === 'referral' ? (
          <ButtonLink kind="quiet" wide href={`/people/${line.personId}/share`}>
            {w('sharing.give-back')}
          </ButtonLink>
        ) : null}
      </div>
    );
  }
  return line.sees ? (
    <ButtonLink kind="primary" size="large" wide href={`/people/${line.personId}`}>
      {w('sharing.open-file')}
    </ButtonLink>
  ) : null;
}

/** Entries of the ledger by which what was asked for may be opened, for whoever holds the file. */
async function listWaysToGive(page: PageRequest, line: ReferralLine): Promise<Consent[]> {
  const { personId, kind, state } = line;
  if (kind !== 'request' || state !== 'requested' || !personId) return [];
  const today = dayOf(page.now, NETWORK_ZONE);
  const asked = {
    fromUnitId: line.fromUnitId,
    toUnitId: line.toUnitId,
    personId,
    sections: (line.sections ?? []) as ShareSection[],
  };
  return (await listConsents(page.tx, personId)).filter((one) => !refuseGiving(asked, one, today));
}

/** Opens what was asked for, by what allows it; or leads to her, who is asked first. */
function GiveForm({
  page,
  line,
  ways,
}: {
  page: PageRequest;
  line: ReferralLine;
  ways: readonly Consent[];
}) {
  const { w, commandId } = page;
  if (ways.length === 0) {
    return (
      <div class="stack-tight">
        <p class="hint">{w('sharing.request.none')}</p>
        <ButtonLink kind="primary" size="large" wide href={`/people/${line.personId}/share`}>
          {w('sharing.ask')}
        </ButtonLink>
      </div>
    );
  }
  return (
    <form class="stack-tight" method="post" action={`/referrals/${line.id}/accept`}>
      <input type="hidden" name="commandId" value={commandId} />
      <Select
        name="consentId"
        label={w('sharing.request.by')}
        options={ways.map((one) => ({
          value: one.id,
          label: [
            w(`sharing.basis.${one.basis}`),
            formatDate(w.language, one.until, 'medium'),
          ].join(' · '),
        }))}
      />
      <Button kind="primary" size="large" wide shortcut="mod+enter">
        {w('sharing.request.give')}
      </Button>
    </form>
  );
}

function WhyForm({
  page,
  line,
  act,
  label,
  reasons,
  outcome,
}: {
  page: PageRequest;
  line: ReferralLine;
  act: 'decline' | 'complete' | 'withdraw';
  label: string;
  reasons: readonly NonNullable<ReferralLine['reason']>[];
  outcome?: string;
}) {
  const { w } = page;
  return (
    <form class="stack-tight" method="post" action={`/referrals/${line.id}/${act}`}>
      <input type="hidden" name="commandId" value={newId()} />
      {outcome ? <input type="hidden" name="outcome" value={outcome} /> : null}
      <Select
        name="reason"
        id={`reason-${act}`}
        label={w('sharing.why')}
        options={reasons.map((value) => ({ value, label: w(`sharing.reason.${value}`) }))}
      />
      <Button wide>{label}</Button>
    </form>
  );
}

const DeclineForm = ({ page, line }: { page: PageRequest; line: ReferralLine }) => (
  <WhyForm
    page={page}
    line={line}
    act="decline"
    label={page.w('sharing.decline')}
    reasons={DECLINE_REASONS}
  />
);
const NotPossible = ({ page, line }: { page: PageRequest; line: ReferralLine }) => (
  <WhyForm
    page={page}
    line={line}
    act="complete"
    outcome="not-possible"
    label={page.w('sharing.not-possible')}
    reasons={NOT_POSSIBLE_REASONS}
  />
);
const TakeBack = ({ page, line }: { page: PageRequest; line: ReferralLine }) => (
  <WhyForm
    page={page}
    line={line}
    act="withdraw"
    label={page.w('sharing.take-back')}
    reasons={WITHDRAW_REASONS}
  />
);
