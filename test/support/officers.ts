// A house with those who decide about rights, for the tests of a file: Augusto answers for data protection, Baltazar
// for what is kept; and beside it a connection of a process of ours, and a folder for a ledger of erasures.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { Database } from '#platform/db/database.ts';
import { openHouse } from './house.ts';
import { Scene } from './scene.ts';

/** Gives both their roles, for as long as a test goes on. */
async function nameOfficers(scene: Scene): Promise<void> {
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

interface OfficersHouse {
  readonly scene: Scene;
  /** Of the process that `as` names. */
  readonly database: Database;
}

/**
 * Opens it before the first test of a file, makes a new morning of an empty house after each, closes it after the last.
 * @param opened is told of it once it is open
 */
export function inOfficersHouse(
  opened: (house: OfficersHouse) => unknown,
  {
    as = 'jobs',
    connections = 3,
    transactionMs,
  }: {
    readonly as?: 'jobs' | 'app';
    readonly connections?: number;
    readonly transactionMs?: number;
  } = {},
): void {
  let house: OfficersHouse | undefined;
  beforeAll(async () => {
    const scene = await Scene.open(await openHouse({ connections: 8 }));
    const database = new Database({
      url: scene.house.database.urls[as],
      connections,
      applicationName: 'officers',
      rehearsalClock: scene.house.clock,
      ...(transactionMs !== undefined && { transactionMs }),
    });
    house = { scene, database };
    await nameOfficers(scene);
    await opened(house);
  });
  afterEach(async () => {
    await house?.scene.sweep();
    house?.scene.nextMorning();
  });
  afterAll(async () => {
    await house?.database.close();
    await house?.scene.close();
  });
}

/** A folder of the tests of a file; it goes with them. */
export function ledgerFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'oneroof-ledger-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
