// The texts of a posted form, for pages that are no command.
import type { Context } from 'hono';

/** The first text of each name; none when the body is no form. */
export async function formTexts(c: Context): Promise<Record<string, string | undefined>> {
  const form = await c.req.formData().catch(() => new FormData());
  const fields: Record<string, string> = {};
  for (const [name, value] of form) {
    // PostgreSQL keeps no NUL, and nobody types one.
    if (typeof value === 'string') fields[name] ??= value.replaceAll('\0', '');
  }
  return fields;
}
