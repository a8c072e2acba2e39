// Writes a package that was signed and sealed; the one before it, of the same referral, ends.
import type { Transaction } from '#platform/db/transaction.ts';
import type { SealedPackage } from './sealing.ts';

export function keepPackage(tx: Transaction, referralId: string, one: SealedPackage): void {
  tx.text('select partners.keep($1, $2, $3, $4, $5, $6, $7, $8, $9)', [
    one.id,
    referralId,
    one.language,
    one.digest,
    one.signedWith,
    one.signature,
    one.key.wrappedWith,
    one.key.wrapped,
    one.sealed,
  ]).catch(() => {});
}
