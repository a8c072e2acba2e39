// person.correct: what was written down of a person is put right, field by field.
import { sql } from 'kysely';
import { newId } from '#base/ids.ts';
import { problem } from '#base/problem.ts';
import { build, type Transaction } from '#platform/db/transaction.ts';
import { command } from '#platform/run-command/command.ts';
import { isFenced, mayAct, WELCOME } from '../../access/decide.ts';
import { asksHerself, refuseRestricted, restrictedSince } from '../../access/restriction.ts';
import { survivorOf } from '../one-person.ts';
import { namesOf } from '../name-kinds.ts';
import { findPersonFacts, findRuleOfOthers } from '../queries.ts';
import { changesNames, type Correction, decideCorrection } from '../rules.ts';
import { correctInput, type PersonField } from '../schema.ts';
import { KEYS_VERSION } from '../search-keys.ts';
import { writeNameKeys } from '../steps.ts';

export const correctPerson = command({
  name: 'person.correct',
  summary: 'Puts right what was written down of a person; what it said before is kept.',
  input: correctInput,
  async load(tx, { personId: named }, actor) {
    // Behind the fence nothing of a person is written down but what a desk did.
    if (isFenced(actor)) return problem('not-found');
    const personId = await survivorOf(tx, named);
    const [locked] = await tx.all(
      build
        .selectFrom('people.person')
        .select(['id', 'unit_id as unitId'])
        .where('id', '=', personId)
        .forUpdate(),
    );
    if (!locked) return problem('not-found');
    // With her row locked: nobody restricts her file meanwhile.
    const [facts, ruleOfOthers, restricted, asks] = await Promise.all([
      findPersonFacts(tx, personId),
      findRuleOfOthers(tx, personId),
      restrictedSince(tx, personId),
      asksHerself(tx, personId),
    ]);
    const { unitId } = locked;
    return facts
      ? { personId, unitId, facts, ruleOfOthers, restricted, asks }
      : problem('not-found');
  },
  may: (actor, { unitId }) => mayAct(actor, { roles: WELCOME, units: [unitId] }),
  decide: ({ restricted, asks, ...known }, { changes }) =>
    refuseRestricted(restricted, asks ? 'her-request' : undefined) ??
    decideCorrection(known, changes),
  apply(tx, change: Correction, now, actor) {
    for (const { field, before } of change.changed) {
      if (before === null) continue;
      tx.write(
        build.insertInto('history.person_field').values({
          id: newId(),
          person_id: change.personId,
          unit_id: change.unitId,
          field,
          value: before,
          account_id: actor.accountId,
          until: now,
        }),
      );
    }
    for (const table of ['people.person', 'people.identity', 'people.contact'] as const)
      writeFields(tx, table, change);
    if (changesNames(change)) {
      tx.write(sql`select people.drop_name_keys(${change.personId}, ${KEYS_VERSION})`);
      writeNameKeys(tx, change.personId, change.unitId, namesOf(change.facts));
    }
  },
});

const COLUMNS: Readonly<
  Record<
    'people.person' | 'people.identity' | 'people.contact',
    Partial<Record<PersonField, string>>
  >
> = {
  'people.person': { name: 'name', language: 'language' },
  'people.identity': {
    fullName: 'full_name',
    originalName: 'original_name',
    nicknames: 'nicknames',
    formerNames: 'former_names',
    surnames: 'surnames',
    patronymic: 'patronymic',
    said: 'said',
    born: 'born',
    nationality: 'nationality',
  },
  'people.contact': {
    phone: 'phone',
    email: 'email',
    rule: 'rule',
    hours: 'hours',
    days: 'days',
    cover: 'cover',
    avoid: 'avoid',
    post: 'post',
  },
};

/** Writes the changed fields of one table, and no other: who corrects another one keeps hers. */
function writeFields(tx: Transaction, table: keyof typeof COLUMNS, change: Correction): void {
  const values = change.changed.flatMap(({ field, now }) => {
    const column = COLUMNS[table][field];
    return column === undefined ? [] : [{ column, now }];
  });
  if (values.length === 0) return;
  const columns = values.map(({ column }) => sql.ref(column));
  const set = values.map(({ column, now }) => sql`${sql.ref(column)} = ${now}`);
  if (table === 'people.person') {
    tx.write(sql`update people.person set ${sql.join(set)} where id = ${change.personId}`);
    return;
  }
  tx.write(sql`
    insert into ${sql.table(table)} (person_id, unit_id, ${sql.join(columns)})
    values (${change.personId}, ${change.unitId}, ${sql.join(values.map(({ now }) => now))})
    on conflict (person_id) do update set ${sql.join(set)}`);
}
