// device.enrol: the code on a screen, or on the paper of a printer, makes it a device of a house.
import { sql } from 'kysely';
import { z } from 'zod';
import { slugField, textField } from '#base/fields.ts';
import { newId } from '#base/ids.ts';
import { problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { hashOf } from '#platform/session/token.ts';
import {
  DEVICE_KINDS,
  mayKeepDevices,
  type Offer,
  readCode,
  refuseToEnrol,
} from '../device-rules.ts';

const input = z.strictObject({
  /** As it is shown; spaces, hyphens and capitals don't matter. */
  code: z
    .string()
    .max(40)
    .refine((typed) => readCode(typed) !== undefined, { params: { code: 'device-code-unknown' } }),
  centreId: slugField(),
  kind: z.enum(DEVICE_KINDS),
  /** What people of the house call it. */
  name: textField({ max: 60 }),
});

type Enrolment = {
  readonly offerId: string;
  readonly deviceId: string;
  readonly accountId: string;
} & {
  readonly [field in 'kind' | 'name' | 'centreId' | 'unitId']: string;
};

export const enrolDevice = command<z.output<typeof input>, Offer | undefined, Enrolment>({
  name: 'device.enrol',
  summary: 'Makes a kiosk, board or ticket printer a device of a house, by the code that it shows.',
  input,
  async load(tx, { code, centreId }, actor) {
    if (!mayKeepDevices(actor, centreId)) return problem('not-found');
    const [centre] = await tx.text('select from directory.centre where id = $1', [centreId]);
    if (!centre) return problem('not-found');
    const [offer] = await tx.text<Omit<Offer, 'centreId'> & { offered_centre: string | null }>(
      'select * from access.find_device_offer($1, $2)',
      [hashOf(readCode(code) ?? ''), centreId],
    );
    return offer && { ...offer, centreId: offer.offered_centre };
  },
  may: (actor, _offer, { centreId }) => mayKeepDevices(actor, centreId),
  decide(offer, { kind, name, centreId }, actor) {
    const refused = refuseToEnrol(offer, { kind, centreId });
    // It stands in the unit of whoever looks after it.
    const unitId = actor.memberships.find(
      (own) => own.centreId === centreId || own.centreId === null,
    )?.unitId;
    if (refused) return refused;
    if (!offer || !unitId) return problem('not-allowed');
    const deviceId = newId();
    const accountId = newId();
    return {
      change: { offerId: offer.id, deviceId, accountId, kind, name, centreId, unitId },
      events: [{ kind: 'device.enrolled', centreId, unitId, data: { deviceId, kind } }],
      result: { deviceId, centreId },
    };
  },
  apply(tx, { offerId, deviceId, accountId, kind, name, unitId, centreId }, now) {
    tx.write(
      sql`select access.enrol_device(${offerId}, ${deviceId}, ${accountId}, ${kind}, ${name},
          ${unitId}, ${centreId}, ${now.toString()})`,
      'any',
    );
  },
  refusals: {
    device_offer_once: problem('invalid', 'invalid', { fields: { code: 'device-code-used' } }),
  },
});
