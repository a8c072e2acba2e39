// Reads data/*.json and data/demo/*.json and says plainly what is wrong with them. Dates and times
// stay text: PostgreSQL checks them.
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { UI_LANGUAGES } from '#base/languages.ts';
import { MODES } from '#modules/directory/schema.ts';
import { FACETS } from '#modules/compartments/facets.ts';
import { GROUPS, STEP_ACTS } from '#modules/compartments/protocol-schema.ts';
import { inCheckout } from '#platform/checkout.ts';

const id = z.string().regex(/^[a-z0-9.-]{2,60}$/);
const names = z
  .strictObject({ pt: z.string().min(1) })
  .or(
    z.strictObject(
      Object.fromEntries(UI_LANGUAGES.map((tag) => [tag, z.string().min(1)])) as Record<
        (typeof UI_LANGUAGES)[number],
        z.ZodString
      >,
    ),
  );
const date = z.iso.date();
const source = z.strictObject({
  title: z.string().min(3),
  /** What the source does not say: the network's own. */
  own: names.optional(),
  url: z.url(),
  readOn: date.optional(),
});
const period = { from: date.optional(), until: date.optional() };

const SHAPES = {
  'subjects.json': z.strictObject({
    id,
    parent: id.optional(),
    icon: z.string().optional(),
    sensitive: z.boolean().default(false),
    name: names,
  }),
  'documents.json': z.strictObject({ id, name: names }),
  'services.json': z.strictObject({
    id,
    subject: id,
    answers: z.array(id).default([]),
    /** Services that are seen to before it, for who came for both. */
    after: z.array(id).default([]),
    modes: z.array(z.enum(MODES)).min(1),
    minutes: z.number().int().positive(),
    booking: z.enum(['walk-in', 'appointment', 'both']),
    bring: z.array(id).default([]),
    helps: z.array(id).default([]),
    fee: names.optional(),
    name: names,
    description: names.optional(),
  }),
  'holidays.json': z.strictObject({
    id,
    scope: z.enum(['national', 'region', 'municipality']),
    place: z.string().optional(),
    monthDay: z.string().optional(),
    easterOffset: z.number().int().optional(),
    name: names,
  }),
  'priorities.json': z.strictObject({
    id,
    name: names,
    ask: names,
    law: z.string().min(3),
    ...period,
  }),
  'training-topics.json': z.strictObject({ id, name: names }),
  'compartment-kinds.json': z.strictObject({ id, topic: id, name: names }),
  'protocols.json': z.strictObject({
    id,
    kind: id,
    country: z.string().regex(/^[A-Z]{2}$/),
    from: date,
    name: names,
    source,
    steps: z
      .array(
        z.strictObject({
          id,
          who: z.enum(['member', 'custodian']),
          withinHours: z.number().int().positive().optional(),
          mandatory: z.boolean(),
          /** The act in the compartment that does it. */
          doneBy: z.enum(STEP_ACTS).optional(),
          text: names,
        }),
      )
      .min(1),
    danger: z
      .strictObject({
        id,
        source,
        items: z.array(z.strictObject({ id, text: names })).min(1),
        bands: z.array(z.strictObject({ from: z.number().int(), text: names })).min(1),
      })
      .optional(),
    tell: z.partialRecord(z.enum(GROUPS), z.array(z.enum(FACETS))),
  }),
  'helplines.json': z.strictObject({
    id,
    name: z.string().min(1),
    phone: z.string().regex(/^\+?[0-9 ]{3,20}$/),
    group: z.enum(GROUPS),
    kinds: z.array(id).min(1),
    hours: z
      .string()
      .regex(/^(always|([1-7] )+([01]\d|2[0-3]):[0-5]\d ([01]\d|2[0-3]):[0-5]\d)$/)
      .optional(),
    municipalities: z.array(z.string()).default([]),
    source,
  }),
  'count-sheets.json': z.strictObject({
    id,
    /** None: it counts something that is in no compartment. */
    kind: id.optional(),
    from: date,
    name: names,
    source,
    questions: z
      .array(
        z.strictObject({
          id,
          /** Several answers, rather than exactly one. */
          many: z.boolean(),
          text: names,
          /** Wider answers, which are shown where an answer was given too seldom. */
          groups: z.array(z.strictObject({ id, text: names })),
          choices: z.array(z.strictObject({ id, group: id.optional(), text: names })).min(1),
        }),
      )
      .min(1),
  }),
  'minor-register.json': z.strictObject({
    country: z.string().regex(/^[A-Z]{2}$/),
    from: date,
    service: id,
    months: z.number().int().min(1).max(60),
    sheet: id,
    law: z.string().min(1),
    source,
  }),
  'neutral-questions.json': z.strictObject({ id, icon: z.string(), text: names }),
  'retention.json': z.strictObject({
    id,
    name: names,
    periods: z
      .array(
        z.strictObject({
          from: date,
          keep: z.iso.duration(),
          law: z.string().min(3),
          /** The law says no number: this one is ours, to be confirmed by the data-protection officer. */
          proposed: z.boolean(),
        }),
      )
      .min(1),
  }),
  'demo/institutions.json': z.strictObject({
    id,
    kind: z.string(),
    names: z.array(z.strictObject({ name: names, short: z.string(), ...period })).min(1),
    aliases: z.array(z.string()).default([]),
    successor: id.optional(),
    closed: date.optional(),
  }),
  'demo/units.json': z.strictObject({
    id,
    institution: id,
    purpose: z.string(),
    enforcementLink: z.enum(['none', 'indirect', 'direct']),
    name: names,
  }),
  'demo/partners.json': z.strictObject({
    unit: id,
    email: z.email(),
    phone: z.string().optional(),
    language: z.string(),
  }),
  'demo/centres.json': z.strictObject({
    id,
    kind: z.enum(['national', 'local', 'mobile', 'line']),
    parent: id.optional(),
    host: id,
    names: z.array(z.strictObject({ name: z.string(), ...period })).min(1),
    aliases: z.array(z.string()).default([]),
    zone: z.string(),
    region: z.enum(['mainland', 'madeira', 'azores']),
    municipality: z.string(),
    municipalityCode: z.string(),
    address: z.string().optional(),
    latitude: z.number(),
    longitude: z.number(),
    opened: date.optional(),
    hours: z.array(
      z.strictObject({
        weekdays: z.array(z.number().int().min(1).max(7)).min(1),
        nth: z.array(z.number().int()).default([]),
        from: z.string(),
        to: z.string(),
        byAppointment: z.boolean().default(false),
        assumed: z.boolean().default(false),
      }),
    ),
  }),
  'demo/offices.json': z.strictObject({
    centre: id,
    code: id,
    unit: id,
    kind: z.enum(['welcome', 'agency', 'support', 'local']),
    name: names,
    shortName: names,
    desks: z.array(z.string()),
    languages: z.array(z.string()),
    services: z.array(
      z.strictObject({ service: id, rank: z.number(), ticketsPerDay: z.number().optional() }),
    ),
  }),
  'demo/staff.json': z.strictObject({
    login: z.string(),
    name: z.string(),
    speaks: z.array(z.string()).min(1),
    centre: id.nullable(),
    office: id.optional(),
    desk: z.string().optional(),
    unit: id,
    role: z.string(),
  }),
  'demo/devices.json': z.strictObject({
    login: z.string(),
    name: z.string(),
    centre: id,
    unit: id,
    role: z.literal('device'),
  }),
  'demo/published-sources.json': z.strictObject({
    id,
    title: z.string().min(1),
    publisher: z.string().min(1),
    published: z.string().optional(),
    url: z.url().optional(),
  }),
  'demo/published-figures.json': z.strictObject({
    id,
    metric: z.string(),
    value: z.number(),
    unit: z.string(),
    of: z.enum(['national-centres', 'local-centres', 'centre', 'other']),
    centre: id.optional(),
    scope: z.string(),
    period: z.string(),
    ...period,
    said: z.enum(['exact', 'about', 'at-least', 'at-most']).default('exact'),
    source: id,
  }),
  'demo/personas.json': z.strictObject({ login: z.string(), order: z.number(), line: names }),
} as const;

type File = keyof typeof SHAPES;
export type Entry<Name extends File> = z.output<(typeof SHAPES)[Name]>;

/**
 * The entries of one file of the data folder.
 * @throws Error naming the file, the entry and what is wrong with it
 */
export function readData<Name extends File>(file: Name): Entry<Name>[] {
  const content: unknown = JSON.parse(readFileSync(inCheckout('data', file), 'utf8'));
  const result = z.array(SHAPES[file] as z.ZodType).safeParse(content);
  if (!result.success) throw new Error(`data/${file}: ${z.prettifyError(result.error)}`);
  return result.data as Entry<Name>[];
}
