// `npm run day`: rehearses a day of a national centre on a database of its own, and checks what it
// left. --centre ID --arrivals N --seed N [--date YYYY-MM-DD] [--speed N] [--keep] [--port N]
import { parseArgs } from 'node:util';
import { loadAssets } from '#platform/build/assets.ts';
import { readFigures } from './day/figures.ts';
import { readPeopleOfDay } from './day/people-out.ts';
import { CannotPlay, type DayOptions, playDay } from './day/play-day.ts';
import { openRehearsal, type RehearsalHouse } from './day/rehearsal-house.ts';
import { writePeople } from './simulate/people-file.ts';
import { lineOf, summaryOf } from './day/summary.ts';
import { findViolations } from './day/violations.ts';

const USAGE = `npm run day -- --centre cnaim-lisboa --arrivals 600 --seed 1
  --date 2026-03-09   the day that is played
  --speed 60          minutes of the day in one real minute, to watch it on the screens
  --people-out FILE   writes who came, as it happened, for npm run simulate -- --people FILE
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
      'people-out': { type: 'string' },
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
    peopleOut: values['people-out'],
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

type Options = ReturnType<typeof readOptions>;

/** Rehearses the day; on Ctrl-C everything is cleared away, whatever was going on. */
async function rehearse({ keep, port, ...options }: Options): Promise<void> {
  const started = performance.now();
  const house = await openRehearsal({ date: options.date, port, assets: loadAssets() });
  const stopped = onSignal();
  try {
    if (keep || options.speed) tellWhere(house.origin, options.centreId);
    const day = playAndTell(house, options, started);
    const broken = await Promise.race([day, stopped.then(() => true)]);
    if (broken) process.exitCode = 130;
    if (broken || !keep) return;
    house.keepReading();
    await stopped;
  } finally {
    await house.close();
  }
}

async function playAndTell(
  house: RehearsalHouse,
  options: DayOptions & Pick<Options, 'peopleOut'>,
  started: number,
) {
  const { owner } = house.urls;
  const played = await playDay(house, options);
  const report = {
    options,
    played,
    figures: await readFigures(owner, options.centreId, options.date, played.closes),
    violations: await findViolations(owner),
    seconds: (performance.now() - started) / 1000,
  };
  if (options.peopleOut !== undefined)
    writePeople(options.peopleOut, await readPeopleOfDay(owner, { ...options, ...played }));
  console.log(summaryOf(report));
  console.log(JSON.stringify(lineOf(report)));
  if (report.violations.length > 0) process.exitCode = 1;
}

function tellWhere(origin: string, centreId: string): void {
  console.log(`The wall of the waiting room: ${origin}/board/${centreId}`);
  console.log(`The floor: ${origin}/coordination/${centreId}`);
  console.log(`One click signs you in as a coordinator or anyone else: ${origin}/sign-in\n`);
}

function onSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.once(signal, () => resolve());
  });
}

/** What the person at the terminal can put right, in a line; anything else with its stack. */
function messageFor(error: unknown): unknown {
  if (error instanceof CannotPlay) return error.message;
  const { code = '', message } = error as { code?: string; message?: string };
  if (code.startsWith('ERR_PARSE_ARGS')) return `${message}\n\n${USAGE}`;
  if (code === 'EADDRINUSE') return 'That port is taken by another program: choose another --port.';
  return error;
}

try {
  await rehearse(readOptions());
} catch (error) {
  console.error(messageFor(error));
  process.exitCode = 1;
}
// A day that was broken off has requests under way that nobody waits for.
process.exit();
