// Which fields of a person each role is shown at all, written by hand beside the table of who may what.
// Takes nothing from the product. Whoever is not named is shown none.
//
//   own      people whom she receives or who wait at her office; the unit's officer serves one of them
//   granted  somebody of another house, whose file is open to her by a live grant
// Lists (of a house, of tasks, of a desk) stand in both: somebody with a grant finds her in them, too.
import type { RoleName } from './roles.ts';

export type Shown =
  | 'name'
  | 'full name'
  | 'own spelling'
  | 'birth'
  | 'nationality'
  | 'phone'
  | 'email'
  | 'note'
  | 'task'
  | 'referral';

interface FieldLine {
  readonly own?: readonly Shown[];
  readonly granted?: readonly Shown[];
}

/** Of a file that a grant opens: what she is called, one's own unit's notes, what is to be done. */
const BY_GRANT: readonly Shown[] = ['name', 'note', 'task'];

/** Who receives somebody writes down who she is, and alone is shown it and how to reach her. */
const RECEIVES: FieldLine = {
  own: [
    'name',
    'full name',
    'own spelling',
    'birth',
    'nationality',
    'phone',
    'email',
    'note',
    'task',
  ],
  granted: BY_GRANT,
};

export const FIELDS: Partial<Record<RoleName, FieldLine>> = {
  'reception-mediator': RECEIVES,
  mediator: RECEIVES,
  'local-technician': RECEIVES,
  // What she is called is for whoever serves her; who only waits is a number.
  'unit-officer': { own: BY_GRANT, granted: BY_GRANT },
  // Nobody sits at her desk: what her unit has promised, and the name of somebody about whom there is a
  // compartment of which she is a member, is all that she is shown.
  'support-technician': { own: ['name', 'task'], granted: BY_GRANT },
  // Coordinates without reaching anybody; in this table somebody was opened to her by a grant.
  'centre-coordinator': { own: ['name', 'task'], granted: ['name', 'task'] },
};
