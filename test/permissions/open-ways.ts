// The part of the table about what is for everybody: the ways in, one's own keys, the streams. Written
// by hand; takes nothing from the product.
import { ALL, BY_GRANT, OVERSEE, RECEIVE, SERVE, type Line } from './roles.ts';

// ── what opens nothing by itself ────────────────────────────────────────────────────────────────

/** An address for everybody: it tells everybody the same, whatever is named. */
export const FOR_ALL: Readonly<Record<string, string>> = {
  'GET /healthz': 'The process lives',
  'GET /readyz': 'It can work',
  'GET /privacy': 'The privacy notice',
  'GET /figures': 'What was published about the network, and its counts by year',
  'GET /first': 'The first administrator of an empty network, with the code of the server',
  'GET /settings': 'Leads to the accounts',
  'GET /settings/accounts/:accountId/:act': 'Leads back to the account',
  'GET /settings/proposals/:act': 'Leads back to the firewall',
  'GET /settings/devices/:act': 'Leads back to the devices',
  'GET /settings/houses/:centreId/change': 'Leads back to the house',
  'GET /settings/catalogue/change': 'Leads back to the catalogue',
  'GET /desk/:deskId/:act': 'Leads back to the desk',
  'GET /appointments/:appointmentId/:act': 'Leads back to the booking',
  'GET /coordination/:centreId/roster/:act': 'Leads back to the roster',
  'GET /tasks/:taskId/:act': 'Leads back to the tasks',
  'GET /desk/:deskId/mediator/:act': 'Leads back to the desk',
  'GET /mediation/:centreId/accept': 'Leads back to the list',
  'GET /mediation/:centreId/join': 'Leads back to the list',
  'GET /mediation/:centreId/end': 'Leads back to the list',
  'GET /security/:centreId/acknowledge': 'Leads back to the list',
  'GET /security/:centreId/close': 'Leads back to the list',
  'GET /coordination/:centreId/walls/:act': 'Leads back to the queues and boards',
  'GET /coordination/:centreId/care/:act': 'Leads back to the care of the house',
  'GET /people/:personId/note': 'Leads back to the file',
  'GET /people/:personId/task': 'Leads back to the file',
  'GET /people/:personId/document': 'Leads back to the file',
  'GET /people/:personId/continue': 'Leads back to the file',
  'GET /people/:personId/settle/:taskId': 'Leads back to the file',
  'GET /reception/:centreId/ticket/:visitId/print': 'Leads back to the paper',
  'GET /board/:centreId': 'The wall of a waiting room, which everybody in it reads',
  'GET /board/:centreId/calls': 'Its numbers',
  'GET /visits/:visitId/:act{certificate|solved}': 'Leads back to the trip',
  'GET /acts/:attendanceId/:act': 'Leads back to the act',
  'GET /figures/:centreId/sign': 'Leads back to the figures',
  'GET /check': 'Asks for the code and the name of a certificate',
  'GET /_design': 'The design page: invented people only',
  'GET /api/openapi.json': 'What the API is',
};

/** Ways in and keys of one's own. Nothing comes of them without a proof: an empty form opens no session and changes nothing. */
export const DOORS: Readonly<Record<string, string>> = {
  'POST /first': 'The first administrator',
  'POST /preferences': 'Language and light',
  'GET /sign-in': 'The way in',
  'POST /sign-in': 'By password',
  'POST /sign-in/persona': 'As a marked persona of the demonstration',
  'POST /sign-in/passkey': 'By passkey',
  'GET /sign-in/second': 'The second factor',
  'POST /sign-in/second': 'The second factor',
  'GET /sign-in/enrol': 'The first authenticator',
  'POST /sign-in/enrol': 'The first authenticator',
  'POST /sign-in/enrol-passkey': 'The first passkey',
  'GET /sign-in/password': 'A new password after an invitation or a recovery',
  'POST /sign-in/password': 'A new password after an invitation or a recovery',
  'GET /invitation': 'A link that was sent',
  'GET /invitation/:token': 'A link that was sent',
  'POST /invitation': 'A link that was sent',
  'GET /recover/:link': 'A link that two people made',
  'POST /recover': 'A link that two people made, with its code',
  'GET /lock': 'The people of this workstation',
  'POST /lock/open': 'By PIN, at a workstation where she signed in today',
  'GET /device': 'The code of a browser that wants to be a device',
  'GET /device/board': 'The board, for an enrolled board',
  'GET /device/board/calls': 'Its numbers, for an enrolled board',
  'GET /device/kiosk': 'The kiosk, for an enrolled kiosk',
  'POST /device/kiosk': 'A ticket, for an enrolled kiosk',
  'GET /device/kiosk/ticket/:visitId': 'The ticket that it gave a moment ago',
  'GET /device/kiosk/here': 'Its live part, for an enrolled kiosk',
  'GET /s/:link': 'Swaps the link of a paper for a cookie',
  'GET /my-visit': 'The summary behind that link, without a name',
  'POST /my-visit/solved': 'Whether all was solved, once a visit, of nobody',
  'POST /my-visit/close': 'Forgets the link on this phone',
  'GET /t/:link': 'Swaps the link of a ticket for a cookie',
  'GET /my-ticket': 'The ticket behind that link, without a name',
  'GET /my-ticket/now': 'What of it changes',
  'POST /my-ticket': 'Ten more minutes, for whoever holds the paper',
  'GET /my-ticket/leave': 'Asks whether she is leaving',
  'POST /my-ticket/leave': 'She is leaving, for whoever holds the paper',
  'POST /check': 'Whether a certificate is valid, and nothing else',
  'GET /sign-on': 'Single sign-on, where there is an issuer',
  'GET /sign-on/callback': 'Single sign-on, the way back',
  'GET /sign-on/finish': 'Single sign-on, the end',
};

/** One's own keys and sessions: every person who is signed in, of her own account and no other. A device has none. */
export const OWN_KEYS: Readonly<Record<string, string>> = {
  'GET /account/security': 'Her keys and sessions',
  'GET /account/drafts-key': 'What her unsent texts are sealed with',
  'POST /account/sessions': 'Ends sessions of hers',
  'POST /account/pin': 'Her PIN',
  'POST /account/password': 'Her password',
  'POST /account/recovery-codes': 'Her recovery codes',
  'POST /account/passkeys': 'One more passkey',
  'POST /account/passkeys/remove': 'One passkey less',
  'POST /account/sign-on/remove': 'No single sign-on any more',
  'GET /account/recoveries': 'Helping a colleague back in, two together',
  'POST /account/recoveries': 'Begins that',
  'POST /account/recoveries/confirm': 'Agrees to that',
  'GET /step-up': 'Proves herself again',
  'POST /step-up': 'Proves herself again',
};

/** Ends the session that asks; nobody else's. */
export const ENDS: Readonly<Record<string, string>> = {
  'POST /sign-out': 'Signs out',
  'POST /lock': 'Locks the workstation',
};

/** Streams: who hears which topic. */
export const TOPICS: readonly Line[] = [
  {
    way: 'GET /live',
    says: 'board: the numbers on a wall',
    about: 'centre',
    own: ALL,
    foreign: ALL,
  },
  {
    way: 'GET /live',
    says: 'floor: that something changed in a house',
    about: 'centre',
    own: ['reception-mediator', 'mediator', 'local-technician', ...OVERSEE],
  },
  {
    way: 'GET /live',
    says: 'queue: that a queue changed',
    about: 'office',
    own: [...SERVE, 'fenced-coordinator'],
  },
  {
    way: 'GET /live',
    says: 'alarm: that a desk asks for help',
    about: 'centre',
    own: ['centre-coordinator', 'security-guard'],
  },
  {
    way: 'GET /live',
    says: 'mediation: that a mediator was asked for',
    about: 'centre',
    own: [...SERVE, 'centre-coordinator'],
  },
  {
    way: 'GET /live',
    says: 'visit: that a trip changed',
    about: 'visit',
    own: RECEIVE,
    granted: BY_GRANT,
  },
  {
    way: 'GET /live',
    says: 'file: that a file changed',
    about: 'person',
    own: RECEIVE,
    granted: BY_GRANT,
  },
];
