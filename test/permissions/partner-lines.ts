// The part of the table about packages for partners without accounts. Written by hand; takes nothing from the
// product. Whoever comes by a link has a session that is nobody's of these roles.
import { BY_GRANT, type Line, RECEIVE, type RoleName } from './roles.ts';

/** Who keeps the list: where packages go is agreed on by two of them. */
const KEEPERS: readonly RoleName[] = ['network-manager', 'administrator'];
const kept = (way: string, says: string, sends: string, about: Line['about']): Line => ({
  way,
  says,
  about,
  sends,
  own: KEEPERS,
  ...(about !== 'nothing' && { foreign: KEEPERS }),
});
const KEEPING: readonly Line[] = [
  {
    way: 'GET /settings/partners',
    says: 'Partners without accounts, and what waits for a second',
    about: 'nothing',
    own: KEEPERS,
  },
  ...(['POST /settings/partners', 'command partner.propose'] as const).map((way) =>
    kept(way, 'Proposes one, or another entry', 'partner.propose', 'nothing'),
  ),
  ...(['POST /settings/partners/confirm', 'command partner.confirm'] as const).map((way) =>
    kept(way, 'Carries out what another proposed', 'partner.confirm', 'proposedPartner'),
  ),
  ...(['POST /settings/partners/drop', 'command partner.drop'] as const).map((way) =>
    kept(way, 'Takes it off the table', 'partner.drop', 'proposedPartner'),
  ),
  ...(['POST /settings/partners/end', 'command partner.end'] as const).map((way) =>
    kept(way, 'Ends a partner', 'partner.end', 'keptPartner'),
  ),
];

/** Of the package of the link that asks: for every colleague there is none. */
const ofLink = (name: string, says: string): Line => ({
  way: `command ${name}`,
  says,
  about: 'nothing',
  sends: name,
  own: [],
});

export const PARTNERS: readonly Line[] = [
  ...KEEPING,
  {
    way: 'POST /people/:personId/package',
    says: 'Sends a package to a partner',
    about: 'person',
    sends: 'package.send',
    own: RECEIVE,
    granted: BY_GRANT,
  },
  {
    way: 'command package.send',
    says: 'Sends a package to a partner',
    about: 'person',
    sends: 'package.send',
    own: RECEIVE,
    granted: BY_GRANT,
  },
  {
    way: 'POST /referrals/:referralId/package',
    says: 'Sends another link in the place of one that was lost',
    about: 'referral',
    sends: 'package.renew',
    own: BY_GRANT,
  },
  {
    way: 'command package.renew',
    says: 'Sends another link in the place of one that was lost',
    about: 'referral',
    sends: 'package.renew',
    own: BY_GRANT,
  },
  ofLink('package.open', 'Opens it'),
  ofLink('package.acknowledge', 'Says that it arrived'),
  ofLink('package.answer', 'Takes on what is asked, declines it, says what became of it'),
  {
    way: 'command package.note-mail',
    says: 'Notes whether the letter was taken: the worker, of every unit',
    about: 'packet',
    sends: 'package.note-mail',
    own: ['worker'],
    foreign: ['worker'],
  },
];

/** Without a proof nothing comes of them. */
export const PARTNER_DOORS: Readonly<Record<string, string>> = {
  'GET /p/:link': 'Swaps the link of a letter for a cookie',
  'GET /package': 'From whom it is; what was sent, to whoever had the code, too',
  'POST /package': 'Link and code',
  'POST /package/received': 'That it arrived, for whoever opened it',
  'POST /package/answer': 'The partner’s own word',
  'POST /package/close': 'Forgets link and visit in this browser',
  'GET /package/paper.pdf': 'The same as a PDF',
  'GET /package/signed': 'The same as it was signed',
  'POST /verify': 'Whether a signed file is ours, and nothing else',
};

/** They tell everybody the same. */
export const PARTNER_FOR_ALL: Readonly<Record<string, string>> = {
  'GET /package/received': 'Leads back to the package',
  'GET /package/answer': 'Leads back to the package',
  'GET /package/close': 'Leads back to the package',
  'GET /package/said': 'Says that the answer was passed on',
  'GET /people/:personId/package': 'Leads back to the request',
  'GET /settings/partners/:act': 'Leads back to the list of partners',
  'GET /verify': 'Asks for a signed file, and shows the public keys',
  'GET /.well-known/oneroof-keys.json': 'The public keys',
};
