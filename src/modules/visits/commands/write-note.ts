// note.write: what a unit notes for itself while it serves.
import { newId } from '#base/ids.ts';
import { lockStop } from '../load-facts.ts';
import { refuseUnless, stopEvent } from '../rules.ts';
import { noteInput } from '../schema.ts';
import { stopCommand } from './at-stop.ts';

export const writeNoteCommand = stopCommand({
  name: 'note.write',
  summary: 'Adds a note that only the unit itself reads.',
  input: noteInput,
  load: (tx, input, actor) => lockStop(tx, input.stopId, actor),
  decide({ stop }, input) {
    const id = newId();
    return (
      refuseUnless(stop, 'serving') ?? {
        change: { note: { id, stop, body: input.body } },
        events: [stopEvent('note.written', stop, { noteId: id })],
        result: { noteId: id },
      }
    );
  },
});
