// When the link to a ticket's page goes out by message.
import { expect, test } from 'vitest';
import { isProblem } from '#base/problem.ts';
import { type ContactFacts, UNASKED } from '../people/contact-rules.ts';
import { decideSendLink, type LinkFacts } from './link-rules.ts';
import { sendLinkInput } from './schema.ts';

const FACTS: LinkFacts = {
  visitId: 'visit',
  centreId: 'house',
  hostUnitId: 'welcome',
  state: 'open',
  contacts: [],
  asked: 0,
  byKiosk: false,
};
const TO = { phone: '+351912345678', email: null };
const refusal = (more: Partial<LinkFacts>) => {
  const decided = decideSendLink({ ...FACTS, ...more }, TO);
  return isProblem(decided) ? decided.code : 'sent';
};

test('VIS-213: it is sent while the visit is open, three times, and never to whoever said never', () => {
  expect(refusal({})).toBe('sent');
  expect(refusal({ state: 'closed' })).toBe('visit-closed');
  const said = (more: Partial<ContactFacts>) => refusal({ contacts: [{ ...UNASKED, ...more }] });
  expect(said({ rule: 'never' })).toBe('contact-never');
  for (const rule of ['open', 'discreet', 'messages-only'] as const)
    expect(said({ rule, hours: '03:00 04:00', cover: 'da biblioteca' })).toBe('sent');
  expect(said({ avoid: '912 345 678' })).toBe('contact-avoided');
  expect([refusal({ asked: 2 }), refusal({ asked: 3 })]).toEqual(['sent', 'link-sent-often']);
});

test('VIS-213: what is written down of it for ever holds no address', () => {
  const decided = decideSendLink(FACTS, TO);
  if (isProblem(decided)) throw new Error('sent');
  expect(JSON.stringify([decided.events, decided.result])).not.toContain('912345678');
});

test('an address is read as people write it: a number, or an e-mail', () => {
  const read = (to: string) => {
    const found = sendLinkInput.safeParse({ visitId: '0198c0de-0000-7000-8000-000000000001', to });
    return found.success ? found.data.to : undefined;
  };
  expect(read(' +351 912-345 678 ')).toEqual({ phone: '+351912345678', email: null });
  expect(read('(0)912 345 678')).toEqual({ phone: '0912345678', email: null });
  expect(read('Nour@Example.org')).toEqual({ phone: null, email: 'Nour@Example.org' });
  for (const not of ['', '12', 'nour', 'nour@', '+351 912 abc', '1'.repeat(25)])
    expect(read(not)).toBeUndefined();
});
