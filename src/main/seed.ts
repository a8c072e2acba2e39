// The process that fills the database: node dist/main/seed.js [--date 2026-03-09]
import { parseArgs } from 'node:util';
import { dayOf } from '#base/dates.ts';
import { systemClock } from '#platform/clock.ts';
import { ConfigError, readConfig } from './config.ts';
import { seed } from './seed/seed.ts';

const { values } = parseArgs({ options: { date: { type: 'string' } } });
const { demo, database } = readConfig();
if (!database.owner)
  throw new ConfigError('The seed needs DATABASE_URL, the owner of the database.');

const date = values.date
  ? Temporal.PlainDate.from(values.date)
  : dayOf(systemClock.now(), 'Europe/Lisbon');
const { network, newShifts } = await seed({ ownerUrl: database.owner, date, demo });
console.log(
  network === 'own'
    ? 'empty network ready'
    : `demonstration network ready, ${newShifts} shifts added`,
);
