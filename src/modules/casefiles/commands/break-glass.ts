// glass.break: in an emergency one file is opened to one account, to read, for thirty minutes. Those who
// look at it afterwards are told in the same transaction, before anything is shown.
import { sql } from 'kysely';
import { newId } from '#base/ids.ts';
import { type Problem, problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { isFresh } from '#platform/session/own-keys.ts';
import { isFenced, mayAct, reachesPeople } from '../../access/decide.ts';
import { readFileNumber } from '../../people/search-numbers.ts';
import { OPENS_GLASS } from '../glass-queries.ts';
import { breakGlassInput, GLASS_MINUTES, type GlassFacts, refuseGlass } from '../glass-rules.ts';

export const breakGlass = command({
  name: 'glass.break',
  summary:
    'Opens one file in an emergency, to read, for thirty minutes; custodian and data-protection officer are told first.',
  input: breakGlassInput,
  async load(tx, { fileNumber }, actor): Promise<(GlassFacts & { number: string }) | Problem> {
    const number = readFileNumber(fileNumber);
    // GLA-5: never from behind the fence, by no role; and of whoever keeps her away there is no file
    if (isFenced(actor) || !reachesPeople(actor)) return problem('not-found');
    // Before a number is looked for, so that nobody tries numbers who did not prove herself.
    if (!(await isFresh(tx))) return problem('not-allowed', 'prove-again');
    const [found] = number
      ? await tx.text<Omit<GlassFacts, 'fresh'>>(
          `select person_id as "personId", unit_id as "unitId", reached, used, told
           from casefiles.hold_glass($1)`,
          [number],
        )
      : [];
    return found && number
      ? { ...found, number, fresh: true }
      : problem('not-found', 'no-such-file');
  },
  may: (actor) => mayAct(actor, { roles: OPENS_GLASS }),
  decide(facts, { reason, words }) {
    const refused = refuseGlass(facts);
    if (refused) return refused;
    const id = newId();
    const { personId, unitId, number } = facts;
    return {
      change: { id, number, reason, words },
      events: [
        {
          kind: 'glass.broken',
          unitId,
          personId,
          data: { glassId: id, reason, minutes: GLASS_MINUTES, told: facts.told },
        },
      ],
      result: { glassId: id, personId },
    };
  },
  apply: (tx, { id, number, reason, words }, now) =>
    tx.write(
      sql`select casefiles.break_glass(${id}::uuid, ${number}, ${reason}, ${words},
        ${now.toString()}::timestamptz)`,
      'any',
    ),
});
