// file.add: somebody who receives or serves a person puts a picture or a PDF of a paper with her file. It came
// with the request and was looked through already (platform/uploads); it is sealed here, and waits in
// quarantine until the worker has judged it.
import { isProblem, type Problem, problem } from '#base/problem.ts';
import { build } from '#platform/db/transaction.ts';
import { command } from '#platform/run-command/command.ts';
import type { Actor } from '#platform/session/actor.ts';
import type { WrappedKey } from '#platform/vault/vault.ts';
import { DESK, isFenced, mayAct, WELCOME } from '../../access/decide.ts';
import { survivorOf } from '../../people/one-person.ts';
import { findKeepingUnit } from '../queries.ts';
import { refuseMore } from '../rules.ts';
import { addFileInput } from '../schema.ts';
import { holdKey, type SealedFile, sealFile } from '../sealing.ts';

const ROLES = [...DESK, ...WELCOME];

/** Units for which the actor receives or serves. */
const unitsOf = ({ memberships }: Actor) =>
  memberships
    .filter(({ role }) => (ROLES as readonly string[]).includes(role))
    .map(({ unitId }) => unitId);

interface Facts {
  readonly personId: string;
  readonly unitId: string;
  readonly kept: number;
  readonly file: SealedFile;
  readonly version: number;
  readonly fresh: WrappedKey | undefined;
}

export const addFile = command({
  name: 'file.add',
  summary:
    'Puts a picture or a PDF of a paper with a person’s file. The file itself is sent to POST /people/{personId}/files.',
  input: addFileInput,
  async load(tx, input, actor, _now, _ahead, { vault, uploads }): Promise<Facts | Problem> {
    if (isFenced(actor)) return problem('not-found');
    const personId = await survivorOf(tx, input.personId);
    const [unitId, person, kind] = await Promise.all([
      findKeepingUnit(tx, personId, unitsOf(actor)),
      tx.first(build.selectFrom('people.person').select('id').where('id', '=', personId)),
      tx.first(
        build.selectFrom('directory.document').select('id').where('id', '=', input.documentId),
      ),
    ]);
    if (!unitId || !person || !kind) return problem('not-found');
    const uploaded = uploads.find(actor.accountId, input.digest);
    if (!uploaded) return problem('too-late', 'file-not-here');
    const key = await holdKey(tx, vault, personId, unitId);
    if (isProblem(key)) return key;
    const file = sealFile(uploaded, key, { personId, unitId, name: input.name });
    return { personId, unitId, kept: key.kept, file, version: key.version, fresh: key.fresh };
  },
  may: (actor, { unitId }) => mayAct(actor, { roles: ROLES, units: [unitId] }),
  decide(facts, { documentId }) {
    const { personId, unitId, file } = facts;
    return (
      refuseMore(facts.kept, 1) ?? {
        change: { ...facts, documentId },
        // Which paper is not said: some kinds tell how somebody stands with the law.
        events: [{ kind: 'file.added', unitId, personId, data: { fileId: file.id } }],
        result: { fileId: file.id, personId },
      }
    );
  },
  apply(tx, { personId, unitId, documentId, file, version, fresh }) {
    tx.text('select files.add($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)', [
      file.id,
      personId,
      unitId,
      documentId,
      file.media,
      file.size,
      file.width,
      file.height,
      file.name,
      file.bytes,
      version,
      fresh?.wrappedWith ?? null,
      fresh?.wrapped ?? null,
    ]).catch(() => {});
  },
});
