// What was done by a protocol, sealed as the texts of a compartment are: one of `Form`, as JSON.
import { newId } from '#base/ids.ts';
import { isProblem, type Problem, problem } from '#base/problem.ts';
import type { Transaction } from '#platform/db/transaction.ts';
import { sealAt } from '#platform/vault/seal.ts';
import type { Vault } from '#platform/vault/vault.ts';
import { currentOf, hasTitle } from './guardian-rules.ts';
import type { Done, Written } from './protocol-rules.ts';
import type { Form, FormName } from './protocol-schema.ts';
import { type HeldCompartment, lockCompartment, type ShownLeaf } from './queries.ts';
import { keyAbout, leafPlace } from './sealing.ts';

/** A compartment that is held, and its key for as long as the command lasts. */
export interface Held {
  readonly held: HeldCompartment;
  readonly key: Buffer;
}

/** Locks one of the asking account's own and opens its key. */
export async function holdOpen(
  tx: Transaction,
  vault: Vault,
  compartmentId: string,
): Promise<Held | Problem> {
  const held = await lockCompartment(tx, compartmentId);
  if (isProblem(held)) return held;
  const key = await vault.unwrap(held, keyAbout(held));
  if (key === 'locked') return problem('too-late', 'compartment-locked');
  return key === 'damaged' ? problem('conflict', 'compartment-damaged') : { held, key };
}

export interface SealedForm {
  readonly id: string;
  readonly form: FormName;
  readonly compartmentId: string;
  readonly version: number;
  readonly sealed: Buffer;
}

/** Seals what was done for the compartment that is held. */
export function sealForm({ held, key }: Held, form: Form): SealedForm {
  const { id: compartmentId, personId, unitId, version } = held;
  const id = newId();
  const place = leafPlace({ id, compartmentId, personId, unitId, version, form: form.form });
  const sealed = sealAt(key, JSON.stringify(form), place);
  return { id, form: form.form, compartmentId, version, sealed };
}

/** Writes it; the database asks once more who does. */
export function writeForm(tx: Transaction, form: SealedForm): void {
  tx.text('select compartments.write_form($1, $2, $3, $4, $5)', [
    form.id,
    form.compartmentId,
    form.version,
    form.sealed,
    form.form,
  ]).catch(() => {});
}

/** Those of one kind among the leaves of a compartment that open and were not taken back, the newest first. */
export function formsOf<Name extends FormName>(
  leaves: readonly ShownLeaf[],
  name: Name,
): Written<Name>[] {
  return leaves
    .filter(({ form, body }) => form === name && body !== null)
    .map(({ id, author, writtenAt, body }) => ({
      ...(JSON.parse(body ?? '{}') as Extract<Form, { readonly form: Name }>),
      leafId: id,
      author,
      writtenAt,
    }));
}

/**
 * What was done in a compartment that does a step of its protocol by itself. A guardian is written down once there
 * is one with a title (COM-27): who only looks after her, has no proof or is the danger does not do it, nor a record
 * that was replaced.
 */
export function actsOf(leaves: readonly ShownLeaf[]): Done[] {
  const guardians = currentOf(formsOf(leaves, 'guardian'));
  const done = [
    ...formsOf(leaves, 'danger'),
    ...formsOf(leaves, 'count'),
    ...guardians.filter(hasTitle),
  ];
  return done.map((one) => ({
    form: one.form,
    leafId: one.leafId,
    author: one.author,
    writtenAt: one.writtenAt,
    protocolId: one.form === 'danger' ? one.protocolId : undefined,
  }));
}
