// What people may come for, as the groups of a list to choose from: a tile with what lies under it.
import { nameIn } from '#modules/directory/rules/names.ts';
import type { PageBase } from './page.ts';

/** The subjects by their tiles, in the language of the page. */
export function subjectGroups({ directory, language }: Pick<PageBase, 'directory' | 'language'>) {
  const subjects = [...directory.subjects.values()];
  return subjects
    .filter(({ parentId }) => !parentId)
    .map((tile) => ({
      label: nameIn(tile.name, language),
      options: [tile, ...subjects.filter(({ parentId }) => parentId === tile.id)].map(
        ({ id, name }) => ({ value: id, label: nameIn(name, language) }),
      ),
    }));
}
