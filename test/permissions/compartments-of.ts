// Compartments and trainings as rows: for those who ask whether they may.
import { newId } from '#base/ids.ts';
import { keyAbout } from '#modules/compartments/sealing.ts';
import { newDataKey } from '#platform/vault/seal.ts';
import type { Vault } from '#platform/vault/vault.ts';
import { guestOf } from './conferences-of.ts';
import type { Line } from './roles.ts';

export interface CompartmentThings {
  readonly compartment: string;
  /** A text in it. */
  readonly leaf: string;
  readonly training: string;
}

/** Whoever can ask the database, and has the key outside it. */
interface Asked {
  sql(text: string, values?: unknown[]): Promise<{ id: string }[]>;
  readonly accounts: ReadonlyMap<string, string>;
  readonly house: { readonly services: { readonly vault: Vault } };
}

/** A training of somebody that holds for years. */
export async function trainingOf(cast: Asked, account: string): Promise<string> {
  const [made] = await cast.sql(
    `insert into compartments.training (id, account_id, topic_id, from_on, until_on, given_by, given_at)
     values (uuidv7(), $1, 'violence', '2026-01-01', '2028-12-31', $1, '2026-01-01') returning id`,
    [account],
  );
  return made?.id ?? '';
}

/** Somebody whom no role of the table receives or serves. */
async function strangerOf(cast: Asked): Promise<string> {
  const [made] = await cast.sql(
    `insert into people.person (id, unit_id, language, registered_at)
     values (uuidv7(), 'education', 'ar', '2026-03-01') returning id`,
  );
  return made?.id ?? '';
}

/** What is counted of a case here: the network counts none of this kind. */
const SHEET = {
  from: '2026-01-01',
  name: { pt: 'Contagem' },
  source: { title: 'Teste', url: 'https://example.org/' },
  questions: [
    {
      id: 'asked',
      many: false,
      text: { pt: 'Sim ou não' },
      groups: [],
      choices: [
        { id: 'yes', text: { pt: 'Sim' } },
        { id: 'no', text: { pt: 'Não' } },
      ],
    },
  ],
};

/** One about somebody; its custodian, a text, and who else is a member. */
async function compartmentOf(
  cast: Asked,
  of: { readonly person: string; readonly unit: string; readonly custodian: string },
  others: readonly string[] = [],
): Promise<CompartmentThings> {
  const [id, leaf] = [newId(), newId()];
  const { person: personId, unit: unitId, custodian } = of;
  const about = keyAbout({ id, personId, unitId, version: 1 });
  const key = await cast.house.services.vault.wrap(newDataKey(), about);
  if (key === 'locked') throw new Error('the vault of the test is shut');
  await cast.sql(
    `insert into compartments.compartment (id, person_id, kind_id, unit_id, custodian_id, opened_by, opened_at)
     values ($1, $2, 'violence', $3, $4, $4, '2026-03-01')`,
    [id, personId, unitId, custodian],
  );
  await cast.sql(
    `insert into compartments.data_key (compartment_id, person_id, version, wrapped_with, wrapped)
     values ($1, $2, 1, $3, $4)`,
    [id, personId, key.wrappedWith, key.wrapped],
  );
  await cast.sql(
    `insert into compartments.member (id, compartment_id, person_id, account_id, named_by, named_at)
     select uuidv7(), $1, $2, who, $3, '2026-03-01' from unnest($4::uuid[]) who`,
    [id, personId, custodian, [custodian, ...others]],
  );
  await cast.sql(
    `insert into compartments.sheet (id, kind_id, sort, body) values ('test-sheet', 'violence', 9, $1)
     on conflict do nothing`,
    [JSON.stringify(SHEET)],
  );
  await cast.sql(
    `insert into compartments.leaf (id, first_id, compartment_id, person_id, written_by, written_at,
       key_version, sealed) values ($1, $1, $2, $3, $4, '2026-03-01', 1, '\\x00')`,
    [leaf, id, personId, custodian],
  );
  return { compartment: id, leaf, training: await trainingOf(cast, custodian) };
}

/** Ids of what does not exist. */
export const noCompartment = (): CompartmentThings => ({
  compartment: newId(),
  leaf: newId(),
  training: newId(),
});

/** One about somebody whom no role of the table knows, with one account as its custodian. */
export async function ownCompartment(
  cast: Asked,
  custodian: string,
  others: readonly string[] = [],
): Promise<CompartmentThings> {
  const person = await strangerOf(cast);
  return compartmentOf(cast, { person, unit: 'education', custodian }, others);
}

/**
 * What an act on compartments or trainings needs so that whoever may do it can: one of which she is the
 * custodian, and a colleague who could come, or is in. Undefined for what is of another kind.
 */
export async function compartmentFor(
  cast: Asked,
  { about, sends = '' }: Pick<Line, 'about' | 'sends'>,
  custodian: string,
  training: string,
): Promise<Partial<CompartmentThings & { readonly account: string }> | undefined> {
  if (about === 'compartment') {
    const account = await guestOf(cast, 'education');
    await trainingOf(cast, account);
    const others = sends === 'member.name' ? [] : [account];
    return { ...(await ownCompartment(cast, custodian, others)), account };
  }
  if (sends === 'compartment.open') {
    await cast.sql(
      'update compartments.member set ended_at = named_at, ended_by = named_by where ended_at is null',
    );
    return {};
  }
  if (sends !== 'training.end') return undefined;
  await cast.sql(
    'update compartments.training set ended_at = null, ended_by = null where id = $1',
    [training],
  );
  return {};
}
