// A file taken out as a paper or a table: who may, how often, until when. Pure.
import { z } from 'zod';
import { idField, textField } from '#base/fields.ts';
import { type Problem, problem } from '#base/problem.ts';
import type { RestrictedUse } from '../access/restriction.ts';

/** Why a file is taken out. */
export const EXPORT_REASONS = [
  'she-asked',
  'court-or-authority',
  'health-care',
  'hand-over',
  'complaint',
] as const;
/** As a paper to print, or as a table for another program. */
export const EXPORT_FORMATS = ['pdf', 'csv'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** For so long what was made is kept. */
export const EXPORT_HOURS = 12;
/** So many an account takes out in 24 hours. */
export const EXPORTS_A_DAY = 10;

export const askExportInput = z.strictObject({
  personId: idField(),
  reason: z.enum(EXPORT_REASONS),
  /** For whom and what for, in words of her own. */
  words: textField({ max: 1000, multiline: true }).refine((said) => said.length >= 20, {
    params: { code: 'too-short' },
  }),
  format: z.enum(EXPORT_FORMATS),
});
export const fetchExportInput = z.strictObject({ exportId: idField() });

/** For what a restricted file is taken out all the same, by the reason that is given. */
export function useOfReason(reason: string): RestrictedUse | undefined {
  if (reason === 'she-asked') return 'her-request';
  return reason === 'court-or-authority' || reason === 'complaint' ? 'legal-claims' : undefined;
}

/** Why nothing is made, or nothing. */
// EXP-1: only who proved herself anew within ten minutes takes a file out, when she asks and when she fetches
// EXP-2: an account takes out ten files in 24 hours
export function refuseExport(facts: {
  readonly fresh: boolean;
  /** How many the account took out in the last 24 hours. */
  readonly used: number;
}): Problem | undefined {
  if (!facts.fresh) return problem('not-allowed', 'prove-again');
  return facts.used >= EXPORTS_A_DAY ? problem('conflict', 'exports-used-up') : undefined;
}

export type ExportState = 'waiting' | 'ready' | 'fetched' | 'refused';

/** Why what was made is not handed over, or nothing. */
// EXP-3: what was made is fetched once, until twelve hours after it was asked for
// EXP-4: whoever reaches less of her than what it was made from finds nothing, as if it was not there
export function refuseFetch(
  one: {
    readonly fresh: boolean;
    readonly state: ExportState;
    readonly endsAt: Temporal.Instant;
    /** All that it was made from is still open to her. */
    readonly open: boolean;
  },
  now: Temporal.Instant,
): Problem | undefined {
  if (!one.fresh) return problem('not-allowed', 'prove-again');
  if (one.state === 'fetched') return problem('conflict', 'export-fetched');
  if (one.state === 'waiting') return problem('conflict', 'export-waiting');
  if (Temporal.Instant.compare(one.endsAt, now) <= 0) return problem('too-late', 'export-over');
  return one.open && one.state === 'ready' ? undefined : problem('not-found');
}
