// Turns the fields of a form into the input of a command. A form knows only texts; which of them
// are numbers, lists or yes/no is told by the command's own schema.
import { z } from 'zod';

interface Shape {
  type?: string | string[];
  properties?: Record<string, Shape>;
}

const shapes = new WeakMap<z.ZodType, Record<string, Shape>>();

/**
 * The input that a form stands for. Empty fields are left out, so that optional ones may stay
 * empty; fields that the schema doesn't know are left out too (the form's own, such as commandId).
 */
export function inputOfForm(schema: z.ZodType, form: FormData): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const [name, shape] of Object.entries(propertiesOf(schema))) {
    const values = form
      .getAll(name)
      .filter((value): value is string => typeof value === 'string' && value !== '');
    if (shape.type === 'array') {
      if (values.length > 0) input[name] = values;
      continue;
    }
    const [value] = values;
    if (value === undefined) continue;
    input[name] = typed(value, shape);
  }
  return input;
}

/** The fields that were sent; none when the body is no form, which the command's schema then says. */
export function formOf(request: { formData(): Promise<FormData> }): Promise<FormData> {
  return request.formData().catch(() => new FormData());
}

/** What was typed, to show it again when something was wrong. */
export function valuesOfForm(form: FormData): Record<string, string[]> {
  const values: Record<string, string[]> = {};
  for (const [name, value] of form) {
    if (typeof value === 'string') (values[name] ??= []).push(value);
  }
  return values;
}

function typed(value: string, shape: Shape): unknown {
  if (shape.type === 'integer' || shape.type === 'number') {
    return /^-?\d+([.,]\d+)?$/.test(value.trim()) ? Number(value.trim().replace(',', '.')) : value;
  }
  if (shape.type === 'boolean') return value === 'on' || value === 'true' || value === '1';
  return value;
}

function propertiesOf(schema: z.ZodType): Record<string, Shape> {
  let shape = shapes.get(schema);
  if (!shape) {
    shape =
      (z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Shape).properties ?? {};
    shapes.set(schema, shape);
  }
  return shape;
}
