// board.take-down: a message or a slide is taken from the boards of a house.
import { z } from 'zod';
import { sql } from 'kysely';
import { idField, slugField } from '#base/fields.ts';
import { problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { oversees } from '../../access/decide.ts';
import { holdWall } from '../wall-commands.ts';

export const takeFromBoards = command({
  name: 'board.take-down',
  summary: 'Takes a message or a slide from the boards of a house.',
  input: z.strictObject({ centreId: slugField(), textId: idField() }),
  load: (tx, input, actor, now) => holdWall(tx, input, actor, now),
  may: (actor, _facts, { centreId }) => oversees(actor, centreId),
  decide({ wall }, { centreId, textId }) {
    if (!wall.texts.some(({ id }) => id === textId)) return problem('not-found');
    return {
      change: { centreId, textId },
      events: [{ kind: 'board.taken-down', centreId, data: { textId } }],
      result: { textId },
    };
  },
  apply(tx, { centreId, textId }, now) {
    tx.write(sql`select content.say(${centreId}, ${textId}, null, null, null, ${now})`);
  },
});
