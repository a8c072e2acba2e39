// Who keeps the list of partners, what two agree on, and how a new one gets its id.
import { describe, expect, test } from 'vitest';
import { actorWith } from '#platform/session/actor.fixture.ts';
import type { EnforcementLink } from '#platform/session/actor.ts';
import { changesNothing, keepsPartners, partnerIdOf, refuseToAgree } from './keeping-rules.ts';
import type { PartnerProposal } from './schema.ts';

const actor = (role: string, centreId: string | null, link: EnforcementLink = 'none') =>
  actorWith([{ role, unitId: 'aima-network', centreId, link }], { accountId: 'me' });
const NOW = Temporal.Instant.from('2026-03-09T10:00:00Z');
const PARTNER = {
  unitId: 'casa',
  name: { pt: 'Casa' },
  email: 'a@casa.example',
  phone: null,
  language: 'pt',
};
const proposal: PartnerProposal = {
  ...PARTNER,
  id: 'one',
  kind: null,
  proposedBy: 'other',
  proposedByName: 'Outra',
  proposerKeeps: true,
  proposedAt: NOW,
  expiresAt: NOW.add({ hours: 1 }),
  outcome: null,
};

describe('PAR-9', () => {
  test('those who look after the network and administrators keep the list, and nobody behind the fence', () => {
    expect(keepsPartners(actor('network-manager', null))).toBe(true);
    expect(keepsPartners(actor('administrator', null))).toBe(true);
    expect(keepsPartners(actor('network-manager', 'cnaim-lisboa'))).toBe(false);
    expect(keepsPartners(actor('centre-coordinator', null))).toBe(false);
    expect(keepsPartners(actor('network-manager', null, 'direct'))).toBe(false);
    expect(keepsPartners({ ...actor('administrator', null), kind: 'device' })).toBe(false);
  });

  test('who proposed does not agree as well, nor anybody too late or twice', () => {
    const me = actor('network-manager', null);
    expect(refuseToAgree(proposal, me, NOW)).toBeUndefined();
    expect(refuseToAgree({ ...proposal, proposedBy: 'me' }, me, NOW)?.code).toBe('second-keeper');
    expect(refuseToAgree({ ...proposal, proposerKeeps: false }, me, NOW)?.code).toBe(
      'proposer-left',
    );
    expect(refuseToAgree(proposal, me, NOW.add({ hours: 1 }))?.code).toBe('proposal-expired');
    for (const outcome of ['carried-out', 'dropped'] as const)
      expect(refuseToAgree({ ...proposal, outcome }, me, NOW)?.code).toBe('proposal-decided');
  });

  test('what changes nothing is not proposed; what ended comes back as it was', () => {
    const partner = { ...PARTNER, ended: false };
    expect(changesNothing(partner, PARTNER)).toBe(true);
    expect(changesNothing({ ...partner, ended: true }, PARTNER)).toBe(false);
    for (const other of [
      { email: 'b@casa.example' },
      { phone: '912345678' },
      { language: 'en' },
      { name: { pt: 'Casa', en: 'House' } },
    ])
      expect(changesNothing(partner, { ...PARTNER, ...other })).toBe(false);
  });
});

test('an id is made of the letters of a name, and of none where it has none', () => {
  expect(partnerIdOf('Associação São João, Évora')).toBe('associacao-sao-joao-evora');
  expect(partnerIdOf('  «Ponte» 25  ')).toBe('ponte-25');
  expect(partnerIdOf('مأوى')).toBe('');
  expect(partnerIdOf(`${'a'.repeat(49)} b`)).toBe('a'.repeat(49));
});
