// glass.review: one of those who were told looks at why a file was opened, and says whether it was right.
import { sql } from 'kysely';
import { problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { mayAct } from '../../access/decide.ts';
import { lockGlassForReview, REVIEWS_GLASS } from '../glass-queries.ts';
import { refuseReview, reviewGlassInput } from '../glass-rules.ts';

export const reviewGlass = command({
  name: 'glass.review',
  summary: 'Says whether a file was rightly opened in an emergency; if not, the account is closed.',
  input: reviewGlassInput,
  load: async (tx, { glassId }) => (await lockGlassForReview(tx, glassId)) ?? problem('not-found'),
  may: (actor) => mayAct(actor, { roles: REVIEWS_GLASS }),
  decide: (glass, { verdict, words }, actor) =>
    refuseReview(glass, actor.accountId) ?? {
      change: { id: glass.id, verdict, words },
      events: [
        {
          kind: 'glass.reviewed',
          unitId: glass.unitId,
          data: { glassId: glass.id, verdict, ofAccountId: glass.accountId },
        },
      ],
      result: { glassId: glass.id },
    },
  apply: (tx, { id, verdict, words }, now) =>
    tx.write(
      sql`select access.review_glass(${id}::uuid, ${verdict}, ${words}, ${now.toString()}::timestamptz)`,
      'any',
    ),
});
