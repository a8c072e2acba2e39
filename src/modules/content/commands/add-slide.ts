// slide.add: something that the boards of a house tell in turn, in the languages of those who wait.
import { z } from 'zod';
import { sql } from 'kysely';
import { slugField } from '#base/fields.ts';
import { newId } from '#base/ids.ts';
import { problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { oversees } from '../../access/decide.ts';
import { namesField } from '../../directory/inputs.ts';
import { holdWall } from '../wall-commands.ts';

/** More would not come round while somebody waits. */
const MOST = 12;

export const addSlide = command({
  name: 'slide.add',
  summary: 'Adds a slide that turns on the boards of a house.',
  input: z.strictObject({ centreId: slugField(), text: namesField(160) }),
  load: (tx, input, actor, now) => holdWall(tx, input, actor, now),
  may: (actor, _facts, { centreId }) => oversees(actor, centreId),
  decide({ wall }, { centreId, text }) {
    if (wall.texts.filter(({ kind }) => kind === 'slide').length >= MOST)
      return problem('conflict', 'slides-full', { params: { count: MOST } });
    const textId = newId();
    return {
      change: { centreId, text, textId },
      events: [{ kind: 'slide.added', centreId, data: { textId } }],
      result: { textId },
    };
  },
  apply(tx, { centreId, text, textId }, now) {
    tx.write(
      sql`select content.say(${centreId}, ${textId}, 'slide', ${JSON.stringify(text)}::jsonb, null, ${now})`,
    );
  },
});
