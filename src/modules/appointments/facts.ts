// What the rules of a booking know; `load-facts.ts` reads it.
import type { Place, Taken } from './rules.ts';
import type { AppointmentState, CancelReason } from './schema.ts';

export interface Appointment {
  readonly id: string;
  readonly number: string;
  readonly personId: string;
  readonly centreId: string;
  readonly officeId: string;
  readonly unitId: string;
  readonly hostUnitId: string;
  readonly serviceId: string;
  readonly subjectId: string;
  readonly needId: string | null;
  readonly language: string;
  readonly state: AppointmentState;
  readonly startsAt: Temporal.Instant;
  readonly endsAt: Temporal.Instant;
  readonly madeByUnitId: string;
}

/** The counter at which a time is asked for, and what is free there on that day. */
export interface Counter {
  readonly centreId: string;
  readonly officeId: string;
  readonly unitId: string;
  readonly hostUnitId: string;
  readonly zone: string;
  readonly serviceId: string;
  readonly subjectId: string;
  readonly minutes: number;
  readonly places: readonly Place[];
  readonly taken: readonly Taken[];
}

/** What a command about bookings writes. */
export interface BookingChange {
  readonly book?: Appointment & {
    readonly madeBy: string;
    readonly becauseVisitId: string | undefined;
  };
  readonly update?: {
    readonly id: string;
    readonly startsAt?: Temporal.Instant;
    readonly endsAt?: Temporal.Instant;
    readonly cancelledFor?: CancelReason;
    /** She did not come. */
    readonly missed?: boolean;
  };
  /** The place that is given back, by the booking that held it. */
  readonly release?: { readonly appointmentId: string };
  readonly keep?: {
    readonly id: string;
    readonly appointmentId: string;
    readonly resource: string;
    readonly startsAt: Temporal.Instant;
    readonly endsAt: Temporal.Instant;
    readonly centreId: string;
    readonly officeId: string;
    readonly unitId: string;
  };
}
