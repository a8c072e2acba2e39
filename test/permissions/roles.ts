// The roles of the table, where each works, and the groups that the law of the house knows. Written by
// hand; takes nothing from the product.

/**
 * Where each of the roles works in this table. Those who have no business with people stand in the
 * unit that receives them, where nothing but their role keeps them from seeing somebody.
 */
export const ROLES = {
  'reception-mediator': { unit: 'network-welcome', centre: 'cnaim-lisboa' },
  mediator: { unit: 'network-welcome', centre: 'cnaim-lisboa' },
  'unit-officer': { unit: 'iss', centre: 'cnaim-lisboa' },
  'support-technician': { unit: 'network-legal', centre: 'cnaim-lisboa' },
  'local-technician': { unit: 'taipa', centre: 'claim-odemira' },
  /** An officer of the residence authority, which has a direct enforcement link. */
  'fenced-officer': { unit: 'aima-residence', centre: 'cnaim-lisboa', as: 'unit-officer' },
  /** The same authority's coordinator: no role lifts the fence. */
  'fenced-coordinator': { unit: 'aima-residence', centre: null, as: 'centre-coordinator' },
  interpreter: { unit: 'network-welcome', centre: 'cnaim-lisboa' },
  'hotline-operator': { unit: 'network-welcome', centre: 'cnaim-lisboa' },
  'centre-coordinator': { unit: 'aima-network', centre: 'cnaim-lisboa' },
  'network-manager': { unit: 'aima-network', centre: null },
  researcher: { unit: 'network-welcome', centre: 'cnaim-lisboa' },
  'data-protection-officer': { unit: 'network-welcome', centre: 'cnaim-lisboa' },
  custodian: { unit: 'network-welcome', centre: 'cnaim-lisboa' },
  'unit-lead': { unit: 'iss', centre: null },
  'security-guard': { unit: 'network-welcome', centre: 'cnaim-lisboa' },
  device: { unit: 'network-welcome', centre: 'cnaim-lisboa' },
  administrator: { unit: 'aima-network', centre: null },
  /** The program that runs jobs: it proves itself like anyone, and has no business on any screen. */
  worker: { unit: 'system', centre: null },
  /** Whoever is not signed in. */
  nobody: { unit: '', centre: null },
} as const satisfies Record<string, Place>;

interface Place {
  readonly unit: string;
  readonly centre: string | null;
  /** The role in the books, when it has not the name of the line. */
  readonly as?: string;
}

export type RoleName = keyof typeof ROLES;
export type Relation = 'own' | 'granted' | 'foreign' | 'self';

/** What a line is about. `nothing`: no thing of anybody is named. */
export type Thing =
  | 'nothing'
  | 'centre'
  | 'office'
  | 'desk'
  | 'visit'
  | 'person'
  | 'stop'
  | 'account'
  | 'membership'
  | 'proposal'
  | 'appointment'
  | 'task'
  | 'shift'
  | 'plan'
  | 'unit'
  | 'device'
  | 'act'
  | 'alarm'
  | 'request'
  | 'consent'
  | 'referral'
  | 'merge'
  | 'exclusion'
  | 'glass'
  | 'conference'
  | 'compartment'
  | 'file'
  | 'export'
  | 'link'
  | 'packet'
  | 'training'
  | 'claim'
  | 'hold'
  | 'restriction'
  | 'erasure'
  | 'disclosure'
  | 'entry'
  | 'untold'
  | 'proposedPartner'
  | 'keptPartner'
  | 'protection';

export interface Line {
  /** A page or form by its address, or `command <name>`. */
  readonly way: string;
  readonly says: string;
  readonly about: Thing;
  /** Of a form: the command that it sends. */
  readonly sends?: string;
  readonly own?: readonly RoleName[];
  readonly granted?: readonly RoleName[];
  readonly foreign?: readonly RoleName[];
  /** Of a house that is not there: that it has no numbers. */
  readonly missing?: readonly RoleName[];
  /** An account: one's own. */
  readonly self?: readonly RoleName[];
  /**
   * Who is told that she may not, because she may know of it: it is in the public catalogue, or she
   * sees it elsewhere. All others can't tell it from what does not exist.
   */
  readonly told?: Partial<Record<Relation, readonly RoleName[]>>;
}

// ── groups of roles ─────────────────────────────────────────────────────────────────────────────

export const ALL = Object.keys(ROLES) as readonly RoleName[];
export const SIGNED_IN = ALL.filter((role) => role !== 'nobody');
export const PEOPLE = SIGNED_IN.filter((role) => role !== 'device' && role !== 'worker');
/** Those who stand at the door of their own house. The coordinator's unit receives nobody. */
export const RECEIVE: readonly RoleName[] = ['reception-mediator', 'mediator', 'local-technician'];
/** Those who serve at a desk of their own unit. */
export const SERVE: readonly RoleName[] = [
  'reception-mediator',
  'mediator',
  'unit-officer',
  'support-technician',
  'local-technician',
  'fenced-officer',
];
/** Those whose unit has people brought to its desks; the desks of the welcome have no queue here. */
export const IN_HAND: readonly RoleName[] = [
  'unit-officer',
  'support-technician',
  'local-technician',
  'fenced-officer',
];
/** Those whom a grant opens a person: who receive or serve, and never behind the fence. */
export const BY_GRANT: readonly RoleName[] = [
  'reception-mediator',
  'mediator',
  'unit-officer',
  'support-technician',
  'local-technician',
  'centre-coordinator',
];
export const OVERSEE: readonly RoleName[] = ['centre-coordinator', 'network-manager'];
export const ADMINISTER: readonly RoleName[] = ['administrator'];
export const MANAGE: readonly RoleName[] = ['administrator', 'unit-lead'];
