// The demonstration's people: invented staff with their units and roles, and whom one may try.
import type { Transaction } from '#platform/db/transaction.ts';
import { insertMissing } from './insert.ts';
import { readData } from './read-data.ts';
import { deskId } from './seed-network.ts';
import { seededId } from './seeded-id.ts';

/** Before any day that a demonstration may show. */
const SINCE = '[2004-01-01T00:00:00Z,)';

/** Who is on protection duty in the demonstration's houses, beside their coordinators. */
const PROTECTS = [{ login: 'samira.haddad@oneroof.example', centre: 'cnaim-lisboa' }];

/** Accounts of staff and devices with their memberships; the personas among them are marked. */
export async function seedStaff(tx: Transaction): Promise<void> {
  const staff = readData('demo/staff.json').map((person) => ({ ...person, kind: 'person' }));
  const devices = readData('demo/devices.json').map((device) => ({
    ...device,
    kind: 'device',
    speaks: [],
    office: undefined,
    desk: undefined,
  }));
  const accounts = [...staff, ...devices];
  const personas = new Map(readData('demo/personas.json').map((each) => [each.login, each]));
  await insertMissing(
    tx,
    'access.account',
    {
      id: 'uuid',
      kind: 'text',
      name: 'text',
      login: 'text',
      speaks: 'text[]',
      demo_persona: 'jsonb',
    },
    accounts.map(({ kind, name, login, speaks, centre, office, desk, role }) => {
      const persona = personas.get(login);
      return {
        id: seededId(login),
        kind,
        name,
        login,
        speaks,
        demo_persona: persona && {
          order: persona.order,
          line: persona.line,
          role,
          centreId: centre,
          officeId: centre && office ? `${centre}.${office}` : null,
          deskId: centre && desk ? deskId(centre, desk) : null,
        },
      };
    }),
  );
  await tx.text(
    `insert into access.membership (account_id, unit_id, centre_id, role, valid)
     select a.id, r.unit, r.centre, r.role, '${SINCE}'::tstzrange
     from jsonb_to_recordset($1::jsonb) as r (login text, unit text, centre text, role text)
     join access.account a on a.login = r.login
     on conflict do nothing`,
    [
      JSON.stringify(
        accounts.map(({ login, unit, centre, role }) => ({ login, unit, centre, role })),
      ),
    ],
  );
  await tx.text(
    `insert into access.protection_duty (account_id, centre_id, valid)
     select a.id, r.centre, '${SINCE}'::tstzrange
     from jsonb_to_recordset($1::jsonb) as r (login text, centre text)
     join access.account a on a.login = r.login
     on conflict do nothing`,
    [JSON.stringify(PROTECTS)],
  );
}
