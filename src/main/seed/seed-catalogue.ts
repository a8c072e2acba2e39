// What every network starts with, a demonstration or not: subjects, papers, services, holidays.
import type { Transaction } from '#platform/db/transaction.ts';
import { insertMissing, range } from './insert.ts';
import { readData } from './read-data.ts';
import { seedProtocols } from './seed-protocols.ts';

/** Subjects, papers to bring, services, holidays, grounds for priority, kinds of compartments, retention. */
export async function seedCatalogue(tx: Transaction): Promise<void> {
  const subjects = readData('subjects.json').map((subject, position) => ({
    id: subject.id,
    parent_id: subject.parent,
    icon: subject.icon,
    sensitive: subject.sensitive,
    name: subject.name,
    position,
  }));
  const subjectColumns = {
    id: 'text',
    parent_id: 'text',
    icon: 'text',
    sensitive: 'boolean',
    name: 'jsonb',
    position: 'smallint',
  };
  await insertMissing(tx, 'directory.subject', subjectColumns, subjects);
  await insertMissing(
    tx,
    'directory.document',
    { id: 'text', name: 'jsonb' },
    readData('documents.json'),
  );
  await seedServices(tx);
  await seedCompartmentKinds(tx);
  await seedProtocols(tx);
  await seedRetention(tx);
  await insertMissing(
    tx,
    'directory.priority_ground',
    {
      id: 'text',
      position: 'smallint',
      name: 'jsonb',
      ask: 'jsonb',
      law: 'text',
      valid: 'daterange',
    },
    readData('priorities.json').map(({ from, until, ...ground }, position) => ({
      ...ground,
      position,
      valid: range(from, until),
    })),
  );
  await insertMissing(
    tx,
    'directory.holiday',
    {
      id: 'text',
      scope: 'text',
      place: 'text',
      month_day: 'text',
      easter_offset: 'smallint',
      name: 'jsonb',
    },
    readData('holidays.json').map(({ monthDay, easterOffset, place, ...holiday }) => ({
      ...holiday,
      place,
      month_day: monthDay,
      easter_offset: easterOffset,
    })),
  );
}

async function seedServices(tx: Transaction): Promise<void> {
  const services = readData('services.json');
  await insertMissing(
    tx,
    'directory.service',
    {
      id: 'text',
      subject_id: 'text',
      modes: 'text[]',
      duration_minutes: 'smallint',
      booking: 'text',
      name: 'jsonb',
      description: 'jsonb',
    },
    services.map(({ id, subject, modes, minutes, booking, name, description }) => ({
      id,
      subject_id: subject,
      modes,
      duration_minutes: minutes,
      booking,
      name,
      description,
    })),
  );
  await insertMissing(
    tx,
    'directory.service_subject',
    { service_id: 'text', subject_id: 'text' },
    services.flatMap(({ id, answers }) =>
      answers.map((subject) => ({ service_id: id, subject_id: subject })),
    ),
  );
  await insertMissing(
    tx,
    'directory.service_precedence',
    { service_id: 'text', after_service_id: 'text' },
    services.flatMap(({ id, after }) =>
      after.map((first) => ({ service_id: id, after_service_id: first })),
    ),
  );
  await insertMissing(
    tx,
    'directory.service_document',
    { service_id: 'text', document_id: 'text', needed: 'boolean', position: 'smallint' },
    services.flatMap(({ id, bring, helps }) =>
      [...bring, ...helps].map((document, position) => ({
        service_id: id,
        document_id: document,
        needed: bring.includes(document),
        position,
      })),
    ),
  );
  await insertMissing(
    tx,
    'directory.cost_option',
    { service_id: 'text', option: 'text', note: 'jsonb' },
    services.flatMap(({ id, fee }) => (fee ? [{ service_id: id, option: 'fee', note: fee }] : [])),
  );
}

/** Kinds of compartments, and what whoever opens one was trained in. */
async function seedCompartmentKinds(tx: Transaction): Promise<void> {
  await insertMissing(
    tx,
    'compartments.topic',
    { id: 'text', name: 'jsonb' },
    readData('training-topics.json'),
  );
  await insertMissing(
    tx,
    'compartments.kind',
    { id: 'text', name: 'jsonb', topic_id: 'text', sort: 'smallint' },
    readData('compartment-kinds.json').map(({ topic, ...kind }, sort) => ({
      ...kind,
      topic_id: topic,
      sort,
    })),
  );
}

/** For how long each kind of record is kept, and since when. */
async function seedRetention(tx: Transaction): Promise<void> {
  const kinds = readData('retention.json');
  await insertMissing(
    tx,
    'rights.retention_kind',
    { id: 'text', name: 'jsonb', sort: 'smallint' },
    kinds.map(({ id, name }, sort) => ({ id, name, sort })),
  );
  await insertMissing(
    tx,
    'rights.retention_period',
    { kind_id: 'text', from_on: 'date', keep: 'interval', law: 'text', proposed: 'boolean' },
    kinds.flatMap(({ id, periods }) =>
      periods.map(({ from, ...period }) => ({ kind_id: id, from_on: from, ...period })),
    ),
  );
}
