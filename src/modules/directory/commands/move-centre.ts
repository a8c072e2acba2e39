// centre.move: another address.
import { problem } from '#base/problem.ts';
import { rowChange } from '../change.ts';
import { findLine } from '../change-queries.ts';
import { directoryCommand } from '../directory-command.ts';
import { moveInput } from '../inputs.ts';

export const moveCentre = directoryCommand({
  name: 'centre.move',
  summary: 'Gives a house another address.',
  input: moveInput,
  centreOf: ({ centreId }) => centreId,
  load: async (tx, { centreId }) =>
    (await findLine(tx, 'centre', centreId)) ?? problem('not-found'),
  decide: (centre, { address }) => [rowChange('centre', centre, { address })],
});
