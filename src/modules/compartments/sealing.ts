// What the texts of compartments and their keys are bound to.
import type { Place } from '#platform/vault/seal.ts';

/** What a data key is wrapped for: this compartment of this person and unit, in this version. */
export function keyAbout(of: {
  readonly id: string;
  readonly personId: string;
  readonly unitId: string;
  readonly version: number;
}): string {
  return JSON.stringify(['compartments.data_key', of.id, of.personId, of.unitId, of.version]);
}

/** Where a text stands. */
export function leafPlace(of: {
  readonly id: string;
  readonly compartmentId: string;
  readonly personId: string;
  readonly unitId: string;
  readonly version: number;
  /** What it is besides a text: neither opens as the other. */
  readonly form?: string | undefined;
}): Place {
  return {
    table: 'compartments.leaf',
    column: of.form === undefined || of.form === 'note' ? 'sealed' : `sealed as ${of.form}`,
    row: of.id,
    unit: of.unitId,
    within: `${of.compartmentId} ${of.personId}`,
    keyVersion: of.version,
  };
}
