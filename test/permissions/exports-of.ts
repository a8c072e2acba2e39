// What was taken out of a file, as rows: for those who ask whether they may fetch it.
import { newId } from '#base/ids.ts';
import type { Keyring } from '#platform/session/keyring.ts';

export interface ExportThings {
  readonly export: string;
}

/** Whoever can ask the database, and has the key outside it. */
interface Asked {
  sql(text: string, values?: unknown[]): Promise<{ id: string }[]>;
  readonly house: {
    readonly services: { readonly keyring: Keyring };
    readonly clock: { now(): Temporal.Instant };
  };
}

/** The id of one that is not there. */
export const noExport = (): ExportThings => ({ export: newId() });

/** One that an account asked for and that is made, about somebody whom its unit received. */
export async function exportOf(cast: Asked, account: string, asked: string): Promise<ExportThings> {
  // The program that runs jobs has no unit that receives anybody.
  const unit = asked === 'system' ? 'iss' : asked;
  const [person] = await cast.sql(
    `insert into people.person (id, unit_id, language, registered_at)
     values (uuidv7(), $1, 'ar', '2026-03-01') returning id`,
    [unit],
  );
  const [id, personId] = [newId(), person?.id ?? ''];
  const { keyring } = cast.house.services;
  await cast.sql(
    `with made as (
       insert into casefiles.export (id, account_id, unit_id, person_id, reason, words, format, state,
         asked_at, ends_at, made_at)
       values ($1, $2, $3, $4, 'she-asked', 'Pediu uma cópia para o advogado.', 'csv', 'ready', $5::timestamptz,
         $5::timestamptz + interval '12 hours', $5) returning *)
     insert into casefiles.export_document (export_id, account_id, person_id, sections, ends_at, sealed)
     select id, account_id, person_id, '{spine}', ends_at, $6 from made`,
    [
      id,
      account,
      unit,
      personId,
      cast.house.clock.now().toString(),
      keyring.seal(Buffer.from('Pedido').toString('base64'), `export ${id} ${account} ${personId}`),
    ],
  );
  return { export: id };
}
