// centre.rename: another name from a day on; what it was called before stays known.
import { decideName } from '../change-rules.ts';
import { readLines } from '../change-queries.ts';
import { directoryCommand } from '../directory-command.ts';
import { renameInput } from '../inputs.ts';

export const renameCentre = directoryCommand({
  name: 'centre.rename',
  summary: 'Gives a house another name from a day on.',
  input: renameInput,
  centreOf: ({ centreId }) => centreId,
  datesItself: true,
  load: (tx, { centreId }) => readLines(tx, 'centre_name', { centre_id: centreId }),
  decide: (names, { centreId, name }, from) => decideName(centreId, names, name, from),
});
