// room.set: a waiting room, whose boards show the calls of its offices, with or without a sound.
import { z } from 'zod';
import { sql } from 'kysely';
import { idField, slugField } from '#base/fields.ts';
import { newId } from '#base/ids.ts';
import { isProblem, problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { oversees } from '../../access/decide.ts';
import { namesField } from '../../directory/inputs.ts';
import { refuseOffices, refuseQuietHours } from '../rules.ts';
import { holdWall } from '../wall-commands.ts';

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

export const setRoom = command({
  name: 'room.set',
  summary: 'Makes or changes a waiting room: its offices, its boards, its quiet.',
  input: z.strictObject({
    centreId: slugField(),
    /** Of a room that is there already. */
    roomId: idField().optional(),
    name: namesField(60),
    officeIds: z.array(slugField()).min(1).max(60),
    quiet: z.boolean().default(false),
    quietFrom: time.optional(),
    quietTo: time.optional(),
    deviceIds: z.array(idField()).max(40).default([]),
  }),
  async load(tx, input, actor, now) {
    const facts = await holdWall(tx, input, actor, now);
    if (isProblem(facts)) return facts;
    const { centreId, roomId } = input;
    if (roomId && !facts.wall.rooms.some(({ id }) => id === roomId)) return problem('not-found');
    const [offices, devices] = await Promise.all([
      tx.text<{ id: string }>(
        'select id from directory.office where centre_id = $1 and closed_on is null',
        [centreId],
      ),
      tx.text<{ id: string }>(
        `select id from access.device where centre_id = $1 and kind = 'board' and revoked_at is null`,
        [centreId],
      ),
    ]);
    const ids = (rows: readonly { readonly id: string }[]) => new Set(rows.map(({ id }) => id));
    return { ...facts, offices: ids(offices), devices: ids(devices) };
  },
  may: (actor, _facts, { centreId }) => oversees(actor, centreId),
  decide({ offices, devices }, input) {
    const refused =
      refuseOffices('officeIds', input.officeIds, offices) ??
      refuseOffices('deviceIds', input.deviceIds, devices) ??
      refuseQuietHours(input.quietFrom, input.quietTo);
    if (refused) return refused;
    const roomId = input.roomId ?? newId();
    return {
      change: { ...input, roomId },
      events: [{ kind: 'room.set', centreId: input.centreId, data: { roomId } }],
      result: { roomId },
    };
  },
  apply(tx, room, now) {
    tx.write(sql`select content.put_room(${room.centreId}, ${room.roomId},
      ${JSON.stringify(room.name)}::jsonb, ${room.officeIds}::text[], ${room.quiet},
      ${room.quietFrom ?? null}::time, ${room.quietTo ?? null}::time, ${room.deviceIds}::uuid[], ${now})`);
  },
});
