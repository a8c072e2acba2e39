// Small pieces that the screens of sharing have alike.
import { nameOfLanguage } from '#base/languages.ts';
import { NETWORK_ZONE } from '#modules/access/schema.ts';
import { nameIn } from '#modules/directory/rules/names.ts';
import type { ReferralLine } from '#modules/referrals/queries.ts';
import { StateWord } from '#platform/ui/state-word.tsx';
import { formatMoment } from '#platform/words/format.ts';
import { fieldText } from '#platform/words/problem-text.ts';
import type { PageRequest } from '../page.ts';

type Looks = Pick<PageRequest, 'directory' | 'language'>;

export function unitName({ directory, language }: Looks, unitId: string): string {
  const unit = directory.units.get(unitId);
  return unit ? nameIn(unit.name, language) : unitId;
}

export function subjectName({ directory, language }: Looks, subjectId: string): string {
  const subject = directory.subjects.get(subjectId);
  return subject ? nameIn(subject.name, language) : subjectId;
}

/** What is wrong with a field of a refused form. */
export function errorOf({ attempt, language }: PageRequest) {
  return (field: string) => {
    const code = attempt?.problem.fields?.[field];
    return code ? fieldText(language, code, attempt?.problem.params) : undefined;
  };
}

/** What a list calls it: its subject, or what kind it is. */
export function shortNameOf(page: PageRequest, line: ReferralLine): string {
  const kind = page.w(`sharing.kind.${line.kind}`);
  if (!line.subjectId) return kind;
  const subject = subjectName(page, line.subjectId);
  return line.kind === 'referral' ? subject : `${kind} · ${subject}`;
}

/** Who is named for it, and who acts in her place. */
export function namedIn({ w }: PageRequest, line: ReferralLine): string | undefined {
  const { addressee, standIn } = line;
  if (!addressee) return undefined;
  return standIn ? w('sharing.carried-by.stand-in', { name: addressee, standIn }) : addressee;
}

/** How it stands, as a word with its sign; late where it is. */
export function ReferralState({ page, line }: { page: PageRequest; line: ReferralLine }) {
  const { w } = page;
  const words = w(`sharing.referral.${line.state}`);
  if (line.chased > 0 && line.state !== 'done') {
    return (
      <StateWord state="attention" icon="triangle-alert">
        {words} · {w(line.chased > 1 ? 'sharing.escalated' : 'sharing.overdue')}
      </StateWord>
    );
  }
  const state = { requested: 'now', accepted: 'now', done: 'done' } as const;
  return (
    <StateWord state={state[line.state as 'done'] ?? 'plain'}>
      {words}
      {line.reason ? `: ${w(`sharing.reason.${line.reason}`)}` : ''}
    </StateWord>
  );
}

/** What the addressee is told before she accepts: what kind it is, subject, language, purpose. */
export function minimumOf(page: PageRequest, line: ReferralLine): string {
  const { w, language } = page;
  return [
    ...(line.kind === 'referral' ? [] : [w(`sharing.kind.${line.kind}`)]),
    ...(line.subjectId ? [subjectName(page, line.subjectId)] : []),
    nameOfLanguage(line.language, language),
    ...(line.purpose ? [w(`sharing.purpose.${line.purpose}`)] : []),
  ].join(' · ');
}

export function momentOf({ w }: PageRequest, at: Temporal.Instant): string {
  return formatMoment(w.language, at, NETWORK_ZONE, 'date-time');
}
