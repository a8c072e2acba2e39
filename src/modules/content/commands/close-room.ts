// room.close: a waiting room is one no more; its boards show the whole house again.
import { z } from 'zod';
import { sql } from 'kysely';
import { idField, slugField } from '#base/fields.ts';
import { problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { oversees } from '../../access/decide.ts';
import { holdWall } from '../wall-commands.ts';

export const closeRoom = command({
  name: 'room.close',
  summary: 'Takes a waiting room away; its boards show the whole house again.',
  input: z.strictObject({ centreId: slugField(), roomId: idField() }),
  load: (tx, input, actor, now) => holdWall(tx, input, actor, now),
  may: (actor, _facts, { centreId }) => oversees(actor, centreId),
  decide({ wall }, { centreId, roomId }) {
    if (!wall.rooms.some(({ id }) => id === roomId)) return problem('not-found');
    return {
      change: { centreId, roomId },
      events: [{ kind: 'room.closed', centreId, data: { roomId } }],
      result: { roomId },
    };
  },
  apply(tx, { centreId, roomId }, now) {
    tx.write(sql`select content.put_room(${centreId}, ${roomId}, null, null, null, null, null, null,
      ${now})`);
  },
});
