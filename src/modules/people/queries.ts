// What screens ask about people. Row security finds those whom the asking account serves or whom
// its unit registered; whoever shows one of them notes the reading.
import { sql } from 'kysely';
import { build, type Transaction } from '#platform/db/transaction.ts';
import type { ContactFacts } from './contact-rules.ts';
import { anyFileOf } from './one-person.ts';
import type { ContactRule, PersonFacts } from './schema.ts';

/** A person as a conversation at a desk needs her. */
export interface Person {
  readonly id: string;
  /** A name or alias, as she gave it; nobody has to give one. */
  readonly name: string | null;
  /** BCP 47 tag. */
  readonly language: string;
  readonly registeredAt: Temporal.Instant;
}

/** A person by her id, or undefined: not there, or not to be seen. */
export function findPerson(tx: Transaction, personId: string): Promise<Person | undefined> {
  return tx.first(
    build
      .selectFrom('people.person')
      .select(['id', 'name', 'language', 'registered_at as registeredAt'])
      .where('id', '=', personId),
  );
}

/** The unit that registered a person, or undefined: not there, or not to be seen. */
export async function findPersonUnit(
  tx: Transaction,
  personId: string,
): Promise<string | undefined> {
  const row = await tx.first(
    build.selectFrom('people.person').select('unit_id as unitId').where('id', '=', personId),
  );
  return row?.unitId;
}

/**
 * Everything that was said of a person, or undefined: not there, or not to be seen. How she may be
 * reached is the stricter rule of all her files.
 */
export function findPersonFacts(
  tx: Transaction,
  personId: string,
): Promise<PersonFacts | undefined> {
  return tx.first(sql<PersonFacts>`
    select p.name, i.full_name as "fullName", i.original_name as "originalName", i.nicknames,
           i.former_names as "formerNames", i.surnames, i.patronymic, i.said, i.born, i.nationality, p.language, c.phone, c.email,
           c.hours, c.days, c.cover, c.avoid, c.post,
           coalesce((select s.rule from people.contact s where s.person_id = ${anyFileOf(personId)}
                     order by array_position(array['never', 'messages-only', 'discreet', 'open'],
                                             s.rule) limit 1), 'discreet') as rule
    from people.person p
    left join people.identity i on i.person_id = p.id
    left join people.contact c on c.person_id = p.id
    where p.id = ${personId}`);
}

/** The strictest rule for reaching her that another file of hers holds; undefined when there is none. */
export async function findRuleOfOthers(
  tx: Transaction,
  personId: string,
): Promise<ContactRule | undefined> {
  const row = await tx.first(sql<{ rule: ContactRule }>`
    select c.rule from people.same_person s join people.contact c on c.person_id = s.other_id
    where s.person_id = ${personId}
    order by array_position(array['never', 'messages-only', 'discreet', 'open'], c.rule) limit 1`);
  return row?.rule;
}

/** What each file of hers says of how to reach her, with its numbers; none for whoever may not know it. */
export function listContacts(
  tx: Transaction,
  personId: string,
): Promise<
  (ContactFacts & {
    readonly fileId: string;
    readonly phone: string | null;
    readonly email: string | null;
  })[]
> {
  return tx.all(
    build
      .selectFrom('people.contact')
      .select([
        'person_id as fileId',
        'phone',
        'email',
        'rule',
        'hours',
        'days',
        'cover',
        'avoid',
        'post',
      ])
      .$narrowType<{ rule: ContactRule }>()
      .where('person_id', '=', anyFileOf(personId))
      .orderBy('person_id'),
  );
}
