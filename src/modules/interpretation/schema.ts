// Words of a request for a mediator, and what a command may be given.
import { z } from 'zod';
import { idField } from '#base/fields.ts';

export const askInput = z.strictObject({ stopId: idField() });
export const requestInput = z.strictObject({ requestId: idField() });

/** A request for a mediator, as far as its rules need it. */
export interface MediatorRequest {
  readonly id: string;
  readonly stopId: string;
  readonly centreId: string;
  readonly officeId: string;
  readonly unitId: string;
  readonly hostUnitId: string;
  readonly deskId: string;
  readonly number: number;
  readonly language: string;
  readonly askedBy: string;
  readonly askedAt: Temporal.Instant;
  readonly mediatorId: string | null;
  readonly acceptedAt: Temporal.Instant | null;
  readonly joinedAt: Temporal.Instant | null;
  readonly endedAt: Temporal.Instant | null;
}
