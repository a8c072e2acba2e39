// The centre that an id of an office or desk begins with: `cnaim-lisboa.iss`, `cnaim-lisboa.d4`.

/** The house of an office or desk. */
export function centreIdOf(id: string): string {
  return id.split('.')[0] ?? '';
}
