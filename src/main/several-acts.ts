// Several acts of one press: each is a command of its own, in its own transaction, with an id of its own
// that follows from the id of the form. So one that is refused holds up no other, and the same press again
// is the same acts (docs/decisions/0092).
import { createHash } from 'node:crypto';
import { isId } from '#base/ids.ts';

/** The id of one act: of the same form and the same thing always the same. Empty for a form without an id. */
export function actIdOf(formId: string, about: string): string {
  if (!isId(formId)) return '';
  const hex = createHash('sha256').update(`${formId}/${about}`).digest('hex');
  return `${formId.slice(0, 14)}7${hex.slice(0, 3)}-8${hex.slice(3, 6)}-${hex.slice(6, 18)}`;
}
