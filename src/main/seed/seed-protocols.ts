// What is done for whoever is in danger, whom to call, what is counted without persons, what may be asked in front
// of anybody, and what the law says of the register of minors.
import type { Transaction } from '#platform/db/transaction.ts';
import { insertMissing } from './insert.ts';
import { readData } from './read-data.ts';

/** Protocols by the day from which they are so: a later one stands beside the earlier. */
export async function seedProtocols(tx: Transaction): Promise<void> {
  await insertMissing(
    tx,
    'compartments.protocol',
    {
      id: 'text',
      kind_id: 'text',
      country: 'text',
      from_on: 'date',
      body: 'jsonb',
      sort: 'smallint',
    },
    readData('protocols.json').map(({ id, kind, country, from, ...body }, sort) => ({
      id,
      kind_id: kind,
      country,
      from_on: from,
      body,
      sort,
    })),
  );
  await insertMissing(
    tx,
    'compartments.helpline',
    { id: 'text', body: 'jsonb', sort: 'smallint' },
    readData('helplines.json').map(({ id, ...body }, sort) => ({ id, body, sort })),
  );
  await insertMissing(
    tx,
    'compartments.sheet',
    { id: 'text', kind_id: 'text', body: 'jsonb', sort: 'smallint' },
    readData('count-sheets.json').map(({ id, kind, ...body }, sort) => ({
      id,
      kind_id: kind ?? null,
      body,
      sort,
    })),
  );
  await insertMissing(
    tx,
    'compartments.question',
    { id: 'text', icon: 'text', text: 'jsonb', sort: 'smallint' },
    readData('neutral-questions.json').map((question, sort) => ({ ...question, sort })),
  );
  await insertMissing(
    tx,
    'minors.term',
    {
      country: 'text',
      from_on: 'date',
      service_id: 'text',
      months: 'smallint',
      sheet_id: 'text',
      body: 'jsonb',
    },
    readData('minor-register.json').map(({ country, from, service, months, sheet, ...body }) => ({
      country,
      from_on: from,
      service_id: service,
      months,
      sheet_id: sheet,
      body,
    })),
  );
}
