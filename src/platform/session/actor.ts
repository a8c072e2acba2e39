// Who acts: what the database says of the session that came with the request.

/** Whether a unit's institution polices borders or the law: directly, by its tasks, or not. */
export type EnforcementLink = 'none' | 'indirect' | 'direct';

export interface Membership {
  readonly unitId: string;
  /** Null: at every centre. */
  readonly centreId: string | null;
  readonly role: string;
  readonly link: EnforcementLink;
}

export interface Actor {
  readonly accountId: string;
  readonly sessionId: string;
  readonly name: string;
  readonly kind: 'person' | 'device' | 'machine';
  readonly sessionKind: 'browser' | 'token' | 'process';
  /** BCP 47 tag of the language in which the account reads the screens. */
  readonly language: string;
  /** BCP 47 tags of the languages that the person behind the account speaks. */
  readonly speaks: readonly string[];
  /** Memberships that are valid now. */
  readonly memberships: readonly Membership[];
}
