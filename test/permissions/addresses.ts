// Addresses of the product with the ids of things in the place of names.
import type { Things } from './cast.ts';

/** An address with ids in the place of names; of an act any word does. */
export function fill(address: string, of: Things): string {
  const ids: Readonly<Record<string, string>> = {
    centreId: of.centre,
    officeId: of.office,
    deskId: of.desk,
    visitId: of.visit,
    personId: of.person,
    accountId: of.account,
    unitId: of.unit,
    attendanceId: of.act,
    appointmentId: of.appointment,
    taskId: of.task,
    referralId: of.referral,
    otherId: of.twin,
    conferenceId: of.conference,
    compartmentId: of.compartment,
    fileId: of.file,
    exportId: of.export,
    linkId: of.link,
    entryId: of.entry,
  };
  return address.replaceAll(/:(\w+)/g, (_all, name: string) => {
    const id = ids[name];
    // Asked with a word in the place of an id, an address answers as one of nothing, whoever asks.
    if (id === undefined && name.endsWith('Id')) throw new Error(`no thing for ${name}`);
    return id ?? 'attention';
  });
}
