// Every command there is. Forms, the API, the worker and the rehearsal all take them from here.
import type { AnyCommand } from '#platform/run-command/command.ts';
import { confirmReconciliation } from '#modules/access/commands/confirm-reconciliation.ts';
import { confirmProposal } from '#modules/access/commands/confirm-proposal.ts';
import { dropProposal } from '#modules/access/commands/drop-proposal.ts';
import { disableAccount, enableAccount } from '#modules/access/commands/disable-account.ts';
import { enrolDevice } from '#modules/access/commands/enrol-device.ts';
import { endMembership } from '#modules/access/commands/end-membership.ts';
import { grantMembership } from '#modules/access/commands/grant-membership.ts';
import { inviteAccount } from '#modules/access/commands/invite-account.ts';
import { leaveAccount } from '#modules/access/commands/leave-account.ts';
import { moveMembership } from '#modules/access/commands/move-membership.ts';
import { proposeLink } from '#modules/access/commands/propose-link.ts';
import { renewCode } from '#modules/access/commands/renew-code.ts';
import { renewInvitation } from '#modules/access/commands/renew-invitation.ts';
import { revokeDevice } from '#modules/access/commands/revoke-device.ts';
import { signMonth } from '#modules/attendances/commands/sign-month.ts';
import { correctAttendance } from '#modules/visits/commands/correct-attendance.ts';
import { toReception } from '#modules/visits/commands/to-reception.ts';
import { voidAttendance } from '#modules/visits/commands/void-attendance.ts';
import { answerPair } from '#modules/casefiles/commands/answer-pair.ts';
import { addHouseholdMember } from '#modules/casefiles/commands/add-household-member.ts';
import { mergePerson } from '#modules/casefiles/commands/merge-person.ts';
import { unmergePerson } from '#modules/casefiles/commands/unmerge-person.ts';
import { noteDocument } from '#modules/casefiles/commands/note-document.ts';
import { recordConsent } from '#modules/casefiles/commands/record-consent.ts';
import { askExport } from '#modules/casefiles/commands/ask-export.ts';
import { fetchExport } from '#modules/casefiles/commands/fetch-export.ts';
import { breakGlass } from '#modules/casefiles/commands/break-glass.ts';
import { reviewGlass } from '#modules/casefiles/commands/review-glass.ts';
import { suspendGlass } from '#modules/casefiles/commands/suspend-glass.ts';
import { sendPackage } from '#modules/partners/commands/send-package.ts';
import { renewPackage } from '#modules/partners/commands/renew-package.ts';
import { openPackageOnce } from '#modules/partners/commands/open-package.ts';
import { acknowledgePackage } from '#modules/partners/commands/acknowledge-package.ts';
import { answerPackage } from '#modules/partners/commands/answer-package.ts';
import { notePackageMail } from '#modules/partners/commands/note-package-mail.ts';
import { confirmPartner } from '#modules/partners/commands/confirm-partner.ts';
import { dropPartner } from '#modules/partners/commands/drop-partner.ts';
import { endPartner } from '#modules/partners/commands/end-partner.ts';
import { proposePartner } from '#modules/partners/commands/propose-partner.ts';
import { acceptReferral } from '#modules/referrals/commands/accept-referral.ts';
import { assignFile } from '#modules/referrals/commands/assign-file.ts';
import { chaseReferral } from '#modules/referrals/commands/chase-referral.ts';
import { completeReferral } from '#modules/referrals/commands/complete-referral.ts';
import { declineReferral } from '#modules/referrals/commands/decline-referral.ts';
import { requestFile } from '#modules/referrals/commands/request-file.ts';
import { sendReferral } from '#modules/referrals/commands/send-referral.ts';
import { transferFile } from '#modules/referrals/commands/transfer-file.ts';
import { withdrawConsent } from '#modules/referrals/commands/withdraw-consent.ts';
import { withdrawReferral } from '#modules/referrals/commands/withdraw-referral.ts';
import { continueVisit } from '#modules/visits/commands/continue-visit.ts';
import { answerSolved } from '#modules/feedback/commands/answer-solved.ts';
import { handOutSummary } from '#modules/visits/commands/hand-out-summary.ts';
import { issueCertificate } from '#modules/visits/commands/issue-certificate.ts';
import { bookAppointment } from '#modules/appointments/commands/book-appointment.ts';
import { cancelAppointment } from '#modules/appointments/commands/cancel-appointment.ts';
import { missAppointment } from '#modules/appointments/commands/miss-appointment.ts';
import { moveAppointment } from '#modules/appointments/commands/move-appointment.ts';
import { addAbsence } from '#modules/rosters/commands/add-absence.ts';
import { addShift } from '#modules/rosters/commands/add-shift.ts';
import { changeShift } from '#modules/rosters/commands/change-shift.ts';
import { importRoster } from '#modules/rosters/commands/import-roster.ts';
import { copyWeek } from '#modules/rosters/commands/copy-week.ts';
import { removeShift } from '#modules/rosters/commands/remove-shift.ts';
import { undoRosterChange } from '#modules/rosters/commands/undo-roster-change.ts';
import { addFile } from '#modules/files/commands/add-file.ts';
import { discardFile } from '#modules/files/commands/discard-file.ts';
import { endPhotoLink } from '#modules/files/commands/end-photo-link.ts';
import { handInPhotos } from '#modules/files/commands/hand-in-photos.ts';
import { judgeFile } from '#modules/files/commands/judge-file.ts';
import { nameFile } from '#modules/files/commands/name-file.ts';
import { openPhotoLink } from '#modules/files/commands/open-photo-link.ts';
import { tellMessage } from '#modules/messages/commands/tell-message.ts';
import { addTask } from '#modules/followups/commands/add-task.ts';
import { assignTask } from '#modules/followups/commands/assign-task.ts';
import { completeTask } from '#modules/followups/commands/complete-task.ts';
import { dropTask } from '#modules/followups/commands/drop-task.ts';
import { endDayCommand } from '#modules/followups/commands/end-day.ts';
import { postponeTask } from '#modules/followups/commands/postpone-task.ts';
import { acceptRequest } from '#modules/interpretation/commands/accept-request.ts';
import { askMediator } from '#modules/interpretation/commands/ask-mediator.ts';
import { endRequest } from '#modules/interpretation/commands/end-request.ts';
import { joinDesk } from '#modules/interpretation/commands/join-desk.ts';
import { acknowledgeAlarm } from '#modules/visits/commands/acknowledge-alarm.ts';
import { changeHouseholdRole } from '#modules/people/commands/change-household-role.ts';
import { correctPerson } from '#modules/people/commands/correct-person.ts';
import { leaveHousehold } from '#modules/people/commands/leave-household.ts';
import { splitHousehold } from '#modules/people/commands/split-household.ts';
import { startHousehold } from '#modules/people/commands/start-household.ts';
import { takeBackLeaving } from '#modules/people/commands/take-back-leaving.ts';
import { answerQuestion } from '#modules/visits/commands/answer-question.ts';
import { receiveTogether } from '#modules/visits/commands/receive-together.ts';
import { sendOn } from '#modules/visits/commands/send-on.ts';
import { takeProtection } from '#modules/visits/commands/take-protection.ts';
import { keepAway } from '#modules/visits/commands/keep-away.ts';
import { letBack } from '#modules/visits/commands/let-back.ts';
import { ticketKeepAway } from '#modules/visits/commands/ticket-keep-away.ts';
import { ticketLetBack } from '#modules/visits/commands/ticket-let-back.ts';
import { acknowledgeCall } from '#modules/visits/commands/acknowledge-call.ts';
import { addNeed } from '#modules/visits/commands/add-need.ts';
import { addVisitNeed } from '#modules/visits/commands/add-visit-need.ts';
import { withdrawStop } from '#modules/visits/commands/withdraw-stop.ts';
import { callChosen } from '#modules/visits/commands/call-chosen.ts';
import { arriveAppointment } from '#modules/visits/commands/arrive-appointment.ts';
import { callNext } from '#modules/visits/commands/call-next.ts';
import { closeAlarm } from '#modules/visits/commands/close-alarm.ts';
import { closeDesk } from '#modules/visits/commands/close-desk.ts';
import { finishServing } from '#modules/visits/commands/finish-serving.ts';
import { forwardStop } from '#modules/visits/commands/forward-stop.ts';
import { delayTicket } from '#modules/visits/commands/delay-ticket.ts';
import { endDuty } from '#modules/visits/commands/end-duty.ts';
import { nameDuty } from '#modules/visits/commands/name-duty.ts';
import { lendDesk } from '#modules/visits/commands/lend-desk.ts';
import { returnDesk } from '#modules/visits/commands/return-desk.ts';
import { leaveTicket } from '#modules/visits/commands/leave-ticket.ts';
import { leaveVisit } from '#modules/visits/commands/leave-visit.ts';
import { mendAnomaly } from '#modules/visits/commands/mend-anomaly.ts';
import { missCall } from '#modules/visits/commands/miss-call.ts';
import { openDesk } from '#modules/visits/commands/open-desk.ts';
import { parkStop } from '#modules/visits/commands/park-stop.ts';
import { pauseDesk } from '#modules/visits/commands/pause-desk.ts';
import { raiseAlarm } from '#modules/visits/commands/raise-alarm.ts';
import { recall } from '#modules/visits/commands/recall.ts';
import { receiveAtKiosk } from '#modules/visits/commands/receive-kiosk.ts';
import { receivePerson } from '#modules/visits/commands/receive-person.ts';
import { recordAtOnce } from '#modules/visits/commands/record-at-once.ts';
import { recordAttendanceCommand } from '#modules/visits/commands/record-attendance.ts';
import { reprintTicket } from '#modules/visits/commands/reprint-ticket.ts';
import { sendLink } from '#modules/visits/commands/send-link.ts';
import { resumeDesk } from '#modules/visits/commands/resume-desk.ts';
import { resumeStop } from '#modules/visits/commands/resume-stop.ts';
import { sendStopOn } from '#modules/visits/commands/send-stop-on.ts';
import { startServing } from '#modules/visits/commands/start-serving.ts';
import { takeOverDesk } from '#modules/visits/commands/take-over-desk.ts';
import { writeNoteCommand } from '#modules/visits/commands/write-note.ts';
import { closeQueue } from '#modules/visits/commands/close-queue.ts';
import { reopenQueue } from '#modules/visits/commands/reopen-queue.ts';
import { addSlide } from '#modules/content/commands/add-slide.ts';
import { closeRoom } from '#modules/content/commands/close-room.ts';
import { sayOnBoards } from '#modules/content/commands/say-on-boards.ts';
import { setRoom } from '#modules/content/commands/set-room.ts';
import { takeFromBoards } from '#modules/content/commands/take-from-boards.ts';
import { closeOffice } from '#modules/visits/commands/close-office.ts';
import { removeDesk } from '#modules/visits/commands/remove-desk.ts';
import { callConference } from '#modules/conferences/commands/call-conference.ts';
import { callOffConference } from '#modules/conferences/commands/call-off-conference.ts';
import { endConference } from '#modules/conferences/commands/end-conference.ts';
import { endMember } from '#modules/compartments/commands/end-member.ts';
import { endTraining } from '#modules/compartments/commands/end-training.ts';
import { giveTraining } from '#modules/compartments/commands/give-training.ts';
import { handOnCompartment } from '#modules/compartments/commands/hand-on-compartment.ts';
import { nameGuardian } from '#modules/compartments/commands/name-guardian.ts';
import { nameMember } from '#modules/compartments/commands/name-member.ts';
import { openCompartment } from '#modules/compartments/commands/open-compartment.ts';
import { takeBackLeaf } from '#modules/compartments/commands/take-back-leaf.ts';
import { assessDanger } from '#modules/compartments/commands/assess-danger.ts';
import { callLine } from '#modules/compartments/commands/call-line.ts';
import { countCase } from '#modules/compartments/commands/count-case.ts';
import { doStep } from '#modules/compartments/commands/do-step.ts';
import { writeLeaf } from '#modules/compartments/commands/write-leaf.ts';
import { certifyMinorEntry } from '#modules/minors/commands/certify-minor-entry.ts';
import { endMinorEntry } from '#modules/minors/commands/end-minor-entry.ts';
import { makeMinorEntry } from '#modules/minors/commands/make-minor-entry.ts';
import { renewMinorEntry } from '#modules/minors/commands/renew-minor-entry.ts';
import { approveDisclosure } from '#modules/disclosures/commands/approve-disclosure.ts';
import { closeDisclosure } from '#modules/disclosures/commands/close-disclosure.ts';
import { giveDisclosure } from '#modules/disclosures/commands/give-disclosure.ts';
import { registerDisclosure } from '#modules/disclosures/commands/register-disclosure.ts';
import { reviewDisclosure } from '#modules/disclosures/commands/review-disclosure.ts';
import { tellDisclosure } from '#modules/disclosures/commands/tell-disclosure.ts';
import { answerClaim } from '#modules/rights/commands/answer-claim.ts';
import { approveErasure } from '#modules/rights/commands/approve-erasure.ts';
import { carryOutErasure } from '#modules/rights/commands/carry-out-erasure.ts';
import { extendClaim } from '#modules/rights/commands/extend-claim.ts';
import { liftHold } from '#modules/rights/commands/lift-hold.ts';
import { liftRestriction } from '#modules/rights/commands/lift-restriction.ts';
import { tellRestriction } from '#modules/rights/commands/tell-restriction.ts';
import { placeHold } from '#modules/rights/commands/place-hold.ts';
import { recordClaim } from '#modules/rights/commands/record-claim.ts';
import { reviewErasure } from '#modules/rights/commands/review-erasure.ts';
import { renameCentre } from '#modules/directory/commands/rename-centre.ts';
import { moveCentre } from '#modules/directory/commands/move-centre.ts';
import { setHours } from '#modules/directory/commands/set-hours.ts';
import { removeClosure } from '#modules/directory/commands/remove-closure.ts';
import { setClosure } from '#modules/directory/commands/set-closure.ts';
import { setOffice } from '#modules/directory/commands/set-office.ts';
import { setDesk } from '#modules/directory/commands/set-desk.ts';
import { removeOfficeService } from '#modules/directory/commands/remove-office-service.ts';
import { setOfficeService } from '#modules/directory/commands/set-office-service.ts';
import { setSubject } from '#modules/directory/commands/set-subject.ts';
import { setService } from '#modules/directory/commands/set-service.ts';
import { removeDocument } from '#modules/directory/commands/remove-document.ts';
import { setDocument } from '#modules/directory/commands/set-document.ts';
import { removeHoliday } from '#modules/directory/commands/remove-holiday.ts';
import { setHoliday } from '#modules/directory/commands/set-holiday.ts';
import { undoChange } from '#modules/directory/commands/undo-change.ts';

export const COMMANDS: readonly AnyCommand[] = [
  receivePerson,
  answerQuestion,
  receiveTogether,
  sendOn,
  takeProtection,
  askExport,
  fetchExport,
  breakGlass,
  reviewGlass,
  suspendGlass,
  keepAway,
  letBack,
  ticketKeepAway,
  ticketLetBack,
  correctPerson,
  startHousehold,
  addHouseholdMember,
  leaveHousehold,
  takeBackLeaving,
  splitHousehold,
  changeHouseholdRole,
  leaveVisit,
  addVisitNeed,
  withdrawStop,
  reprintTicket,
  sendLink,
  handOutSummary,
  issueCertificate,
  answerSolved,
  answerPair,
  mergePerson,
  unmergePerson,
  noteDocument,
  recordConsent,
  withdrawConsent,
  sendReferral,
  transferFile,
  requestFile,
  assignFile,
  acceptReferral,
  sendPackage,
  renewPackage,
  openPackageOnce,
  acknowledgePackage,
  answerPackage,
  notePackageMail,
  proposePartner,
  confirmPartner,
  dropPartner,
  endPartner,
  declineReferral,
  completeReferral,
  withdrawReferral,
  chaseReferral,
  callConference,
  endConference,
  callOffConference,
  openCompartment,
  writeLeaf,
  doStep,
  assessDanger,
  callLine,
  countCase,
  nameGuardian,
  takeBackLeaf,
  nameMember,
  endMember,
  handOnCompartment,
  giveTraining,
  endTraining,
  recordClaim,
  extendClaim,
  approveDisclosure,
  closeDisclosure,
  giveDisclosure,
  makeMinorEntry,
  renewMinorEntry,
  endMinorEntry,
  certifyMinorEntry,
  registerDisclosure,
  reviewDisclosure,
  tellDisclosure,
  answerClaim,
  reviewErasure,
  approveErasure,
  carryOutErasure,
  placeHold,
  liftHold,
  tellRestriction,
  liftRestriction,
  continueVisit,
  correctAttendance,
  voidAttendance,
  signMonth,
  receiveAtKiosk,
  delayTicket,
  leaveTicket,
  openDesk,
  closeDesk,
  pauseDesk,
  resumeDesk,
  takeOverDesk,
  callNext,
  callChosen,
  recall,
  acknowledgeCall,
  missCall,
  startServing,
  parkStop,
  resumeStop,
  finishServing,
  forwardStop,
  sendStopOn,
  toReception,
  recordAttendanceCommand,
  recordAtOnce,
  writeNoteCommand,
  addNeed,
  bookAppointment,
  moveAppointment,
  missAppointment,
  cancelAppointment,
  arriveAppointment,
  addShift,
  changeShift,
  removeShift,
  copyWeek,
  importRoster,
  addAbsence,
  undoRosterChange,
  addFile,
  nameFile,
  discardFile,
  judgeFile,
  openPhotoLink,
  endPhotoLink,
  handInPhotos,
  addTask,
  tellMessage,
  completeTask,
  dropTask,
  postponeTask,
  assignTask,
  raiseAlarm,
  acknowledgeAlarm,
  closeAlarm,
  askMediator,
  acceptRequest,
  joinDesk,
  endRequest,
  endDayCommand,
  mendAnomaly,
  closeQueue,
  lendDesk,
  nameDuty,
  endDuty,
  returnDesk,
  reopenQueue,
  sayOnBoards,
  takeFromBoards,
  addSlide,
  setRoom,
  closeRoom,
  inviteAccount,
  renewCode,
  renewInvitation,
  grantMembership,
  moveMembership,
  endMembership,
  leaveAccount,
  disableAccount,
  enableAccount,
  confirmProposal,
  dropProposal,
  proposeLink,
  confirmReconciliation,
  enrolDevice,
  revokeDevice,
  closeOffice,
  removeDesk,
  renameCentre,
  moveCentre,
  setHours,
  removeClosure,
  setClosure,
  setOffice,
  setDesk,
  removeOfficeService,
  setOfficeService,
  setSubject,
  setService,
  removeDocument,
  setDocument,
  removeHoliday,
  setHoliday,
  undoChange,
];
