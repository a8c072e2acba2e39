// Ids of what is not there, by what they would be of.
import { newId } from '#base/ids.ts';
import { nothingShared } from './consents-of.ts';
import { nothingKept } from './kept-of.ts';
import { noRoster } from './rosters-of.ts';

/** Others each time. */
export function thingsOfNobody() {
  return {
    centre: 'cnaim-nowhere',
    office: 'cnaim-nowhere.none',
    desk: 'cnaim-nowhere.d1',
    visit: newId(),
    appointment: newId(),
    task: newId(),
    ...noRoster(),
    ...nothingShared(),
    ...nothingKept(),
    person: newId(),
    stop: newId(),
    act: newId(),
    account: newId(),
    membership: newId(),
    proposal: newId(),
    unit: 'nobodys-unit',
    device: newId(),
    alarm: newId(),
    request: newId(),
    protection: newId(),
  };
}
