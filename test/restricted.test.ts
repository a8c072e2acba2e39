// ACC-70: every command asks whether a file may be worked with, or stands here with the reason why it need not. A
// new command that does neither fails, and a line for one that is gone or asks by now fails as well.
import { expect, test } from 'vitest';
import { listCommandEntries } from './support/command-map.ts';
import { readSourceTree, type SourceTree } from './support/source-tree.ts';

/** Whole folders of commands that are about nobody's file. */
const FOLDERS: Readonly<Record<string, string>> = {
  access: 'colleagues, units and devices',
  content: 'what boards say',
  directory: 'houses, services and hours',
  rosters: 'who of us works where',
};

/** By reason, what is allowed of a restricted file (GDPR 18(2)), or doesn't work with one. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  'serving her: she came, and asks for it herself': [
    'visit.receive kiosk.receive household.receive appointment.arrive visit.continue visit.send-on visit.leave',
    'visit.add-need need.add stop.withdraw stop.call-next stop.call-chosen stop.recall stop.acknowledge stop.miss',
    'stop.start stop.park stop.resume stop.finish stop.forward stop.send-on stop.to-reception question.answer',
    'visit.record-at-once attendance.record note.write document.note mediator.ask mediator.accept mediator.join',
    'mediator.end ticket.delay ticket.leave ticket.reprint ticket.send-link summary.hand-out certificate.issue',
    'minor-entry.make minor-entry.renew minor-entry.end minor-entry.certify',
    'feedback.answer-solved file.add photo-link.open photo-link.end photo.hand-in',
    'appointment.book appointment.move appointment.cancel appointment.miss',
  ],
  'what she said of those who are not to see her': [
    'person.keep-away person.let-back ticket.keep-away ticket.let-back',
  ],
  'what she asks about her data, and its end': [
    'claim.record claim.extend claim.answer restriction.tell restriction.lift consent.withdraw',
    'erasure.review erasure.approve erasure.carry-out hold.place hold.lift',
  ],
  'protecting somebody in danger': [
    'protection.take glass.break glass.review glass.suspend alarm.raise alarm.acknowledge alarm.close',
    'compartment.open leaf.write leaf.take-back danger.assess line.call step.do case.count guardian.name',
  ],
  'what a law obliges to: an officer, a review and two approvers of its own': [
    'disclosure.register disclosure.review disclosure.approve disclosure.close disclosure.give disclosure.tell',
  ],
  'ends, declines or answers what was passed on before; passes nothing on': [
    'referral.decline referral.complete referral.withdraw referral.chase package.acknowledge package.answer',
    'package.note-mail conference.end conference.call-off household.leave household.split person.unmerge',
  ],
  'within the unit that holds the file: opens it to nobody else': [
    'file.assign task.add task.assign task.complete task.drop task.postpone message.tell',
    'file.name file.discard file.judge pair.answer',
  ],
  'who lives with whom, as the family says it at reception': [
    'household.start household.add household.change-role household.take-back-leaving',
  ],
  'puts right how many were served; no file': [
    'attendance.correct attendance.void month.sign anomaly.mend day.end',
  ],
  'where packages may go at all, before anybody is sent one': [
    'partner.propose partner.confirm partner.drop partner.end',
  ],
  'a house, its desks and those who work there': [
    'desk.open desk.close desk.pause desk.resume desk.take-over desk.lend desk.return desk.remove office.close',
    'queue.close queue.reopen duty.name duty.end member.name member.end compartment.hand-on training.give training.end',
  ],
};

/** Commands with their folder, and whether their own file asks the rule. */
function askingOf(tree: SourceTree) {
  return listCommandEntries(tree).map(({ name, path }) => ({
    name,
    folder: path.split('/')[2] ?? '',
    asks: /\brefuseRestricted\(|\brefusals: RESTRICTED_MEANWHILE\b/.test(
      tree.get(path)?.text ?? '',
    ),
  }));
}
const named = Object.values(ALLOWED).flatMap((lines) => lines.flatMap((line) => line.split(' ')));
/** Names of commands that neither ask nor have a reason. */
const missing = (tree: SourceTree) =>
  askingOf(tree).flatMap(({ name, folder, asks }) =>
    asks || FOLDERS[folder] || named.includes(name) ? [] : [name],
  );

test('ACC-70: each command asks the rule, or has a reason why it need not', () => {
  expect(missing(readSourceTree())).toEqual([]);
});

test('a line is of a command that is there and does not ask, once', () => {
  const entries = askingOf(readSourceTree());
  const quiet = new Set(entries.flatMap(({ name, asks }) => (asks ? [] : [name])));
  expect(named.filter((name) => !quiet.has(name))).toEqual([]);
  expect(named).toHaveLength(new Set(named).size);
  for (const folder of Object.keys(FOLDERS))
    expect(
      entries.some((entry) => entry.folder === folder),
      folder,
    ).toBe(true);
});

test('a command that stops asking is found', () => {
  const tree = new Map(readSourceTree());
  const path = 'src/modules/casefiles/commands/merge-person.ts';
  const file = tree.get(path);
  if (!file) throw new Error('the command has gone');
  tree.set(path, { ...file, text: file.text.replaceAll('refuseRestricted(', 'nothing(') });
  expect(missing(tree)).toEqual(['person.merge']);
});
