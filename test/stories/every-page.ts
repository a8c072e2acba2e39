// Every page that somebody can open: its address as the product writes it, who opens it, and where.
// Takes nothing from the product.
import type { Scene } from '../support/scene.ts';
import { COMPARTMENT_PAGES } from './compartment-pages.ts';

/** Ids and links that stand in addresses and cookies. */
export type Things = Readonly<
  Record<
    | 'ana'
    | 'anaVisit'
    | 'nour'
    | 'nourVisit'
    | 'goneVisit'
    | 'elsewhere'
    | 'first'
    | 'second'
    | 'joined'
    | 'protection'
    | 'account'
    | 'act'
    | 'booking'
    | 'referral'
    | 'kioskVisit'
    | 'conference'
    | 'compartment'
    | 'served'
    | 'ticket'
    | 'summary',
    string
  >
>;

export interface PageLine {
  readonly way: string;
  readonly says: string;
  readonly at?: (things: Things) => string;
  /** Whose session; nobody's where it is for everybody. */
  readonly who?: keyof Scene['tokens'] | 'dpo';
  readonly status?: number;
  /** The story in which axe looks at it in both directions; here it is only measured. */
  readonly axe?: string;
}

const HOUSE = 'cnaim-lisboa';

export const PAGES: readonly PageLine[] = [
  // What is shared of a file for some hours, and taken out of it.
  {
    way: '/people/:personId/export',
    says: 'taking a file out',
    who: 'iryna',
    at: ({ ana }) => `/people/${ana}/export`,
  },
  {
    way: '/people/:personId/confer',
    says: 'calling a conference',
    who: 'iryna',
    at: ({ ana }) => `/people/${ana}/confer`,
  },
  { way: '/conferences', says: 'conferences', who: 'iryna' },
  {
    way: '/conferences/:conferenceId',
    says: 'conference',
    who: 'iryna',
    at: ({ conference }) => `/conferences/${conference}`,
  },
  ...COMPARTMENT_PAGES,
  // For everybody.
  { way: '/sign-in', says: 'sign in', axe: 'house-screens' },
  { way: '/privacy', says: 'privacy', axe: 'house-screens' },
  { way: '/check', says: 'check a certificate' },
  { way: '/figures', says: 'published figures' },
  { way: '/invitation', says: 'invitation', status: 404 },
  { way: '/recover/:link', says: 'recovery link', at: () => '/recover/none' },
  { way: '/board/:centreId', says: 'board', axe: 'house-screens', at: () => `/board/${HOUSE}` },
  { way: '/device', says: 'code of a device' },
  // Her own, by a link.
  { way: '/my-visit', says: 'summary on her phone' },
  { way: '/my-ticket', says: 'ticket on her phone' },
  { way: '/my-ticket/leave', says: 'leaving' },
  { way: '/my-ticket/another', says: 'somebody else should help' },
  // The kiosk.
  { way: '/device/kiosk', says: 'kiosk languages', who: 'kiosk' },
  { way: '/device/kiosk', says: 'kiosk needs', who: 'kiosk', at: () => '/device/kiosk?lang=ar' },
  {
    way: '/device/kiosk/ticket/:visitId',
    says: 'kiosk ticket',
    who: 'kiosk',
    at: ({ kioskVisit }) => `/device/kiosk/ticket/${kioskVisit}?lang=ar`,
  },
  // Everybody who is signed in.
  { way: '/', says: 'home', axe: 'house-screens', who: 'iryna' },
  { way: '/', says: 'home of a coordinator', who: 'helena' },
  { way: '/', says: 'home of the network', axe: 'house-screens', who: 'augusto' },
  { way: '/account/security', says: 'own keys', who: 'iryna' },
  { way: '/account/recoveries', says: 'helping a colleague back', who: 'helena' },
  { way: '/step-up', says: 'prove herself again', who: 'iryna' },
  { way: '/tasks', says: 'tasks', who: 'iryna' },
  { way: '/break-glass', says: 'emergency', who: 'paulo' },
  { way: '/break-glass/reviews', says: 'emergencies looked at after', who: 'dpo' },
  // Reception.
  { way: '/reception/:centreId', says: 'reception', who: 'iryna', at: () => `/reception/${HOUSE}` },
  {
    way: '/reception/:centreId',
    says: 'conversation',
    who: 'iryna',
    at: () => `/reception/${HOUSE}?language=uk`,
  },
  {
    way: '/reception/:centreId/find',
    says: 'find a ticket',
    who: 'iryna',
    at: () => `/reception/${HOUSE}/find`,
  },
  {
    way: '/reception/:centreId/find',
    says: 'a name found',
    who: 'iryna',
    at: () => `/reception/${HOUSE}/find?q=Ana`,
  },
  {
    way: '/reception/:centreId/together',
    says: 'together',
    who: 'iryna',
    at: () => `/reception/${HOUSE}/together?language=uk`,
  },
  {
    way: '/reception/:centreId/ticket/:visitId',
    says: 'slip',
    who: 'iryna',
    at: ({ anaVisit }) => `/reception/${HOUSE}/ticket/${anaVisit}`,
  },
  {
    way: '/people/:personId/facts',
    says: 'facts',
    who: 'iryna',
    at: ({ ana }) => `/people/${ana}/facts`,
  },
  {
    way: '/visits/:visitId',
    says: 'trip',
    who: 'iryna',
    at: ({ nourVisit }) => `/visits/${nourVisit}`,
  },
  {
    way: '/visits/:visitId',
    says: 'trip being served',
    who: 'iryna',
    at: ({ anaVisit }) => `/visits/${anaVisit}`,
  },
  {
    way: '/visits/:visitId/summary',
    says: 'summary',
    who: 'iryna',
    at: ({ goneVisit }) => `/visits/${goneVisit}/summary`,
  },
  {
    way: '/protection/:centreId',
    says: 'protection',
    who: 'samira',
    at: () => `/protection/${HOUSE}`,
  },
  {
    way: '/mediation/:centreId',
    says: 'mediation',
    who: 'samira',
    at: () => `/mediation/${HOUSE}`,
  },
  { way: '/security/:centreId', says: 'security', who: 'baltazar', at: () => `/security/${HOUSE}` },
  // Local centre and desks.
  {
    way: '/local/:centreId',
    says: 'local centre',
    who: 'catarina',
    at: () => '/local/claim-odemira',
  },
  { way: '/desk', says: 'choose a desk', who: 'lurdes' },
  { way: '/desk/:deskId', says: 'desk serving', who: 'paulo', at: () => `/desk/${HOUSE}.d4` },
  { way: '/desk/:deskId', says: 'desk waiting', who: 'marta', at: () => `/desk/${HOUSE}.d34` },
  // The file.
  { way: '/people/:personId', says: 'file', who: 'paulo', at: ({ ana }) => `/people/${ana}` },
  {
    way: '/people/:personId',
    says: 'file of two files',
    who: 'iryna',
    at: ({ joined }) => `/people/${joined}`,
  },
  {
    way: '/people/:personId/readings',
    says: 'who read',
    who: 'iryna',
    at: ({ ana }) => `/people/${ana}/readings`,
  },
  {
    way: '/people/:personId/add',
    says: 'add to the file',
    who: 'iryna',
    at: ({ ana }) => `/people/${ana}/add`,
  },
  {
    way: '/people/:personId/apart',
    says: 'keeping away',
    who: 'iryna',
    at: ({ ana }) => `/people/${ana}/apart`,
  },
  {
    way: '/people/:personId/same',
    says: 'files of one person',
    who: 'iryna',
    at: ({ joined }) => `/people/${joined}/same?q=Bondar`,
  },
  {
    way: '/people/:personId/same/:otherId',
    says: 'compare',
    who: 'iryna',
    at: ({ first, second }) => `/people/${first}/same/${second}`,
  },
  { way: '/pairs', says: 'pairs', who: 'iryna' },
  {
    way: '/people/:personId/share',
    says: 'share',
    who: 'iryna',
    at: ({ ana }) => `/people/${ana}/share`,
  },
  {
    way: '/people/:personId/refer',
    says: 'refer',
    who: 'iryna',
    at: ({ ana }) => `/people/${ana}/refer`,
  },
  {
    way: '/people/:personId/transfer',
    says: 'transfer',
    who: 'iryna',
    at: ({ ana }) => `/people/${ana}/transfer`,
  },
  {
    way: '/people/:personId/assign',
    says: 'assign',
    who: 'iryna',
    at: ({ ana }) => `/people/${ana}/assign`,
  },
  {
    way: '/people/:personId/request',
    says: 'request for parts of a file',
    who: 'paulo',
    at: ({ served }) => `/people/${served}/request`,
  },
  { way: '/referrals', says: 'referrals', who: 'duarte' },
  {
    way: '/referrals/:referralId',
    says: 'referral',
    who: 'duarte',
    at: ({ referral }) => `/referrals/${referral}`,
  },
  {
    way: '/people/:personId/book',
    says: 'book',
    who: 'iryna',
    at: ({ nour }) => `/people/${nour}/book`,
  },
  {
    way: '/people/:personId/book',
    says: 'times to book',
    who: 'iryna',
    at: ({ nour }) =>
      `/people/${nour}/book?centre=${HOUSE}&service=${HOUSE}.iss|pensions&on=2026-03-17`,
  },
  {
    way: '/people/:personId/tasks',
    says: 'tasks of a person',
    who: 'iryna',
    at: ({ ana }) => `/people/${ana}/tasks`,
  },
  {
    way: '/appointments/:appointmentId',
    says: 'booking',
    who: 'iryna',
    at: ({ booking }) => `/appointments/${booking}`,
  },
  {
    way: '/offices/:officeId/bookings',
    says: 'bookings of an office',
    who: 'paulo',
    at: () => `/offices/${HOUSE}.iss/bookings?on=2026-03-16`,
  },
  // Coordination.
  {
    way: '/coordination/:centreId',
    says: 'floor',
    axe: 'house-screens',
    who: 'helena',
    at: () => `/coordination/${HOUSE}`,
  },
  {
    way: '/coordination/:centreId/care',
    says: 'care',
    who: 'helena',
    at: () => `/coordination/${HOUSE}/care`,
  },
  {
    way: '/coordination/:centreId/walls',
    says: 'walls',
    who: 'helena',
    at: () => `/coordination/${HOUSE}/walls`,
  },
  {
    way: '/coordination/:centreId/walls',
    says: 'desk lent',
    who: 'helena',
    at: () => `/coordination/${HOUSE}/walls?edit=desk:${HOUSE}.d5`,
  },
  {
    way: '/coordination/:centreId/duty',
    says: 'duty',
    who: 'helena',
    at: () => `/coordination/${HOUSE}/duty`,
  },
  {
    way: '/coordination/:centreId/acts',
    says: 'acts of a month',
    who: 'helena',
    at: () => `/coordination/${HOUSE}/acts`,
  },
  {
    way: '/acts/:attendanceId',
    says: 'act',
    who: 'helena',
    at: ({ act }) => `/acts/${act}`,
  },
  {
    way: '/coordination/:centreId/messages',
    says: 'messages',
    who: 'helena',
    at: () => `/coordination/${HOUSE}/messages`,
  },
  {
    way: '/coordination/:centreId/roster',
    says: 'roster',
    who: 'helena',
    at: () => `/coordination/${HOUSE}/roster`,
  },
  {
    way: '/coordination/:centreId/roster/import',
    says: 'roster import',
    who: 'helena',
    at: () => `/coordination/${HOUSE}/roster/import`,
  },
  {
    way: '/figures/:centreId',
    says: 'figures of a house',
    axe: 'house-screens',
    who: 'helena',
    at: () => `/figures/${HOUSE}`,
  },
  // Settings.
  { way: '/settings/houses', says: 'houses', who: 'augusto' },
  {
    way: '/settings/houses/:centreId',
    says: 'house',
    who: 'helena',
    at: () => `/settings/houses/${HOUSE}`,
  },
  { way: '/settings/catalogue', says: 'catalogue', who: 'augusto' },
  { way: '/settings/accounts', says: 'accounts', axe: 'settings-browser', who: 'ines' },
  {
    way: '/settings/accounts/:accountId',
    says: 'account',
    axe: 'settings-browser',
    who: 'ines',
    at: ({ account }) => `/settings/accounts/${account}`,
  },
  { way: '/settings/reconciliation', says: 'monthly list', axe: 'settings-browser', who: 'ines' },
  { way: '/settings/firewall', says: 'firewall', axe: 'settings-browser', who: 'ines' },
  { way: '/settings/devices', says: 'devices', who: 'helena' },
];

/** Addresses that are looked at as part of a page, lead to one, or are looked at in another story. */
export const ELSEWHERE: Readonly<Record<string, string>> = {
  '/healthz': 'no page',
  '/readyz': 'no page',
  '/live': 'no page',
  '/account/drafts-key': 'no page',
  '/people/:personId/here': 'a part of the file',
  '/reception/:centreId/here': 'a part of reception',
  '/reception/:centreId/route': 'a part of reception',
  '/reception/:centreId/known': 'a part of reception',
  '/reception/:centreId/ticket/:visitId/slip.pdf': 'paper',
  '/appointments/:appointmentId/oneroof.ics': 'a file for a calendar',
  '/coordination/:centreId/roster.csv': 'a file for a table',
  '/coordination/:centreId/live/:region': 'a part of the floor',
  '/protection/:centreId/live': 'a part of protection',
  '/security/:centreId/alarms': 'a part of security',
  '/mediation/:centreId/requests': 'a part of mediation',
  '/visits/:visitId/stops': 'a part of the trip',
  '/board/:centreId/calls': 'a part of the board',
  '/device/kiosk/here': 'a part of the kiosk',
  '/desk/:deskId/queue': 'a part of the desk',
  '/desk/:deskId/next': 'a part of the desk',
  '/desk/:deskId/hand': 'a part of the desk',
  '/desk/:deskId/mediator': 'a part of the desk',
  '/desk/:deskId/alarm': 'a part of the desk',
  '/my-ticket/now': 'a part of the ticket',
  '/my-ticket/live': 'a part of the ticket',
  '/device/board': 'the board again (devices-browser)',
  '/device/board/calls': 'a part of the board',
  '/reception': 'leads to the house',
  '/local': 'leads to the house',
  '/s/:link': 'leads to the summary',
  '/t/:link': 'leads to the ticket',
  '/invitation/:token': 'needs a live link (settings-browser)',
  '/sign-in/second': 'needs half a session (forms)',
  '/sign-in/enrol': 'needs half a session (forms)',
  '/sign-in/password': 'needs half a session (settings-browser)',
  '/lock': 'needs a workstation (roster-change)',
  '/my-ticket/another/back': 'leads to its question',
  '/first': 'needs an empty network (first-page)',
  '/_design': 'design',
};
