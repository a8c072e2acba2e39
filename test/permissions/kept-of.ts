// What is kept for a person beside her file: compartments, files, and what was asked about her data. Together,
// because each relation of the cast has one of each.
import { type CompartmentThings, noCompartment, ownCompartment } from './compartments-of.ts';
import { fileOf, type FileThings, noFile } from './files-of.ts';
import { noRights, rightsOf, type RightsThings } from './rights-of.ts';

export type KeptThings = CompartmentThings & FileThings & RightsThings;

type Asked = Parameters<typeof ownCompartment>[0] & Parameters<typeof fileOf>[0];

/** One of each, kept by an account of a unit. */
export async function keptOf(cast: Asked, account: string, unit: string): Promise<KeptThings> {
  return {
    ...(await ownCompartment(cast, account)),
    ...(await fileOf(cast, { account, unit })),
    ...(await rightsOf(cast)),
  };
}

/** Ids of what is not there. */
export function nothingKept(): KeptThings {
  return { ...noCompartment(), ...noFile(), ...noRights() };
}
