// How somebody may be reached now, wherever a screen shows it: a number to dial only while it may be dialled,
// with what is said; else from when, or that she is told in person. No screen shows a number but this one and
// the form in which it is written down.
import { dayOf, timeOf } from '#base/dates.ts';
import {
  type ContactAnswer,
  type ContactFacts,
  decideContact,
  reachOf,
} from '#modules/people/contact-rules.ts';
import { Icon } from '#platform/ui/icon.tsx';
import { StateWord } from '#platform/ui/state-word.tsx';
import { formatDayTime, formatList, formatTime } from '#platform/words/format.ts';
import type { PageRequest } from './page.ts';

export interface Contact extends ContactFacts {
  readonly phone: string | null;
}

/** @param zone on whose clock her hours are */
export function ReachLine({
  page,
  contacts,
  zone,
}: {
  page: PageRequest;
  contacts: readonly Contact[];
  zone: string;
}) {
  const { w, now } = page;
  const reach = reachOf(contacts);
  const numbers = [...new Set(contacts.flatMap(({ phone }) => phone ?? []))].map((phone) => ({
    phone,
    answer: decideContact(reach, { way: 'call', to: phone, zone }, now),
  }));
  const asked = numbers.find(({ answer }) => answer.may !== 'in-person') ?? numbers[0];
  const answer = asked?.answer ?? decideContact(reach, { way: 'call', zone }, now);
  // Nobody is told anything of whoever left no number and asked for nothing.
  if (!asked && answer.may !== 'in-person') return null;
  return (
    <p class="reach" data-may={answer.may}>
      <Icon name={answer.may === 'in-person' ? 'user-round' : 'phone'} size={16} />
      {answer.may === 'now' && asked ? (
        <a href={`tel:${asked.phone.replaceAll(' ', '')}`}>
          <bdi dir="ltr">{asked.phone}</bdi>
        </a>
      ) : (
        <StateWord state="attention" icon={null}>
          {whyNot(page, answer, zone)}
        </StateWord>
      )}
      {answer.may !== 'in-person' && reach.cover.length > 0 ? (
        <span>
          {w('reach.say')}{' '}
          <q>
            <bdi>{formatList(w.language, [...reach.cover])}</bdi>
          </q>
        </span>
      ) : null}
      {answer.may === 'now' && reach.cover.length === 0 && reach.rule !== 'open' ? (
        <span class="hint">{w('reach.discreet')}</span>
      ) : null}
    </p>
  );
}

function whyNot({ w, now }: PageRequest, answer: ContactAnswer, zone: string): string {
  if (answer.may === 'in-person') return w(`reach.why.${answer.why}`);
  if (answer.may === 'now') return '';
  const [day, time] = [dayOf(answer.from, zone), timeOf(answer.from, zone)];
  const when = day.equals(dayOf(now, zone))
    ? formatTime(w.language, time)
    : formatDayTime(w.language, day, time);
  return w('reach.later', { when });
}
