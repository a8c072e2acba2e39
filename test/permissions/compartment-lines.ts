// The part of the table about compartments and the trainings that open them. Written by hand; takes nothing
// from the product. In this table everybody is trained, and everybody has a row that names her a member of
// the compartment that is called her own, of somebody who was received elsewhere: it opens it to those alone
// who receive or serve, and to nobody behind the fence.
import { BY_GRANT, type Line, RECEIVE, type RoleName } from './roles.ts';

const GIVE: readonly RoleName[] = ['administrator', 'data-protection-officer'];

const onFile = (way: string, says: string, sends?: string): Line => ({
  way,
  says,
  about: 'person',
  ...(sends && { sends }),
  own: RECEIVE,
  granted: BY_GRANT,
});
/** Of its members. */
const inside = (way: string, says: string, sends?: string): Line => ({
  way,
  says,
  about: 'compartment',
  ...(sends && { sends }),
  own: BY_GRANT,
});
/** Forms and commands with one name. */
const acts = (act: string, command: string, says: string): Line[] => [
  inside(`POST /compartments/:compartmentId/${act}`, says, command),
  inside(`command ${command}`, says, command),
];
const gives = (way: string): Line => ({
  way,
  says: 'Notes that a colleague was trained',
  about: 'nothing',
  sends: 'training.give',
  own: GIVE,
});
const ends = (way: string): Line => ({
  way,
  says: 'Takes a training away',
  about: 'training',
  sends: 'training.end',
  own: GIVE,
  foreign: GIVE,
});

export const COMPARTMENTS: readonly Line[] = [
  { way: 'GET /compartments', says: 'Her own', about: 'nothing', own: BY_GRANT },
  onFile('GET /people/:personId/compartments', 'Her own of one file, and the form that opens one'),
  onFile('POST /people/:personId/compartments', 'Opens one', 'compartment.open'),
  onFile('command compartment.open', 'Opens one', 'compartment.open'),
  inside('GET /compartments/:compartmentId', 'One compartment'),
  ...acts('write', 'leaf.write', 'Writes in it'),
  ...acts('step', 'step.do', 'Does a step of the protocol'),
  ...acts('danger', 'danger.assess', 'Keeps answers about danger'),
  ...acts('call', 'line.call', 'Notes a call with her beside it'),
  ...acts('count', 'case.count', 'Counts a case without the person'),
  ...acts('guardian', 'guardian.name', 'Writes down who stands for her'),
  ...acts('take-back', 'leaf.take-back', 'Destroys a text'),
  ...acts('name', 'member.name', 'Names a member'),
  ...acts('end-member', 'member.end', 'Removes a member'),
  ...acts('hand-on', 'compartment.hand-on', 'Makes another its custodian'),
  {
    way: 'GET /reception/:centreId/questions',
    says: 'Questions for anybody’s ears',
    about: 'centre',
    own: RECEIVE,
  },
  {
    way: 'GET /trainings',
    says: 'Who is trained, and until when',
    about: 'nothing',
    own: [...GIVE, 'centre-coordinator', 'network-manager'],
  },
  gives('POST /trainings'),
  gives('command training.give'),
  ends('POST /trainings/end'),
  ends('command training.end'),
];
