// The part of the table about what people agree to share and about referrals. Written by hand; takes
// nothing from the product.
import { BY_GRANT, RECEIVE, type Line, type RoleName } from './roles.ts';

/** Of whoever receives the person or has her by a grant. */
const ofPerson = (way: string, says: string, sends?: string): Line => ({
  way,
  says,
  about: 'person',
  ...(sends && { sends }),
  own: RECEIVE,
  granted: BY_GRANT,
});
/** Of the unit that it is addressed to, or that sent it; behind the fence there is none. */
const referred = (way: string, says: string, sends?: string): Line => ({
  way,
  says,
  about: 'referral',
  ...(sends && { sends }),
  own: BY_GRANT,
});
/** Of the unit that has her as a whole: where she is at home. Serving her is not enough. */
const carries = (way: string, says: string, sends?: string): Line => ({
  way,
  says,
  about: 'person',
  ...(sends && { sends }),
  own: RECEIVE,
});
/** Of a unit that sees her by a grant and holds not her file. */
const asksFor = (way: string, says: string, sends?: string): Line => ({
  way,
  says,
  about: 'person',
  ...(sends && { sends }),
  own: [],
  granted: BY_GRANT,
});
const withdraws = (way: string): Line => ({
  way,
  says: 'She takes back what she agreed to: heard by whoever asked her',
  about: 'consent',
  sends: 'consent.withdraw',
  own: BY_GRANT,
});

/** Of whoever receives the person: files are joined and taken apart by the house where she is at home. */
const joins = (way: string, says: string, sends?: string): Line => ({
  way,
  says,
  about: sends === 'person.unmerge' ? 'merge' : 'person',
  ...(sends && { sends }),
  own: RECEIVE,
});

/** Heard where people are received: by a desk that serves her, not. */
const HEARS: readonly RoleName[] = RECEIVE;
const HEARS_BY_GRANT: readonly RoleName[] = [...RECEIVE, 'centre-coordinator'];
const apart = (way: string, says: string, sends?: string): Line => ({
  ...ofPerson(way, says, sends),
  own: HEARS,
  granted: HEARS_BY_GRANT,
});
const letsBack = (way: string): Line => ({
  way,
  says: 'She takes back that a colleague is kept away',
  about: 'exclusion',
  sends: 'person.let-back',
  own: HEARS_BY_GRANT,
});

export const SHARES: readonly Line[] = [
  apart('GET /people/:personId/apart', 'Whom she keeps away from her'),
  apart('POST /people/:personId/apart', 'Keeps a colleague away', 'person.keep-away'),
  apart('command person.keep-away', 'Keeps a colleague away', 'person.keep-away'),
  letsBack('POST /people/:personId/apart/back'),
  letsBack('command person.let-back'),
  {
    way: 'command ticket.keep-away',
    says: 'Somebody else, please: of the paper that asks',
    about: 'nothing',
    sends: 'ticket.keep-away',
    own: [],
  },
  {
    way: 'command ticket.let-back',
    says: 'She takes it back: of the paper that asks',
    about: 'nothing',
    sends: 'ticket.let-back',
    own: [],
  },
  ofPerson('GET /people/:personId/share', 'What she agreed to share, and the question'),
  ofPerson('POST /people/:personId/share', 'Enters what she agreed to', 'consent.record'),
  withdraws('POST /people/:personId/share/withdraw'),
  ofPerson('GET /people/:personId/refer', 'A request to another unit'),
  ofPerson('POST /people/:personId/refer', 'Sends it', 'referral.send'),
  carries('GET /people/:personId/transfer', 'Her case to another unit'),
  carries('POST /people/:personId/transfer', 'Asks it to take it over', 'file.transfer'),
  carries('command file.transfer', 'Asks another unit to carry her case', 'file.transfer'),
  carries('GET /people/:personId/assign', 'A colleague for her case'),
  carries('POST /people/:personId/assign', 'Asks the colleague', 'file.assign'),
  carries('command file.assign', 'Names a colleague for her case', 'file.assign'),
  { way: 'GET /cases', says: 'The cases of her unit', about: 'nothing', own: BY_GRANT },
  carries('POST /cases', 'Hands several over at once', 'file.assign'),
  asksFor('GET /people/:personId/request', 'What the unit that holds her file is asked for'),
  asksFor('POST /people/:personId/request', 'Asks it', 'file.request'),
  asksFor('command file.request', 'Asks for sections of her file', 'file.request'),
  joins('GET /people/:personId/same', 'The files of a person, and another that may be hers'),
  joins('GET /people/:personId/same/:otherId', 'Two files side by side'),
  joins('POST /people/:personId/same/:otherId', 'Two files are one person', 'person.merge'),
  joins('POST /people/:personId/same/part', 'They are two again', 'person.unmerge'),
  joins('POST /people/:personId/same/:otherId/answer', 'They are two', 'pair.answer'),
  joins('command pair.answer', 'They are two', 'pair.answer'),
  {
    way: 'GET /pairs',
    says: 'Files that may be one person',
    about: 'nothing',
    own: [...RECEIVE, 'centre-coordinator'],
  },
  joins('command person.merge', 'Two files are one person', 'person.merge'),
  joins('command person.unmerge', 'They are two again', 'person.unmerge'),
  { way: 'GET /referrals', says: 'What her unit got and sent', about: 'nothing', own: BY_GRANT },
  referred('GET /referrals/:referralId', 'One referral'),
  referred('POST /referrals/:referralId/accept', 'Takes it on', 'referral.accept'),
  referred('POST /referrals/:referralId/decline', 'Declines it', 'referral.decline'),
  referred('POST /referrals/:referralId/complete', 'It is done', 'referral.complete'),
  referred('POST /referrals/:referralId/withdraw', 'Takes it back', 'referral.withdraw'),
  ofPerson('command consent.record', 'Enters what she agreed to', 'consent.record'),
  withdraws('command consent.withdraw'),
  ofPerson('command referral.send', 'Sends a request', 'referral.send'),
  referred('command referral.accept', 'Takes it on', 'referral.accept'),
  referred('command referral.decline', 'Declines it', 'referral.decline'),
  referred('command referral.complete', 'It is done', 'referral.complete'),
  referred('command referral.withdraw', 'Takes it back', 'referral.withdraw'),
  {
    way: 'command referral.chase',
    says: 'Marks what waits too long: the worker, of every unit',
    about: 'referral',
    sends: 'referral.chase',
    own: ['worker'],
    foreign: ['worker'],
  },
];
