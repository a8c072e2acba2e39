// Two of the house's colleagues as those who decide about rights: Augusto answers for data protection,
// Baltazar for what is kept.
import type { Scene } from './scene.ts';

/** Gives both their roles, for as long as a test goes on. */
export async function nameOfficers(scene: Scene): Promise<void> {
  for (const [name, role] of [
    ['Augusto', 'data-protection-officer'],
    ['Baltazar', 'custodian'],
  ] as const)
    await scene.owner(
      `insert into access.membership (account_id, unit_id, role, valid)
       values ($1, 'aima-network', $2, '[2026-01-01, 2040-01-01)')`,
      [await scene.accountOf(name), role],
    );
}
