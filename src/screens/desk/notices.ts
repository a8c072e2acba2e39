// What just happened at this desk, told by the address that a form leads to: numbers and codes only.
import type { PageRequest } from '../page.ts';

const AFTER = {
  closed: 'desk.finished.closed',
  'goes-on': 'desk.finished.goes-on',
  forwarded: 'desk.finished.forwarded',
} as const;

/** The lines to say, and the form whose kept draft is done with. */
export function noticesOf({ query, w }: Pick<PageRequest, 'query' | 'w'>): string[] {
  const number = /^\d{1,4}$/.exec(query.get('done') ?? '')?.[0];
  if (number === undefined) return [];
  const how = query.get('how') ?? '';
  const nobody = query.get('next') === 'nobody' ? [w('desk.nobody-next')] : [];
  if (how === 'recorded') return [w('desk.recorded', { number })];
  if (how === 'parked') return [w('desk.parked-done', { number })];
  if (how === 'missed') return [w('desk.missed-done', { number })];
  if (!Object.hasOwn(AFTER, how)) return [];
  return [`${w('desk.finished', { number })} ${w(AFTER[how as keyof typeof AFTER])}`, ...nobody];
}

/** What a form's address says it did. */
export function noticeQuery(
  number: string,
  how: keyof typeof AFTER | 'recorded' | 'parked' | 'missed',
  nobody = false,
): string {
  return `?${new URLSearchParams({ done: number, how, ...(nobody && { next: 'nobody' }) })}`;
}
