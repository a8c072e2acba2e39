// Steps of the tests of retention: a night goes by, files are as old as they are said to be, and what was asked for by
// it is carried out.
import type { Database } from '#platform/db/database.ts';
import type { ErasureLedger } from '#platform/erasure-ledger/ledger.ts';
import { SECRET } from '../../test/support/house.ts';
import type { Scene } from '../../test/support/scene.ts';
import { carryOutErasures } from './carry-out-erasures.ts';
import { forgetDueByWorker } from './forget-due.ts';
import { JOBS_SCHEMA } from './jobs.ts';

/** The steps, over a scene that is open when they are taken, and the worker's database. */
export function forgetSteps(scene: () => Scene, worker: () => Database, ledger: ErasureLedger) {
  const today = () => scene().house.clock.now().toZonedDateTimeISO('Europe/Lisbon').toPlainDate();
  const night = () => {
    scene().nextMorning();
    return forgetDueByWorker(worker(), scene().tokens.worker, scene().house.clock);
  };
  const carryOut = () =>
    carryOutErasures(worker(), scene().tokens.worker, {
      clock: scene().house.clock,
      secret: SECRET,
      ledger,
      queue: JOBS_SCHEMA,
    });
  const first = async <Row>(text: string, values: unknown[] = []): Promise<Row> =>
    (await scene().owner<Row>(text, values))[0] as Row;
  let files = 0;
  /** A file of somebody whom nobody has seen for so many years, and some days: each has a day of her own. */
  async function forgotten(years: number): Promise<string> {
    const { personId } = await scene().known();
    await age(personId, `${years} years ${2 + 11 * files++} days`);
    return personId;
  }
  /** Moves every moment of every row about her into the past. */
  async function age(personId: string, by: string): Promise<void> {
    const updates = await scene().owner<{ text: string }>(
      `select format('update %s t set %s where %s = $1', m.target, string_agg(
          case when m.is_range then format('%1$I = %2$s(lower(%1$I) - $2::interval, upper(%1$I) - $2::interval)', m.col,
                 format_type(a.atttypid, null)) else format('%1$I = %1$I - $2::interval', m.col) end, ', '), m.whose[1]) as text
       from rights.moments() m join pg_attribute a on a.attrelid = m.target and a.attname = m.col and a.attgenerated = ''
       where m.why_not is null and m.of_table is null group by m.target, m.whose`,
    );
    for (const { text } of updates) await scene().owner(text, [personId, by]);
  }
  const isThere = async (personId: string) =>
    (await scene().owner('select 1 from people.person where id = $1', [personId])).length === 1;
  const asked = () =>
    scene().owner<{ person_id: string }>(
      `select person_id from rights.erasure where cause = 'retention' and done_at is null`,
    );
  async function hold(personId: string): Promise<string> {
    const { number } = await first<{ number: string }>(
      'select number from casefiles.case_file where person_id = $1',
      [personId],
    );
    const { holdId } = await scene().house.done(scene().tokens.augusto, 'hold.place', {
      fileNumber: number,
      reason: 'court',
      words: 'Processo 12/26.',
      reviewOn: today().add({ months: 3 }).toString(),
    });
    return String(holdId);
  }
  return { today, night, carryOut, first, forgotten, isThere, asked, hold };
}
