// Files and links for photographs as rows: for those who ask whether they may.
import { newId } from '#base/ids.ts';
import { contentPlace, keyAbout } from '#modules/files/sealing.ts';
import type { Uploads } from '#platform/uploads/uploads.ts';
import { newDataKey, sealBytesAt } from '#platform/vault/seal.ts';
import type { Vault } from '#platform/vault/vault.ts';
import { png } from '../../src/platform/uploads/pictures.fixture.ts';
import type { Line } from './roles.ts';

export interface FileThings {
  readonly file: string;
  /** A link for photographs. */
  readonly link: string;
}

/** Whoever can ask the database, has the key outside it, and files on their way. */
interface Asked {
  sql(text: string, values?: unknown[]): Promise<{ id: string }[]>;
  readonly house: { readonly services: { readonly vault: Vault; readonly uploads: Uploads } };
}

interface Keeper {
  readonly account: string;
  readonly unit: string;
}

/** The fingerprint under which a file is found in this table. */
export const DIGEST = 'd'.repeat(64);
const PICTURE = png(20, 20);
const UPLOADED = { media: 'image/jpeg', bytes: PICTURE, width: 20, height: 20 } as const;

/** Ids of what does not exist. */
export const noFile = (): FileThings => ({ file: newId(), link: newId() });

/** A file of a unit about somebody whom no role of the table knows, and a link whose time is over. */
export async function fileOf(
  cast: Asked,
  { account, unit: asked }: Keeper,
  checked = 'clean',
): Promise<FileThings> {
  const [person] = await cast.sql(
    `insert into people.person (id, unit_id, language, registered_at)
     values (uuidv7(), 'education', 'ar', '2026-03-01') returning id`,
  );
  const [id, personId] = [newId(), person?.id ?? ''];
  // The program that runs jobs has no unit that keeps anything.
  const unit = asked === 'system' ? 'iss' : asked;
  const key = newDataKey();
  const wrapped = await cast.house.services.vault.wrap(key, keyAbout({ personId, version: 1 }));
  if (wrapped === 'locked') throw new Error('the vault of the test is shut');
  await cast.sql('insert into files.data_key values ($1, 1, $2, $3)', [
    personId,
    wrapped.wrappedWith,
    wrapped.wrapped,
  ]);
  await cast.sql(
    `insert into files.file (id, person_id, unit_id, account_id, document_id, media, size, width, height,
       key_version, added_at, checked, checked_at, named_at, named_by)
     values ($1, $2, $3, $4, 'passport', 'image/jpeg', $5, 20, 20, 1, '2026-03-01', $6::text,
       case when $6 <> 'waiting' then timestamptz '2026-03-01' end, '2026-03-01', $4)`,
    [id, personId, unit, account, PICTURE.length, checked],
  );
  const place = contentPlace({ id, personId, unitId: unit, keyVersion: 1 });
  await cast.sql('insert into files.content values ($1, $2, $3)', [
    id,
    personId,
    sealBytesAt(key, PICTURE, place),
  ]);
  return { file: id, link: await linkOf(cast, { account, unit }, personId, newId(), '2026-03-01') };
}

async function linkOf(
  cast: Asked,
  { account, unit }: Keeper,
  personId: string,
  stop: string,
  at: string,
  centre = 'cnaim-lisboa',
): Promise<string> {
  const [link] = await cast.sql(
    `insert into files.photo_link (id, person_id, stop_id, unit_id, centre_id, account_id, language,
       opened_at, ends_at)
     values (uuidv7(), $1, $2, $3, $6, $4, 'ar', $5::timestamptz,
       $5::timestamptz + interval '10 minutes') returning id`,
    [personId, stop, unit, account, at, centre],
  );
  return link?.id ?? '';
}

/** What an act on files needs so that whoever may do it can. Undefined for what is of another kind. */
export async function filesFor(
  cast: Asked & {
    sweep(): Promise<void>;
    trip(centre: string, subject: string): Promise<{ person: string; stop: string }>;
    house: { clock: { now(): Temporal.Instant } };
  },
  { about, sends = '' }: Pick<Line, 'about' | 'sends'>,
  keeper: Keeper,
  seat: { readonly desk: string; readonly centre: string },
): Promise<Partial<FileThings> | undefined> {
  if (sends === 'file.add') {
    cast.house.services.uploads.hold(keeper.account, DIGEST, UPLOADED);
    return {};
  }
  if (about === 'file') return fileOf(cast, keeper, sends === 'file.judge' ? 'waiting' : 'clean');
  if (about !== 'link') return undefined;
  await cast.sweep();
  const { person, stop } = await cast.trip(seat.centre, 'residence');
  await cast.sql(
    `update visits.stop set state = 'serving', desk_id = $2, account_id = $3, unit_id = $4,
       called_at = meta.now(), served_at = meta.now() where id = $1`,
    [stop, seat.desk, keeper.account, keeper.unit],
  );
  const now = cast.house.clock.now().toString();
  return { link: await linkOf(cast, keeper, person, stop, now, seat.centre) };
}

/** The fields of a form with a file beside them. */
export function withFile(fields: URLSearchParams): FormData {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  form.set('file', new Blob([new Uint8Array(PICTURE)], { type: 'image/png' }), 'titulo.png');
  return form;
}
