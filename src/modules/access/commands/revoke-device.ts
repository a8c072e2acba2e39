// device.revoke: a device of a house is one no more; its session and its open pages end at once.
import { sql } from 'kysely';
import { z } from 'zod';
import { idField } from '#base/fields.ts';
import { problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { type Device, findDevice } from '../device-queries.ts';
import { mayKeepDevices } from '../device-rules.ts';

const input = z.strictObject({ deviceId: idField() });

export const revokeDevice = command<z.output<typeof input>, Device, string>({
  name: 'device.revoke',
  summary: 'Ends a kiosk, board or ticket printer at once.',
  input,
  async load(tx, { deviceId }, actor) {
    const device = await findDevice(tx, deviceId);
    return device && mayKeepDevices(actor, device.centreId) ? device : problem('not-found');
  },
  may: (actor, { centreId }) => mayKeepDevices(actor, centreId),
  decide({ id, kind, centreId }) {
    return {
      change: id,
      events: [{ kind: 'device.revoked', centreId, data: { deviceId: id, kind } }],
      result: { deviceId: id, centreId },
    };
  },
  apply(tx, deviceId, now) {
    tx.write(sql`select access.revoke_device(${deviceId}, ${now.toString()})`, 'any');
  },
});
