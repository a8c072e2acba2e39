// What a file of a roster would change, or what is wrong with it. Pure: lines and shifts in, shifts to put
// in and to take out.
import { foldText } from '#base/fold.ts';
import { isProblem } from '#base/problem.ts';
import type { Fault, ImportLine } from './import-file.ts';
import { type Absence, type PlannedShift, planOne, refusePast } from './plan-rules.ts';
import type { Shift } from './schema.ts';

/** Furthest day that a file may plan, in days from today. */
export const IMPORT_DAYS = 190;

export interface ImportHouse {
  readonly centreId: string;
  readonly officeId: string;
  readonly today: Temporal.PlainDate;
  /** Everyone who works at the office. */
  readonly staff: readonly { readonly id: string; readonly name: string }[];
  /** Desks that stand there. */
  readonly desks: readonly { readonly id: string; readonly label: string }[];
  /** Shifts of the whole house on the days of the file. */
  readonly shifts: readonly PlannedShift[];
  readonly absences: readonly Absence[];
}

/** What the file would do. */
export interface ImportPlan {
  readonly add: readonly Shift[];
  readonly remove: readonly PlannedShift[];
  /** Lines that say what stands already. */
  readonly same: number;
  readonly faults: readonly Fault[];
}

/** The lines of a file against the plan of a house. With a fault, nothing of it may be carried out. */
// ROS-22: for each colleague and day that a file names, the file is the plan of the office: what it does
// not say goes, what it says the same stays as it is, and days and people that it doesn't name are not touched
export function planImport(lines: readonly ImportLine[], house: ImportHouse): ImportPlan {
  const faults: Fault[] = [];
  const asked: { readonly line: number; readonly shift: Shift }[] = [];
  for (const line of lines) {
    const shift = shiftOf(line, house);
    if ('code' in shift) faults.push(shift);
    else asked.push({ line: line.line, shift });
  }
  const named = new Set(asked.map(({ shift }) => dayOfOne(shift)));
  const stood = house.shifts.filter(
    (shift) => shift.officeId === house.officeId && named.has(dayOfOne(shift)),
  );
  const kept = stood.filter((shift) => asked.some((each) => isSame(each.shift, shift)));
  const stays: Shift[] = [...house.shifts.filter((shift) => !stood.includes(shift)), ...kept];
  const add: Shift[] = [];
  const seen: Shift[] = [];
  for (const { line, shift } of asked) {
    // ROS-23: a line that stands in the file twice is a mistake, and said
    if (seen.some((each) => isSame(each, shift))) {
      faults.push({ line, code: 'line-twice' });
      continue;
    }
    seen.push(shift);
    if (kept.some((each) => isSame(each, shift))) continue;
    const decided = planOne([...stays, ...add], house.absences, shift);
    if (isProblem(decided)) faults.push({ line, code: decided.code });
    else add.push(decided);
  }
  return {
    add,
    remove: stood.filter((shift) => !kept.includes(shift)),
    same: kept.length,
    faults: faults.toSorted((a, b) => a.line - b.line),
  };
}

/** The shift that a line asks for, once it is known who and where. */
function shiftOf(line: ImportLine, house: ImportHouse): Shift | Fault {
  const { who, desk, date, works, rests } = line;
  const fault = (code: string, cell?: string) => ({
    line: line.line,
    code,
    ...(cell !== undefined && { cell }),
  });
  if (refusePast(date, house.today, 'day')) return fault('date-past', date.toString());
  if (Temporal.PlainDate.compare(date, house.today.add({ days: IMPORT_DAYS })) > 0)
    return fault('day-too-far', date.toString());
  // ROS-24: whoever is named must be one colleague of the office and no other, accents and case aside
  const people = house.staff.filter(({ name }) => foldText(name) === foldText(who));
  const [person] = people;
  if (!person) return fault('nobody-of-that-name', who);
  if (people.length > 1) return fault('two-of-that-name', who);
  const found = house.desks.find(({ label }) => foldText(label) === foldText(desk));
  if (desk !== '' && !found) return fault('no-such-desk', desk);
  return {
    accountId: person.id,
    centreId: house.centreId,
    officeId: house.officeId,
    ...(found && { deskId: found.id }),
    date,
    works,
    ...(rests && { rests }),
  };
}

const dayOfOne = ({ accountId, date }: Shift) => `${accountId} ${date}`;

function isSame(a: Shift, b: Shift): boolean {
  const sameSpan = (one: Shift['rests'], other: Shift['rests']) =>
    one && other ? one.from.equals(other.from) && one.to.equals(other.to) : one === other;
  return (
    dayOfOne(a) === dayOfOne(b) &&
    a.officeId === b.officeId &&
    a.deskId === b.deskId &&
    sameSpan(a.works, b.works) &&
    sameSpan(a.rests, b.rests)
  );
}
