// Words of compartments that several screens use.
import type { Kind } from '#modules/compartments/queries.ts';
import { nameIn } from '#modules/directory/rules/names.ts';
import type { PageRequest } from '../page.ts';

/** What a compartment is about. */
export function kindName(
  { language }: PageRequest,
  kinds: readonly Kind[],
  kindId: string,
): string {
  const kind = kinds.find(({ id }) => id === kindId);
  return kind ? nameIn(kind.name, language) : kindId;
}
