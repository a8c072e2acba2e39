// A desk that asks for help and for a mediator, as rows: for the table's lines about both.
import { newId } from '#base/ids.ts';
import type { House } from '../support/house.ts';

/** As much of the cast as it takes. */
interface Rows {
  readonly house: House;
  readonly accounts: ReadonlyMap<string, string>;
  sql(text: string, values: unknown[]): Promise<unknown>;
}

/** Labels of desks that only help is asked from. */
let desks = 900;

/** A desk of a house asks for help, and for a mediator: as rows, since nobody sits there. */
export async function askForHelp(
  cast: Rows,
  centre: string,
  unit: string,
  trip: { readonly stop: string },
): Promise<{ readonly alarm: string; readonly request: string }> {
  const by = cast.accounts.get('network-manager');
  const at = cast.house.clock.now().toString();
  const label = String(++desks);
  const desk = `${centre}.d${label}`;
  await cast.sql(
    `insert into directory.desk (id, centre_id, office_id, label, position)
       select $1, $2, o.id, $3, 900 from directory.office o where o.centre_id = $2 limit 1`,
    [desk, centre, label],
  );
  const [alarm, request] = [newId(), newId()];
  await cast.sql(
    `insert into visits.alarm (id, centre_id, office_id, unit_id, desk_id, account_id, raised_at)
       select $1, d.centre_id, d.office_id, 'iss', d.id, $3, $4
       from directory.desk d where d.id = $2`,
    [alarm, desk, by, at],
  );
  await cast.sql(
    `insert into interpretation.request (id, stop_id, centre_id, office_id, unit_id, host_unit_id,
         desk_id, number, language, asked_by, asked_at)
       select $1, s.id, s.centre_id, s.office_id, $2, s.host_unit_id, $3, s.number, s.language, $4, $5
       from visits.stop s where s.id = $6`,
    [request, unit && unit !== 'system' ? unit : 'iss', desk, by, at, trip.stop],
  );
  return { alarm, request };
}
