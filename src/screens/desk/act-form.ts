// What the one form of a served person stands for: an act, and going on elsewhere if that was
// chosen. The sheet's field for each outcome becomes the command's one `detail`.
import type { OUTCOMES } from '#modules/visits/schema.ts';

type Outcome = (typeof OUTCOMES)[number];

/** Where she goes: to an office of the house, to another house, or back to reception with a reason. */
export interface Onward {
  readonly toOfficeId?: string;
  readonly toServiceId?: string;
  readonly toCentreId?: string;
  readonly why?: string;
}

/** Fields of an act as they were typed, under the names of the commands. */
export interface ActForm {
  /** Where she goes on to, if she does. */
  readonly forward: Onward | undefined;
  readonly fields: Readonly<Record<string, string>>;
}

/** Detail and date belong to the chosen outcome: what was typed under another one is left out. */
export function readActForm(form: FormData): ActForm {
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === 'string' ? value : '';
  };
  const chosen = text('outcome');
  const forwarded = chosen === 'forward';
  // Going on elsewhere is an act that is in progress; the next office is its next step.
  const outcome = forwarded ? ('in-progress' satisfies Outcome) : chosen;
  const detail = forwarded ? '' : text(`detail-${chosen}`);
  const nextOn = chosen === 'in-progress' ? text('nextOn') : '';
  return {
    forward: forwarded ? onwardOf(text('to')) : undefined,
    fields: { ...(outcome && { outcome }), ...(detail && { detail }), ...(nextOn && { nextOn }) },
  };
}

function onwardOf(to: string): Onward {
  const [where = '', what = ''] = to.split('|');
  if (where === 'centre') return { toCentreId: what };
  if (where === 'reception') return { why: what };
  return { ...(where && { toOfficeId: where }), ...(what && { toServiceId: what }) };
}
