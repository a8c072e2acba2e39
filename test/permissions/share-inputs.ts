// What the acts of sharing, and those that settle what was promised, are asked with.
import { newId } from '#base/ids.ts';
import type { Things } from './cast.ts';
import { DIGEST } from './files-of.ts';

type Fields = Readonly<
  Record<
    string,
    string | readonly (string | Readonly<Record<string, string | readonly string[]>>)[]
  >
>;

export const SHARE_INPUTS: Readonly<Record<string, (of: Things) => Fields>> = {
  'consent.record': ({ person }) => ({
    personId: person,
    toUnitId: 'education',
    purpose: 'work',
    sections: ['needs'],
    until: '2026-08-31',
    language: 'ar',
  }),
  'conference.call': ({ person, account }) => ({
    personId: person,
    accountIds: [account],
    purpose: 'social',
    day: '2026-04-15',
    from: '20:00',
    to: '21:00',
    question: 'Quem faz o quê?',
  }),
  'conference.end': ({ conference, account }) => ({
    conferenceId: conference,
    attended: [account],
    record: 'Fica combinado.',
  }),
  'conference.call-off': ({ conference }) => ({ conferenceId: conference }),
  'file.add': ({ person }) => ({ personId: person, documentId: 'passport', digest: DIGEST }),
  'file.name': ({ file }) => ({ fileId: file, documentId: 'means' }),
  'file.discard': ({ file }) => ({ fileId: file }),
  'file.judge': ({ file }) => ({ fileId: file, verdict: 'clean' }),
  'photo-link.open': ({ stop }) => ({ stopId: stop }),
  'photo-link.end': ({ link }) => ({ linkId: link }),
  'photo.hand-in': () => ({ digests: [DIGEST] }),
  'compartment.open': ({ person }) => ({ personId: person, kindId: 'violence' }),
  'leaf.write': ({ compartment }) => ({ compartmentId: compartment, body: 'Não telefonar.' }),
  'step.do': ({ compartment }) => ({
    compartmentId: compartment,
    protocolId: 'violence',
    stepId: 'alone',
  }),
  'danger.assess': ({ compartment }) => ({
    compartmentId: compartment,
    protocolId: 'violence',
    answers: ['more', 'weapon', 'kill', 'choke', 'jealous'].map((itemId) => ({
      itemId,
      answer: 'not-said',
    })),
  }),
  'line.call': ({ compartment }) => ({
    compartmentId: compartment,
    protocolId: 'violence',
    lineId: 'apav',
    together: 'yes',
    told: ['language'],
    outcome: 'not-reached',
  }),
  'case.count': ({ compartment }) => ({
    compartmentId: compartment,
    sheetId: 'test-sheet',
    answers: [{ choiceIds: ['yes'] }],
  }),
  'leaf.take-back': ({ compartment, leaf }) => ({ compartmentId: compartment, leafId: leaf }),
  'member.name': ({ compartment, account }) => ({ compartmentId: compartment, accountId: account }),
  'member.end': ({ compartment, account }) => ({ compartmentId: compartment, accountId: account }),
  'compartment.hand-on': ({ compartment, account }) => ({
    compartmentId: compartment,
    accountId: account,
  }),
  'training.give': ({ account }) => ({
    accountId: account,
    topicId: 'fgm',
    from: '2026-03-01',
    until: '2027-03-01',
  }),
  'training.end': ({ training }) => ({ trainingId: training }),
  'claim.record': ({ person }) => ({
    personId: person,
    kind: 'objection',
    channel: 'letter',
    askedOn: '2026-03-05',
  }),
  'claim.answer': ({ claim }) => ({ claimId: claim, outcome: 'granted', answer: 'Feito.' }),
  'claim.extend': ({ claim }) => ({ claimId: claim, why: 'many' }),
  'erasure.review': ({ claim }) => ({
    claimId: claim,
    ground: 'nothing-to-keep',
    answer: 'Nada fica.',
  }),
  'erasure.approve': ({ claim }) => ({ claimId: claim }),
  'erasure.carry-out': ({ erasure }) => ({ erasureId: erasure }),
  'hold.place': () => ({
    fileNumber: '0000-0000',
    reason: 'court',
    words: 'Processo.',
    reviewOn: '2026-09-01',
  }),
  'hold.lift': ({ hold }) => ({ holdId: hold }),
  'consent.withdraw': ({ consent }) => ({ consentId: consent }),
  'export.ask': ({ person }) => ({
    personId: person,
    reason: 'she-asked',
    words: 'Pediu uma cópia para o advogado.',
    format: 'csv',
  }),
  'export.fetch': () => ({ exportId: newId() }),
  'glass.break': () => ({
    fileNumber: '0000-0000',
    reason: 'health-emergency',
    words: 'Alguém caiu e não responde.',
  }),
  'glass.review': ({ glass }) => ({ glassId: glass, verdict: 'right', words: 'Sim.' }),
  'glass.suspend': ({ glass }) => ({ glassId: glass }),
  'person.keep-away': ({ person, account }) => ({ personId: person, accountId: account }),
  'person.let-back': ({ exclusion }) => ({ exclusionId: exclusion }),
  'ticket.keep-away': () => ({}),
  'ticket.let-back': () => ({}),
  'referral.send': ({ person, consent }) => ({
    personId: person,
    consentId: consent,
    toUnitId: 'education',
    subjectId: 'school',
    body: 'Carta',
  }),
  'referral.accept': ({ referral }) => ({ referralId: referral }),
  'referral.decline': ({ referral }) => ({ referralId: referral, reason: 'no-room' }),
  'referral.complete': ({ referral }) => ({ referralId: referral, outcome: 'done' }),
  'referral.withdraw': ({ referral }) => ({ referralId: referral }),
  'file.transfer': ({ person, consent }) => ({
    personId: person,
    consentId: consent,
    toUnitId: 'education',
    subjectId: 'work-rights',
    body: 'Passa a ser convosco.',
  }),
  'file.request': ({ person }) => ({
    personId: person,
    purpose: 'social',
    subjectId: 'work-rights',
    sections: ['contact'],
    until: '2026-08-31',
    body: 'Temos de lhe telefonar.',
  }),
  'file.assign': ({ person, account }) => ({
    personId: person,
    toAccountId: account,
    body: 'Ficas com ela?',
  }),
  'person.merge': ({ person, twin }) => ({ personId: person, otherId: twin }),
  'pair.answer': ({ person, twin }) => ({
    personId: person,
    otherId: twin,
    answer: 'not-same',
  }),
  'person.unmerge': ({ merge }) => ({ mergeId: merge }),
  'household.receive': ({ centre }) => ({
    centreId: centre,
    members: [
      { role: 'adult', language: 'ar', subjectIds: ['residence'] },
      { role: 'child', language: 'ar' },
    ] as never,
  }),
  'household.start': ({ person, twin }) => ({
    members: [
      { personId: person, role: 'adult' },
      { personId: twin, role: 'sibling' },
    ] as never,
  }),
  'household.add': ({ household, twin }) => ({
    householdId: household,
    personId: twin,
    role: 'child',
  }),
  'household.change-role': ({ household, person }) => ({
    householdId: household,
    personId: person,
    role: 'parent',
  }),
  'household.leave': ({ household, person }) => ({ householdId: household, personId: person }),
  'household.split': ({ household, person }) => ({ householdId: household, goIds: [person] }),
  'referral.chase': ({ referral }) => ({ referralId: referral }),
  'task.complete': ({ task }) => ({ taskId: task }),
  'task.drop': ({ task }) => ({ taskId: task, because: 'mistake' }),
  'task.postpone': ({ task }) => ({ taskId: task, dueOn: '2026-05-05' }),
  'task.assign': ({ task }) => ({ taskId: task }),
};
