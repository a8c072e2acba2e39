// What is kept for a person beside her file: compartments, files, what was taken out and asked, and what she
// is still to be told. Together, because each relation of the cast has one of each.
import {
  compartmentFor,
  type CompartmentThings,
  noCompartment,
  ownCompartment,
} from './compartments-of.ts';
import { exportOf, type ExportThings, noExport } from './exports-of.ts';
import { fileOf, filesFor, type FileThings, noFile } from './files-of.ts';
import {
  type DisclosureThings,
  disclosureFor,
  disclosureOf,
  noDisclosure,
} from './disclosures-of.ts';
import { minorFor, minorOf, type MinorThings, noMinor } from './minors-of.ts';
import { noRights, rightsFor, rightsOf, type RightsThings } from './rights-of.ts';
import { type KeptPartnerThings, keptPartnersOf, noKeptPartner } from './kept-partners-of.ts';
import { noUntold, untoldOf, type UntoldThings } from './untold-of.ts';

export type KeptThings = CompartmentThings &
  FileThings &
  ExportThings &
  RightsThings &
  DisclosureThings &
  MinorThings &
  KeptPartnerThings &
  UntoldThings;

type Asked = Parameters<typeof ownCompartment>[0] &
  Parameters<typeof fileOf>[0] &
  Parameters<typeof exportOf>[0];

/** One of each, kept by an account of a unit. */
export async function keptOf(cast: Asked, account: string, unit: string): Promise<KeptThings> {
  return {
    ...(await ownCompartment(cast, account)),
    ...(await fileOf(cast, { account, unit })),
    ...(await exportOf(cast, account, unit)),
    ...(await rightsOf(cast)),
    ...(await disclosureOf(cast)),
    ...(await minorOf(cast, unit)),
    ...(await keptPartnersOf(cast)),
    ...(await untoldOf(cast, account, unit)),
  };
}

/** Ids of what is not there. */
export function nothingKept(): KeptThings {
  return {
    ...noCompartment(),
    ...noFile(),
    ...noExport(),
    ...noRights(),
    ...noDisclosure(),
    ...noMinor(),
    ...noKeptPartner(),
    ...noUntold(),
  };
}

/** What an act on one of these needs so that whoever may do it can; undefined for what is of another kind. */
export async function keptFor(
  cast: Asked & Parameters<typeof filesFor>[0],
  line: Parameters<typeof filesFor>[1],
  keeper: Parameters<typeof filesFor>[2] & { readonly person: string },
  seat: Parameters<typeof filesFor>[3],
  training: string,
): Promise<Partial<KeptThings> | undefined> {
  if (line.about === 'proposedPartner' || line.about === 'keptPartner') return keptPartnersOf(cast);
  if (line.about === 'export') return exportOf(cast, keeper.account, keeper.unit);
  if (line.about === 'untold') return untoldOf(cast, keeper.account, keeper.unit);
  return (
    (await filesFor(cast, line, keeper, seat)) ??
    (await compartmentFor(cast, line, keeper.account, training)) ??
    (await rightsFor(cast, line.sends ?? '')) ??
    (await disclosureFor(cast, line.sends ?? '')) ??
    (await minorFor(cast, line, keeper))
  );
}
