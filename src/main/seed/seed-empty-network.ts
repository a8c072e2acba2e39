// A network of one's own begins with nothing but itself: one institution and the unit to which the
// first administrator belongs. Everything else is entered by people.
import type { Transaction } from '#platform/db/transaction.ts';
import { insertMissing } from './insert.ts';
import { seedUnits } from './seed-network.ts';

const NAME = {
  pt: 'Coordenação da rede',
  en: 'Network coordination',
  fr: 'Coordination du réseau',
  uk: 'Координація мережі',
  ar: 'تنسيق الشبكة',
};

export async function seedEmptyNetwork(tx: Transaction): Promise<void> {
  await insertMissing(tx, 'directory.institution', { id: 'text', kind: 'text' }, [
    { id: 'network', kind: 'network-authority' },
  ]);
  await insertMissing(
    tx,
    'directory.institution_name',
    { institution_id: 'text', name: 'jsonb', short_name: 'text', valid: 'daterange' },
    [{ institution_id: 'network', name: NAME, short_name: NAME.pt, valid: '[,)' }],
  );
  await seedUnits(tx, [
    {
      id: 'network',
      institution: 'network',
      purpose: 'network',
      enforcementLink: 'none',
      name: NAME,
    },
  ]);
}
