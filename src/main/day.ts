// `npm run day`: rehearses a day of a national centre on a database of its own, and checks what it
// left. --centre ID --arrivals N --seed N [--date YYYY-MM-DD] [--speed N] [--keep] [--port N]
import { parseArgs } from 'node:util';
import { loadAssets } from '#platform/build/assets.ts';
import { readFigures } from './day/figures.ts';
import { CannotPlay, playDay } from './day/play-day.ts';
import { openRehearsal, type RehearsalHouse } from './day/rehearsal-house.ts';
import { lineOf, summaryOf } from './day/summary.ts';
import { findViolations } from './day/violations.ts';

const USAGE = `npm run day -- --centre cnaim-lisboa --arrivals 600 --seed 1
  --date 2026-03-09   the day that is played
  --speed 60          minutes of the day in one real minute, to watch it on the screens
  --keep              goes on serving afterwards, until Ctrl-C
  --port 3100         where it is served; any free port by default`;

function readOptions() {
  const { values } = parseArgs({
    options: {
      centre: { type: 'string', default: 'cnaim-lisboa' },
      arrivals: { type: 'string', default: '600' },
      seed: { type: 'string', default: '1' },
      date: { type: 'string', default: '2026-03-09' },
      speed: { type: 'string' },
      keep: { type: 'boolean', default: false },
      port: { type: 'string', default: '0' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    process.exit(0);
  }
  return {
    centreId: values.centre,
    arrivals: wholeNumber('arrivals', values.arrivals, 1, 5000),
    seed: wholeNumber('seed', values.seed, 0, 2 ** 32 - 1),
    date: dateOf(values.date),
    speed: values.speed === undefined ? undefined : wholeNumber('speed', values.speed, 1, 10_000),
    keep: values.keep,
    port: wholeNumber('port', values.port, 0, 65_535),
  };
}

function wholeNumber(name: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw new CannotPlay(`--${name} is a whole number from ${min} to ${max}.`);
}

function dateOf(text: string): Temporal.PlainDate {
  try {
    return Temporal.PlainDate.from(text);
  } catch {
    throw new CannotPlay(`--date is a day such as 2026-03-09, not ${text}.`);
  }
}

async function rehearse(): Promise<void> {
  const { keep, port, ...options } = readOptions();
  const started = performance.now();
  const house = await openRehearsal({ date: options.date, port, assets: loadAssets() });
  const closed = closeOnSignal(house);
  try {
    if (keep || options.speed) tellWhere(house.origin);
    const played = await playDay(house, options);
    const report = {
      options,
      played,
      figures: await readFigures(house.urls.owner, options.centreId, options.date),
      violations: await findViolations(house.urls.owner),
      seconds: (performance.now() - started) / 1000,
    };
    console.log(summaryOf(report));
    console.log(JSON.stringify(lineOf(report)));
    if (report.violations.length > 0) process.exitCode = 1;
    if (keep) await closed;
  } finally {
    await house.close();
  }
}

function tellWhere(origin: string): void {
  console.log(`The house is at ${origin}/sign-in`);
  console.log(
    'One click signs you in: Helena Sequeira sees the floor, Iryna Melnyk the reception.\n',
  );
}

/** Ends the house on Ctrl-C. @returns a promise of that moment */
function closeOnSignal(house: RehearsalHouse): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(signal, () => {
        resolve();
        void house.close().finally(() => process.exit(process.exitCode ?? 0));
      });
    }
  });
}

try {
  await rehearse();
} catch (error) {
  const asked =
    error instanceof CannotPlay || /ERR_PARSE_ARGS/.test((error as { code?: string }).code ?? '');
  console.error(asked ? `${(error as Error).message}\n\n${USAGE}` : error);
  process.exitCode = 1;
}
