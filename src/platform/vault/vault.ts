// What wraps the keys of compartments. The key that wraps them is outside the database: in a file of this
// machine (file-vault.ts), or wherever an implementation of `Vault` asks: a key service never has to hand
// its own key out.

/** A data key, wrapped. */
export interface WrappedKey {
  /** Which key outside opens it: a name, no secret. */
  readonly wrappedWith: string;
  readonly wrapped: Buffer;
}

/**
 * Why something can't be opened: the key outside is not there now (`locked`), or what was sealed is not what
 * was sealed here (`damaged`).
 */
export type Unopened = 'locked' | 'damaged';

export interface Vault {
  /** Wraps a new data key, bound to what it is for. */
  wrap(dataKey: Buffer, about: string): Promise<WrappedKey | 'locked'>;
  /** Unwraps one for what it was wrapped for. */
  unwrap(key: WrappedKey, about: string): Promise<Buffer | Unopened>;
}

/** Has no key and opens nothing: for processes that need none. */
export const NO_VAULT: Vault = {
  wrap: async () => 'locked',
  unwrap: async () => 'locked',
};
