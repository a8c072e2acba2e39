// Turns the fields of a form into the input of a command. A form knows only texts; which of them
// are numbers, lists or yes/no is told by the command's own schema.
import { z } from 'zod';

interface Shape {
  type?: string | string[];
  properties?: Record<string, Shape>;
  items?: Shape;
}

const shapes = new WeakMap<z.ZodType, Record<string, Shape>>();

/**
 * The input that a form stands for. Empty fields are left out, so that optional ones may stay
 * empty; fields that the schema doesn't know are left out too (the form's own, such as commandId).
 * An object's fields are called `name.pt`, those of a list of objects `lines.0.opens`.
 */
export function inputOfForm(schema: z.ZodType, form: FormData): Record<string, unknown> {
  return fieldsOf(propertiesOf(schema), form, '') ?? {};
}

/** The fields of one object; undefined when none of them was filled in. */
function fieldsOf(
  properties: Record<string, Shape>,
  form: FormData,
  prefix: string,
): Record<string, unknown> | undefined {
  const input: Record<string, unknown> = {};
  for (const [name, shape] of Object.entries(properties)) {
    const value = valueOf(shape, form, prefix + name);
    if (value !== undefined) input[name] = value;
  }
  return Object.keys(input).length > 0 ? input : undefined;
}

function valueOf(shape: Shape, form: FormData, name: string): unknown {
  if (shape.properties) return fieldsOf(shape.properties, form, `${name}.`);
  const { items } = shape;
  if (shape.type === 'array' && items?.properties) {
    const at = new RegExp(`^${RegExp.escape(name)}\\.(\\d{1,3})\\.`);
    const places = new Set([...form.keys()].flatMap((key) => at.exec(key)?.[1] ?? []));
    const list = [...places]
      .toSorted((a, b) => Number(a) - Number(b))
      .flatMap((place) => fieldsOf(items.properties ?? {}, form, `${name}.${place}.`) ?? []);
    return list.length > 0 ? list : undefined;
  }
  const values = form
    .getAll(name)
    .filter((value): value is string => typeof value === 'string' && value !== '');
  if (shape.type === 'array') return values.length > 0 ? values : undefined;
  return values[0] === undefined ? undefined : typed(values[0], shape);
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
  if (shape.type === 'boolean') return ['on', 'true', '1', 'yes'].includes(value);
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
