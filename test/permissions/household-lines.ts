// The part of the table about households. Written by hand; takes nothing from the product.
import { RECEIVE, type Line } from './roles.ts';

/** Of whoever receives the person: the house where she is at home writes down who belongs together. */
const household = (way: string, says: string, sends?: string): Line => ({
  way,
  says,
  about: 'person',
  ...(sends && { sends }),
  own: RECEIVE,
});

const CHANGES = [
  ['start', 'Two who are known belong together', 'household.start'],
  ['add', 'Somebody joins', 'household.add'],
  ['role', 'What somebody is to the others', 'household.change-role'],
  ['leave', 'Somebody no longer belongs to it', 'household.leave'],
  ['split', 'The family parts', 'household.split'],
] as const;

export const HOUSEHOLDS: readonly Line[] = [
  household('GET /people/:personId/household', 'The households in which she stands'),
  household('GET /people/:personId/household/now', 'Whether these have changed'),
  ...CHANGES.flatMap(([act, says, sends]) => [
    household(`POST /people/:personId/household/${act}`, says, sends),
    household(`command ${sends}`, says, sends),
  ]),
  ...['POST /people/:personId/household/take-back', 'command household.take-back-leaving'].map(
    (way) => household(way, 'A leaving recorded by mistake', 'household.take-back-leaving'),
  ),
  {
    way: 'POST /people/:personId/household/leave-together',
    says: 'They leave together: of each her own visit',
    about: 'visit',
    sends: 'visit.leave',
    own: RECEIVE,
  },
  {
    way: 'POST /people/:personId/household/summaries',
    says: 'A summary for each of them',
    about: 'visit',
    sends: 'summary.hand-out',
    own: RECEIVE,
  },
  {
    way: 'GET /reception/:centreId/together/known',
    says: 'Who was chosen among those who came together',
    about: 'centre',
    own: RECEIVE,
  },
];
