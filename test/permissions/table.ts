// Who may do what in Oneroof, written by hand to be read by a lawyer, and checked against every
// address, command and query that there is. Whatever a line does not name is refused, with the very
// answer that something gets which does not exist. This file takes nothing from the product.
//
// Four relations to what is asked for:
//   own      of one's own unit or house: its desk, whom it received or serves, its accounts
//   granted  of another house, with a live grant to this very account (a referral, an assignment)
//   foreign  of another house or unit, without any
//   missing  not there at all; nobody is ever let to one
import { PAPER } from './paper-lines.ts';
import { DOOR } from './door-lines.ts';
import { HOUSEHOLDS } from './household-lines.ts';
import { FLOOR, FLOOR_COMMANDS } from './floor-lines.ts';
import { PROMISES } from './promise-lines.ts';
import { HOUSE_COMMANDS, HOUSES, LOCAL } from './house-lines.ts';
import { HELP } from './help-lines.ts';
import { EXPORTS } from './export-lines.ts';
import { COMPARTMENTS } from './compartment-lines.ts';
import { PARTNERS } from './partner-lines.ts';
import { FILE_KEEPING } from './file-keeping-lines.ts';
import { DISCLOSURES } from './disclosure-lines.ts';
import { MINORS } from './minor-lines.ts';
import { RIGHTS } from './rights-lines.ts';
import { CONFERENCES } from './conference-lines.ts';
import { GLASS } from './glass-lines.ts';
import { SHARES } from './share-lines.ts';
import { CORRECTIONS, EXIT, FILE, FILE_TASKS } from './file-lines.ts';
import { QUERIES } from './query-lines.ts';
import {
  ADMINISTER,
  ALL,
  BY_GRANT,
  IN_HAND,
  MANAGE,
  OVERSEE,
  PEOPLE,
  RECEIVE,
  SERVE,
  SIGNED_IN,
  type Line,
  type Thing,
} from './roles.ts';

// ── pages and forms of the house ────────────────────────────────────────────────────────────────

const HOUSE: readonly Line[] = [
  { way: 'GET /', says: 'Home: the doors that her roles open', about: 'nothing', own: SIGNED_IN },
  {
    way: 'GET /reception',
    says: 'To the house where she receives people',
    about: 'nothing',
    own: RECEIVE,
  },
  {
    way: 'GET /reception/:centreId',
    says: 'The reception of a house',
    about: 'centre',
    own: RECEIVE,
  },
  {
    way: 'GET /reception/:centreId/here',
    says: 'Who is in the house',
    about: 'centre',
    own: RECEIVE,
  },
  {
    way: 'GET /reception/:centreId/route',
    says: 'The route that a choice of needs would make',
    about: 'centre',
    own: RECEIVE,
  },
  {
    way: 'POST /reception/:centreId',
    says: 'Receives a person',
    about: 'centre',
    sends: 'visit.receive',
    own: RECEIVE,
    told: { own: ALL, foreign: ALL },
  },
  {
    way: 'GET /reception/:centreId/ticket/:visitId',
    says: 'The paper of a visit',
    about: 'visit',
    own: RECEIVE,
  },
  {
    way: 'POST /reception/:centreId/ticket/:visitId/print',
    says: 'Prints the paper at the printer of the house',
    about: 'visit',
    own: RECEIVE,
  },
  {
    way: 'GET /visits/:visitId',
    says: 'One trip',
    about: 'visit',
    own: RECEIVE,
    granted: BY_GRANT,
  },
  {
    way: 'GET /visits/:visitId/stops',
    says: 'The stops of one trip',
    about: 'visit',
    own: RECEIVE,
    granted: BY_GRANT,
  },
  {
    way: 'GET /visits/:visitId/summary',
    says: 'The summary that she takes home',
    about: 'visit',
    own: RECEIVE,
    granted: BY_GRANT,
  },
  {
    way: 'POST /visits/:visitId/resume',
    says: 'Brings a parked person back to the queue',
    about: 'stop',
    sends: 'stop.resume',
    own: [...IN_HAND, 'reception-mediator', 'mediator'],
    told: { granted: BY_GRANT },
  },
  {
    way: 'GET /people/:personId',
    says: 'The file of a person',
    about: 'person',
    own: RECEIVE,
    granted: BY_GRANT,
  },
  {
    way: 'POST /people/:personId/note',
    says: 'A note that only the unit reads',
    about: 'stop',
    sends: 'note.write',
    own: IN_HAND,
    told: { own: RECEIVE, granted: BY_GRANT },
  },
  {
    way: 'GET /figures/:centreId',
    says: 'The figures of a house',
    about: 'centre',
    own: [...OVERSEE, 'local-technician', 'unit-lead', 'researcher'],
  },
];

// ── the desk ────────────────────────────────────────────────────────────────────────────────────

/** Pages of a desk. */
const atDesk = (way: string, says: string): Line => ({ way, says, about: 'desk', own: SERVE });
/** Acts on the person in hand: of whoever has her in hand; those of the house see that it is so. */
const inHand = (way: string, says: string, sends?: string): Line => ({
  way,
  says,
  about: 'stop',
  ...(sends && { sends }),
  own: IN_HAND,
  told: { own: RECEIVE, granted: BY_GRANT },
});
/** Out of an office: never from behind the fence. */
const sentOn = (way: string, says: string, sends: string): Line => ({
  ...inHand(way, says, sends),
  own: IN_HAND.filter((role) => role !== 'fenced-officer'),
});
/** To say that she is on her way, or is back, is for the welcome of the house, too. */
const broughtBack = (way: string, says: string, sends?: string): Line => ({
  ...inHand(way, says, sends),
  own: [...IN_HAND, 'reception-mediator', 'mediator'],
});

const DESKS: readonly Line[] = [
  {
    way: 'GET /desk',
    says: 'To her desk, or the desks of her offices to choose from',
    about: 'nothing',
    own: PEOPLE,
  },
  atDesk('GET /desk/:deskId', 'A desk'),
  atDesk('GET /desk/:deskId/queue', 'Who waits for a desk'),
  atDesk('GET /desk/:deskId/next', 'Who would be called'),
  atDesk('GET /desk/:deskId/hand', 'Who is in hand'),
  atDesk('GET /desk/:deskId/mediator', 'Who mediates, or could'),
  atDesk('GET /desk/:deskId/alarm', 'Whether help was asked for here'),
  { ...atDesk('POST /desk/:deskId/alarm', 'Asks for help in silence'), sends: 'alarm.raise' },
  inHand('POST /desk/:deskId/mediator/ask', 'Asks for a mediator', 'mediator.ask'),
  {
    ...atDesk('POST /desk/:deskId/open', 'Opens a desk'),
    sends: 'desk.open',
    told: { own: ALL, foreign: ALL },
  },
  { ...atDesk('POST /desk/:deskId/close', 'Closes it'), sends: 'desk.close' },
  { ...atDesk('POST /desk/:deskId/pause', 'Takes a break'), sends: 'desk.pause' },
  { ...atDesk('POST /desk/:deskId/back', 'Is back from it'), sends: 'desk.resume' },
  {
    ...atDesk('POST /desk/:deskId/take-over', 'Takes over the desk of a colleague'),
    sends: 'desk.take-over',
  },
  { ...atDesk('POST /desk/:deskId/call', 'Calls the next'), sends: 'stop.call-next' },
  {
    ...atDesk('POST /desk/:deskId/choose', 'Calls somebody out of turn'),
    sends: 'stop.call-chosen',
    own: IN_HAND,
    // The desks of the welcome have no queue; that theirs is open she sees.
    told: { own: ['reception-mediator', 'mediator'] },
  },
  inHand('POST /desk/:deskId/serve', 'Begins to serve', 'stop.start'),
  inHand('POST /desk/:deskId/recall', 'Calls once more', 'stop.recall'),
  broughtBack('POST /desk/:deskId/way', 'Notes that she is on her way', 'stop.acknowledge'),
  broughtBack('POST /desk/:deskId/resume', 'Brings a parked person back', 'stop.resume'),
  inHand('POST /desk/:deskId/miss', 'Notes that she did not come', 'stop.miss'),
  inHand('POST /desk/:deskId/need', 'Adds a need that was found', 'need.add'),
  inHand('POST /desk/:deskId/park', 'Parks her for a while', 'stop.park'),
  inHand('POST /desk/:deskId/record', 'Records an act', 'attendance.record'),
  inHand('POST /desk/:deskId/finish', 'Ends the serving', 'stop.finish'),
];

// ── accounts, lists, firewall, devices ──────────────────────────────────────────────────────────

const managed = (way: string, says: string, sends: string): Line => ({
  way,
  says,
  about: sends.startsWith('membership.') && sends !== 'membership.grant' ? 'membership' : 'account',
  sends,
  own: MANAGE,
  foreign: ADMINISTER,
  told: { own: PEOPLE, foreign: PEOPLE, self: ALL },
});
const administered = (way: string, says: string, sends: string, about: Thing): Line => ({
  way,
  says,
  about,
  sends,
  own: ADMINISTER,
  foreign: ADMINISTER,
  told: { own: MANAGE, self: MANAGE, foreign: MANAGE },
});
const SETTINGS: readonly Line[] = [
  {
    way: 'GET /settings/accounts',
    says: 'The accounts that she manages',
    about: 'nothing',
    own: MANAGE,
  },
  {
    way: 'GET /settings/accounts/:accountId',
    says: 'One account and its roles, never its content',
    about: 'account',
    own: MANAGE,
    foreign: ADMINISTER,
    self: MANAGE,
  },
  {
    way: 'GET /settings/reconciliation',
    says: 'The monthly lists of accounts',
    about: 'nothing',
    own: [...MANAGE, 'network-manager'],
  },
  {
    way: 'GET /settings/firewall',
    says: 'The links to enforcement, and what waits for a second administrator',
    about: 'nothing',
    own: ADMINISTER,
  },
  {
    way: 'POST /settings/accounts',
    says: 'Invites somebody to a unit',
    about: 'unit',
    sends: 'account.invite',
    own: MANAGE,
    foreign: ADMINISTER,
  },
  managed('POST /settings/accounts/:accountId/invitation', 'A new link', 'invitation.renew'),
  administered(
    'POST /settings/accounts/:accountId/code',
    'A new code beside the link of an invitation',
    'invitation.renew-code',
    'account',
  ),
  managed('POST /settings/accounts/:accountId/grant', 'One role more', 'membership.grant'),
  managed('POST /settings/accounts/:accountId/move', 'Moves a role', 'membership.move'),
  managed('POST /settings/accounts/:accountId/end', 'Ends a role', 'membership.end'),
  managed('POST /settings/accounts/:accountId/leave', 'She leaves', 'account.leave'),
  administered(
    'POST /settings/accounts/:accountId/disable',
    'Closes an account',
    'account.disable',
    'account',
  ),
  administered(
    'POST /settings/accounts/:accountId/enable',
    'Opens it again',
    'account.enable',
    'account',
  ),
  {
    way: 'POST /settings/reconciliation',
    says: 'Confirms the monthly list of a unit: its lead, nobody else',
    about: 'unit',
    sends: 'reconciliation.confirm',
    own: ['unit-lead'],
  },
  administered('POST /settings/firewall', 'Proposes another link', 'unit.propose-link', 'unit'),
  administered(
    'POST /settings/proposals/confirm',
    'Carries out what another proposed',
    'proposal.confirm',
    'proposal',
  ),
  administered('POST /settings/proposals/drop', 'Drops it', 'proposal.drop', 'proposal'),
  {
    way: 'GET /settings/devices',
    says: 'Kiosks, boards and printers of the houses that she looks after',
    about: 'nothing',
    own: OVERSEE,
  },
  {
    way: 'POST /settings/devices',
    says: 'Enrols a device by the code that it shows',
    about: 'centre',
    sends: 'device.enrol',
    own: OVERSEE,
  },
  {
    way: 'POST /settings/devices/revoke',
    says: 'Revokes a device',
    about: 'device',
    sends: 'device.revoke',
    own: OVERSEE,
  },
  {
    way: 'POST /settings/devices/printer',
    says: 'Sends a code to a printer of the house',
    about: 'centre',
    own: OVERSEE,
  },
];

// ── commands and queries of the API: the same acts without a screen ─────────────────────────────

/** A command is for whom its form is for. */
const commandOf = (line: Line): Line => ({
  ...line,
  way: `command ${line.sends}`,
  sends: line.sends ?? '',
});
const COMMANDS: readonly Line[] = [
  ...[
    ...HOUSE,
    ...EXIT,
    ...CORRECTIONS,
    ...FILE,
    ...DESKS,
    ...HELP,
    ...SETTINGS,
    ...HOUSES,
    ...LOCAL,
    ...DOOR,
  ]
    .filter(({ sends }) => sends !== undefined)
    .map(commandOf)
    .filter((line, at, all) => all.findIndex(({ way }) => way === line.way) === at),
  ...PAPER,
  inHand('command stop.forward', 'Sends her on to another office', 'stop.forward'),
  sentOn('command stop.send-on', 'Sends her on to another house', 'stop.send-on'),
  sentOn('command stop.to-reception', 'Sends her back to reception', 'stop.to-reception'),
];

export const TABLE: readonly Line[] = [
  ...HOUSE,
  ...EXIT,
  ...PROMISES,
  ...SHARES,
  ...GLASS,
  ...EXPORTS,
  ...CONFERENCES,
  ...COMPARTMENTS,
  ...PARTNERS,
  ...FILE_KEEPING,
  ...RIGHTS,
  ...DISCLOSURES,
  ...MINORS,
  ...CORRECTIONS,
  ...DOOR,
  ...HOUSEHOLDS,
  ...FILE,
  ...FILE_TASKS,
  ...DESKS,
  ...HELP,
  ...SETTINGS,
  ...HOUSES,
  ...HOUSE_COMMANDS,
  ...LOCAL,
  ...FLOOR,
  ...FLOOR_COMMANDS,
  ...COMMANDS,
  ...QUERIES,
];
