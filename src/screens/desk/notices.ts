// What just happened at this desk, told by the address that a form leads to: numbers and codes only.
import type { PageRequest } from '../page.ts';
import { directoryNames } from './desk-words.tsx';

/** What became of the person who was at the desk. */
export type After =
  | 'closed'
  | 'goes-on'
  | 'forwarded'
  | 'sent-on'
  | 'back'
  | 'recorded'
  | 'parked'
  | 'missed'
  | 'missed-out';

/** The lines to say; none when the address tells of nothing, or of something that we never say. */
export function noticesOf({
  query,
  w,
  directory,
  language,
}: Pick<PageRequest, 'query' | 'w' | 'directory' | 'language'>): string[] {
  const needAt = query.get('need-at') ?? '';
  if (directory.offices.has(needAt))
    return [
      w('sitting.need-added', { office: directoryNames(directory, language).office(needAt) }),
    ];
  if (query.has('taken-over')) return [w('sitting.taken-over')];
  const number = /^\d{1,4}$/.exec(query.get('done') ?? '')?.[0];
  if (number === undefined) return [];
  const nobody = query.get('next') === 'nobody' ? [w('desk.nobody-next')] : [];
  const finished = w('desk.finished', { number });
  const to = query.get('to') ?? '';
  switch (query.get('how') as After | null) {
    case 'recorded':
      return [w('desk.recorded', { number })];
    case 'parked':
      return [w('desk.parked-done', { number })];
    case 'missed':
      return [w('desk.missed-done', { number })];
    case 'missed-out':
      return [w('sitting.missed-out', { number })];
    case 'closed':
      return [`${finished} ${w('desk.finished.closed')}`, ...nobody];
    case 'goes-on':
      return [`${finished} ${w('desk.finished.goes-on')}`, ...nobody];
    case 'forwarded': {
      if (!directory.offices.has(to)) return [finished, ...nobody];
      const office = directoryNames(directory, language).office(to);
      return [`${finished} ${w('desk.forwarded', { office })}.`, ...nobody];
    }
    case 'sent-on': {
      const centre = directory.centres.get(to)?.name;
      return [finished, ...(centre ? [w('onward.sent-on', { centre })] : []), ...nobody];
    }
    case 'back':
      return [w('onward.sent-back', { number }), ...nobody];
    default:
      return [];
  }
}

/** What a form's address says it did. `to`: the office or house she was sent on to. */
export function noticeQuery(
  number: string,
  how: After,
  more: { readonly nobody?: boolean; readonly to?: string | undefined } = {},
): string {
  const { nobody, to } = more;
  return `?${new URLSearchParams({ done: number, how, ...(to && { to }), ...(nobody && { next: 'nobody' }) })}`;
}
