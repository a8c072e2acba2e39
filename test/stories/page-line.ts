// What a line of the list of every page says: its address, who opens it, and which things stand in it.
import type { Scene } from '../support/scene.ts';

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
    | 'restricted'
    | 'joined'
    | 'protection'
    | 'account'
    | 'act'
    | 'booking'
    | 'referral'
    | 'kioskVisit'
    | 'conference'
    | 'compartment'
    | 'minor'
    | 'child'
    | 'file'
    | 'link'
    | 'photos'
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
