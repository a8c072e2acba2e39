// What happened, as the log keeps it: ids, codes, dates, counts and names of changed fields; never
// a name, an address or free text.

/** Values that an event or outcome may hold. */
export type Plain =
  | string
  | number
  | boolean
  | null
  | readonly Plain[]
  | { readonly [key: string]: Plain };

/** An event as a rule returns it. */
export interface NewEvent {
  /** `module-noun.past-participle`, such as `stop.finished`. */
  readonly kind: string;
  readonly centreId?: string;
  readonly officeId?: string;
  readonly unitId?: string;
  readonly visitId?: string;
  readonly personId?: string;
  readonly data?: Readonly<Record<string, Plain>>;
}

/** An event with what the way in adds to it. */
export interface RecordedEvent extends NewEvent {
  readonly id: string;
  readonly commandId: string;
  readonly accountId: string;
  /** When it happened, by the device's clock corrected by its measured offset. */
  readonly occurredAt: Temporal.Instant;
}

/** Place in the log: life of the log, transaction, number. Text, because they pass 2^53. */
export interface Cursor {
  readonly epoch: number;
  readonly xid: string;
  readonly position: string;
}
