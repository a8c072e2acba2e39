// The people of a day as they came, in a file: written after a played day, played again in memory.
// Minutes since midnight, and no names: nobody is told apart but by her number.
import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const minute = z.number();
const length = z.number().min(0);

const stop = z.object({
  /** Place of the office in the file's list. */
  office: z.int().min(0),
  /** At the desk; nothing when nobody served her, and then what is usual there. */
  minutes: length.nullable(),
  /** From the call until she sat down, of the call to which she came. */
  way: length.nullable(),
  /** How often she was not there when she was called. */
  misses: z.int().min(0),
  /** Away in the middle of it, and how long at the desk afterwards. */
  away: z.object({ minutes: length, afterwards: length }).nullable(),
  /** Places in her list: what had to be seen to before it. */
  after: z.array(z.int().min(0)),
  /** The stop from which she was sent on to it, or at which it came to light. */
  from: z.int().min(0).nullable(),
  /** For which minute she was booked. */
  booked: minute.nullable(),
  /** When it became hers, if that was later than her ticket: she came for her booking. */
  joins: minute.nullable(),
});

const shape = z.object({
  centre: z.string(),
  date: z.string(),
  opens: minute,
  closes: minute,
  /** Minutes of a desk between two people. */
  between: length,
  /** Minutes that a desk waits for somebody who does not come, and after which she is back. */
  missed: z.object({ deskLoses: length, backAfter: length }),
  offices: z.array(
    z.object({
      code: z.string(),
      /** Mean minutes at a desk, of those who were served. */
      usual: length,
      desks: z.array(
        z.object({
          languages: z.array(z.string()),
          /** When nobody is called there: before it opens, in breaks, after it closes. */
          shut: z.array(z.tuple([minute, minute])),
        }),
      ),
    }),
  ),
  people: z.array(
    z.object({
      /** When her ticket was printed. */
      ready: minute,
      language: z.string(),
      priority: z.int().min(0),
      /** When she went before all was done, of her own accord. */
      leaves: minute.nullable(),
      stops: z.array(stop).min(1),
    }),
  ),
});

export type PeopleFile = z.output<typeof shape>;
export type PersonOfDay = PeopleFile['people'][number];
export type StopOfDay = PersonOfDay['stops'][number];

export function writePeople(path: string, people: PeopleFile): void {
  writeFileSync(path, `${JSON.stringify(people)}\n`);
}

/** Reads a file. @throws when it is not one of these */
export function readPeople(path: string): PeopleFile {
  return shape.parse(JSON.parse(readFileSync(path, 'utf8')));
}
