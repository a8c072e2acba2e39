// office.set: opens an office in a house, opens a closed one again, or gives one other names.
import { problem } from '#base/problem.ts';
import { newRow, rowChange } from '../change.ts';
import { readLines } from '../change-queries.ts';
import { directoryCommand } from '../directory-command.ts';
import { officeInput } from '../inputs.ts';

export const setOffice = directoryCommand({
  name: 'office.set',
  summary: 'Adds an office to a house, or gives it other names.',
  input: officeInput,
  centreOf: ({ centreId }) => centreId,
  async load(tx, { centreId, unitId }) {
    const [offices, units] = await Promise.all([
      readLines(tx, 'office', { centre_id: centreId }),
      tx.text<{ id: string }>('select id from access.unit where id = $1', [unitId ?? null]),
    ]);
    return { offices, unit: units[0]?.id };
  },
  decide({ offices, unit }, { centreId, code, unitId, kind, name, shortName }) {
    const existing = offices.find((line) => line['code'] === code);
    if (existing)
      return [rowChange('office', existing, { name, short_name: shortName, closed_on: null })];
    const fields = {
      ...(unit === undefined && { unitId: unitId === undefined ? 'required' : 'unknown-choice' }),
      ...(kind === undefined && { kind: 'required' }),
    };
    if (Object.keys(fields).length > 0) return problem('invalid', 'invalid', { fields });
    return [
      newRow('office', {
        id: `${centreId}.${code}`,
        centre_id: centreId,
        unit_id: unit,
        code,
        kind,
        name,
        short_name: shortName,
        position: 1 + Math.max(-1, ...offices.map((line) => Number(line['position']))),
        closed_on: null,
      }),
    ];
  },
});
