// The world in which ways of ordering a day are compared, as data/simulation/lisboa.json tells it.
import { readFileSync } from 'node:fs';
import { z } from 'zod';

const share = z.number().min(0).max(1);
const time = z
  .string()
  .regex(/^\d\d:\d\d$/)
  .transform((text) => minuteOf(text));

const shape = z.object({
  opens: time,
  closes: time,
  arrivals: z.int().positive(),
  arrivalShareByHalfHourFromOpening: z.array(share).min(1),
  screening: z.object({ mean: z.number().positive(), min: z.number().positive() }),
  needsPerPerson: z.record(z.string(), share),
  sharePeopleWhoseNeedsHaveAFixedOrder: share,
  wayToDesk: z.number().nonnegative(),
  notThereWhenCalled: z.object({
    share,
    deskLoses: z.number().positive(),
    backInQueueAfter: z.number().positive(),
  }),
  languageGroups: z.array(z.object({ code: z.string(), share })).min(1),
  servedThroughInterpreter: z.object({ durationFactor: z.number().min(1) }),
  deskBreak: z.object({
    from: time,
    to: time,
    minutesEach: z.number().positive(),
    halves: z.literal(2),
  }),
  offices: z
    .array(
      z.object({
        code: z.string(),
        share,
        duration: z.object({ mean: z.number().positive(), cv: z.number().positive() }),
        desks: z.int().positive(),
      }),
    )
    .min(1),
});

export type SimulatedWorld = z.output<typeof shape>;

/** Reads a world from a file. */
export function readSimulatedWorld(path: string): SimulatedWorld {
  return shape.parse(JSON.parse(readFileSync(path, 'utf8')));
}

function minuteOf(text: string): number {
  const [hours = 0, minutes = 0] = text.split(':').map(Number);
  return hours * 60 + minutes;
}
