// photo.hand-in: her telephone hands in what it photographed, by the link of the desk and no other way. The
// link says for whom; it is used by that, and reads nothing.
import { isProblem, type Problem, problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import type { WrappedKey } from '#platform/vault/vault.ts';
import { type OwnLink, holdOwnLink } from '../link-queries.ts';
import { refuseMore } from '../rules.ts';
import { handInPhotosInput } from '../schema.ts';
import { holdKey, type SealedFile, sealFile } from '../sealing.ts';

interface Facts {
  readonly link: OwnLink;
  readonly kept: number;
  readonly files: readonly SealedFile[];
  readonly version: number;
  readonly fresh: WrappedKey | undefined;
}

export const handInPhotos = command({
  name: 'photo.hand-in',
  summary: 'Hands in photographs from a telephone; asked by the link of a desk alone.',
  input: handInPhotosInput,
  async load(tx, { digests }, actor, _now, _ahead, { vault, uploads }): Promise<Facts | Problem> {
    const link = await holdOwnLink(tx);
    if (!link) return problem('not-found');
    const uploaded = digests.flatMap((digest) => uploads.find(actor.accountId, digest) ?? []);
    if (uploaded.length < digests.length) return problem('too-late', 'file-not-here');
    // Documents that nobody has looked at yet come from desks alone.
    if (uploaded.some(({ media }) => media !== 'image/jpeg'))
      return problem('invalid', 'file-kind', { fields: { photo: 'file-kind' } });
    const key = await holdKey(tx, vault, link.personId, link.unitId);
    if (isProblem(key)) return key;
    const files = uploaded.map((file) => sealFile(file, key, link));
    return { link, kept: key.kept, files, version: key.version, fresh: key.fresh };
  },
  // The facts are those of the link that asks, or there are none.
  may: () => true,
  decide(facts) {
    const { link, files } = facts;
    return (
      refuseMore(facts.kept, files.length) ?? {
        change: facts,
        events: [
          {
            kind: 'photo.handed-in',
            unitId: link.unitId,
            personId: link.personId,
            data: { linkId: link.id, photos: files.length },
          },
        ],
        result: { photos: files.length },
      }
    );
  },
  apply(tx, { link, files, version, fresh }) {
    for (const [index, file] of files.entries()) {
      const key = index === 0 ? fresh : undefined;
      tx.text('select files.hand_in($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)', [
        file.id,
        link.id,
        file.media,
        file.size,
        file.width,
        file.height,
        file.bytes,
        version,
        key?.wrappedWith ?? null,
        key?.wrapped ?? null,
      ]).catch(() => {});
    }
    tx.text('select files.use_link($1)', [link.id]).catch(() => {});
  },
});
