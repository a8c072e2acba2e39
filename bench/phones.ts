// Two thousand screens of one house hang on one web process: boards in its rooms, and the pages of the
// tickets of everyone in it. Somebody is called. How long until every screen that says something else now
// has been told, from the moment that the officer presses; what it costs in processor time, bytes and
// memory. All clients are plain sockets in another process.
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { withClient } from '#platform/embedded-postgres/roles.ts';
import { hashOf } from '#platform/session/token.ts';
import { bench, inChild, option, percentile, quick, type Result, round } from './support/bench.ts';
import { KeepAlive } from './support/keep-alive.ts';
import { openPlace } from './support/place.ts';
import { postmasterOf, usedDuring } from './support/processor.ts';
import {
  CENTRE,
  done,
  hireOfficers,
  OFFICE,
  type Officer,
  receive,
  SUBJECT,
  welcomeSession,
} from './support/staff.ts';

const BOARDS = 300;
const PHONES = 1700;
const CALLS = quick ? 6 : 30;
const FIRST_LABEL = 100;
/** What they came for; every fifth for two things. Calls are at the office of the first. */
const SUBJECTS = [SUBJECT, 'residence', 'housing', 'school', 'health'];
/** Screens behind one address. */
const OF_ONE_NETWORK = 500;
/** How long the slowest may take before it counts as never told. */
const PATIENCE_MS = 10_000;

interface Ticket {
  readonly token: string;
  readonly number: number;
}

interface Seen {
  /** For each call and each screen that had to change, milliseconds. */
  readonly ms: readonly number[];
  readonly missed: number;
  /** For each call, milliseconds until the page of the one who is called says so. */
  readonly calledMs: readonly number[];
  /** Pages whose stream and whose reload say something different at the end. */
  readonly different: number;
  /** Bytes over all streams, for each call. */
  readonly bytesPerCall: number;
  /** Screens that were told something, for each call. */
  readonly toldPerCall: number;
  /** Processor time of each family of processes, for each call, in microseconds. */
  readonly usedPerCall: Readonly<Record<string, number>>;
}

async function main(): Promise<readonly Result[]> {
  const place = await openPlace();
  try {
    const profile = option('profile');
    const origin = await place.serve({
      nodeOptions: profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : [],
    });
    const welcome = await welcomeSession(place.urls.owner);
    const officers = await hireOfficers(place.urls.owner, OFFICE, CALLS + 1, FIRST_LABEL);
    const numbers = await fillHouse(origin, welcome);
    const tickets = await giveLinks(place.urls.owner, numbers);
    const [web = 0] = place.processes();
    const families = { web, postgres: await postmasterOf(place.superuserUrl) };
    const seen = await inChild<Seen>('watch', { origin, officers, tickets, families });
    return figures(seen, memoryOf(web));
  } finally {
    await place.close();
  }
}

function figures(seen: Seen, memory: number): Result[] {
  const all = `${BOARDS} boards and ${PHONES} phones`;
  const p99 = round(percentile(seen.ms, 99));
  const used = seen.usedPerCall;
  const told = (metric: string, value: number, unit: string): Result => ({
    metric,
    value: round(value),
    unit,
    baseline: null,
    ratio: null,
    target: null,
    ok: true,
  });
  return [
    {
      ...told(`a call visible on ${all}, p99`, p99, 'ms'),
      target: '< 1000',
      ok: p99 < 1000 && seen.ms.length > 0,
    },
    told(`a call visible on ${all}, median`, percentile(seen.ms, 50), 'ms'),
    told('the called one is told, slowest', Math.max(...seen.calledMs), 'ms'),
    {
      ...told('screens that were never told a call', seen.missed, 'screens'),
      target: '0',
      ok: seen.missed === 0,
    },
    {
      ...told('pages that a reload would change', seen.different, 'pages'),
      target: '0',
      ok: seen.different === 0,
    },
    told('screens told something, a call', seen.toldPerCall, 'screens'),
    told('bytes over all streams, a call', seen.bytesPerCall / 1024, 'KB'),
    told('processor time of the web process, a call', (used['web'] ?? 0) / 1000, 'ms'),
    told('processor time of PostgreSQL, a call', (used['postgres'] ?? 0) / 1000, 'ms'),
    told('memory of the web process', memory, 'MB'),
  ];
}

function subjectsOf(at: number): string[] {
  const subject = (n: number) => SUBJECTS[n % SUBJECTS.length] as string;
  const first = Math.floor(at / 5) + at;
  return at % 5 === 0 ? [subject(first), subject(first + 1)] : [subject(first)];
}

/** Everyone is received; whoever came last stands at the end. @returns the numbers of their tickets */
async function fillHouse(origin: string, welcome: string): Promise<number[]> {
  const numbers: number[] = [];
  let next = 0;
  await Promise.all(
    Array.from({ length: 6 }, async () => {
      const door = new KeepAlive(origin, welcome);
      while (next < PHONES) {
        const subjects = subjectsOf(next++);
        numbers.push(Number((await receive(door, subjects))['number']));
      }
      door.close();
    }),
  );
  return numbers;
}

/** A link for each ticket, as its paper would have one; written by the owner, since printing is not measured. */
function giveLinks(ownerUrl: string, numbers: readonly number[]): Promise<Ticket[]> {
  const tickets = numbers.map((number) => ({ token: tokenOf(number), number }));
  return withClient(ownerUrl, async (client) => {
    await client.query('begin');
    await client.query(
      `with account as (
         insert into access.account (kind, name) values ('device', 'Phones') returning id),
       member as (
         insert into access.membership (account_id, unit_id, centre_id, role)
         select account.id, v.host_unit_id, v.centre_id, 'device'
         from account, (select * from visits.visit where centre_id = $1 limit 1) v)
       insert into visits.phone (centre_id, account_id) select $1, id from account`,
      [CENTRE],
    );
    await client.query(
      `with given as (
         select v.*, g.hash from unnest($2::int[], $3::bytea[]) g (number, hash)
         join visits.visit v on v.centre_id = $1 and v.number = g.number),
       opened as (
         insert into access.session (account_id, token_hash, kind, method, label, expires_at, ends_at)
         select p.account_id, g.hash, 'token', 'issued', 'ticket', now() + interval '20 hours',
                now() + interval '20 hours'
         from given g join visits.phone p on p.centre_id = $1 returning id, token_hash)
       insert into visits.ticket_link (session_id, token_hash, visit_id, person_id, host_unit_id,
                                       made_at, expires_at)
       select o.id, g.hash, g.id, g.person_id, g.host_unit_id, now(), now() + interval '20 hours'
       from opened o join given g on g.hash = o.token_hash`,
      [CENTRE, tickets.map(({ number }) => number), tickets.map(({ token }) => hashOf(token))],
    );
    await client.query('commit');
    return tickets;
  });
}

/** 22 signs, as on a paper. */
function tokenOf(number: number): string {
  return `bench${String(number).padStart(17, '0')}`;
}

/** Resident memory of a process, in MB; nothing where the system does not tell. */
function memoryOf(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
  } catch {
    return 0;
  }
}

/** One open screen: what its stream last showed, and when. */
class Screen {
  static #opened = 0;
  #rest = '';
  bytes = 0;
  shown = '';
  shownAt = 0;
  /** When something was first shown since it was last set to nothing. */
  firstAt = 0;
  readonly open: Promise<void>;

  /** @param event the event that carries what is shown */
  constructor(origin: string, path: string, event: 'poke' | 'now', headers = '') {
    const { hostname, port, host } = new URL(origin);
    // From several networks, since one may hold only so many connections.
    const localAddress = `127.0.${1 + Math.floor(Screen.#opened++ / OF_ONE_NETWORK)}.1`;
    const socket = connect({ host: hostname, port: Number(port), localAddress });
    socket.write(
      `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nAccept: text/event-stream\r\n${headers}\r\n`,
    );
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.open = promise;
    socket.setEncoding('utf8');
    socket.on('error', reject);
    socket.on('data', (chunk: string) => {
      this.bytes += Buffer.byteLength(chunk);
      this.#rest += chunk;
      if (this.#rest.includes('event: hello')) resolve();
      const end = this.#rest.lastIndexOf('\n\n');
      if (end < 0) return;
      const begun = this.#rest.lastIndexOf(`event: ${event}\n`, end);
      if (begun >= 0) {
        this.shown = this.#rest.slice(begun, end);
        this.shownAt = performance.now();
        this.firstAt ||= this.shownAt;
      }
      this.#rest = this.#rest.slice(end);
    });
  }
}

async function watch({
  origin,
  officers,
  tickets,
  families,
}: {
  origin: string;
  officers: Officer[];
  tickets: Ticket[];
  families: Readonly<Record<string, number>>;
}): Promise<Seen> {
  const desks = officers.map(({ token, deskId }) => ({
    deskId,
    http: new KeepAlive(origin, token),
  }));
  for (const { http, deskId } of desks) await done(http, 'desk.open', { deskId });
  const boards = Array.from(
    { length: BOARDS },
    () => new Screen(origin, `/live?topics=board:${CENTRE}`, 'poke'),
  );
  const phones = new Map<number, Screen>();
  // A few hundred at a time, as a full house would come back from a lost network.
  for (let at = 0; at < tickets.length; at += 200) {
    const some = tickets.slice(at, at + 200).map(({ token, number }) => {
      const cookie = `Cookie: oneroof-ticket=${token}\r\n`;
      const phone = new Screen(origin, '/my-ticket/live', 'now', cookie);
      phones.set(number, phone);
      return phone.open;
    });
    await Promise.all(some);
  }
  await Promise.all(boards.map((board) => board.open));
  const all = [...boards, ...phones.values()];
  await until(() => [...phones.values()].every(({ shown }) => shown !== ''), 30_000);
  await quiet(all);
  const bytesBefore = sum(all);
  const ms: number[] = [];
  const calledMs: number[] = [];
  const spent: Record<string, number>[] = [];
  let missed = 0;
  let told = 0;
  for (const [at, { http, deskId }] of desks.entries()) {
    const label = `X${FIRST_LABEL + at}`;
    for (const screen of all) screen.firstAt = 0;
    const { result, used } = await usedDuring(families, async () => {
      const begun = performance.now();
      const { number } = await done(http, 'stop.call-next', { deskId });
      const phone = phones.get(Number(number));
      const must = [
        ...boards.map((board) => () => board.shown.includes(label)),
        () => phone?.shown.includes(label) === true,
      ];
      await until(() => must.every((changed) => changed()), PATIENCE_MS);
      await quiet(all);
      return { pressed: begun, called: phone, mustChange: must };
    });
    const { pressed, called, mustChange } = result;
    // The first call warms up what every later one uses; it is played and not counted.
    if (at === 0) continue;
    missed += mustChange.filter((changed) => !changed()).length;
    // Whoever was told nothing has the same page as before: some are asked, others at each call.
    const untold = tickets.filter((ticket) => phones.get(ticket.number)?.firstAt === 0);
    missed += await countDifferent(
      origin,
      untold.filter((_, each) => each % CALLS === at % CALLS),
      phones,
    );
    const times = all.flatMap(({ firstAt }) => (firstAt > 0 ? [firstAt - pressed] : []));
    told += times.length;
    spent.push({ ...used });
    ms.push(...times);
    if (called) calledMs.push(called.firstAt - pressed);
  }
  const counted = desks.length - 1;
  const bytesPerCall = (sum(all) - bytesBefore) / desks.length;
  const some = tickets.filter((_, at) => at % 20 === 0);
  const different = await countDifferent(origin, some, phones);
  const usedPerCall = Object.fromEntries(
    Object.keys(families).map((family) => [
      family,
      spent.reduce((total, used) => total + (used[family] ?? 0), 0) / counted,
    ]),
  );
  const toldPerCall = told / counted;
  return { ms, missed, calledMs, different, bytesPerCall, toldPerCall, usedPerCall };
}

/** Fetches some pages anew: do they say what their streams said? The time of the day aside. */
async function countDifferent(
  origin: string,
  tickets: readonly Ticket[],
  phones: ReadonlyMap<number, Screen>,
): Promise<number> {
  const http = new KeepAlive(origin);
  const plain = (html: string) =>
    html
      .replace(/^event: now$|^data: /gm, '')
      .replace(/<small data-updated[^>]*>[^<]*/g, '')
      .replace(/\d\d:\d\d/g, '')
      .replace(/\s+/g, ' ')
      .trim();
  let different = 0;
  for (const { token, number } of tickets) {
    const { body } = await http.get('/my-ticket/now', `Cookie: oneroof-ticket=${token}\r\n`);
    const [now, shown] = [plain(body), plain(phones.get(number)?.shown ?? '')];
    if (now === shown) continue;
    different++;
    const at = [...now].findIndex((sign, each) => sign !== shown[each]);
    console.error(`shown: ${shown.slice(at - 60, at + 60)}\nnow:   ${now.slice(at - 60, at + 60)}`);
  }
  http.close();
  return different;
}

function sum(screens: readonly Screen[]): number {
  return screens.reduce((bytes, screen) => bytes + screen.bytes, 0);
}

/** Waits until something is so, at most so long. */
async function until(isSo: () => boolean, ms: number): Promise<void> {
  for (const end = performance.now() + ms; !isSo() && performance.now() < end; ) await sleep(10);
}

/** Waits until no screen has shown anything new for a while; pings go on for ever. */
async function quiet(screens: readonly Screen[]): Promise<void> {
  while (performance.now() - Math.max(...screens.map(({ shownAt }) => shownAt)) < 700)
    await sleep(100);
}

await bench('phones', main, { watch });
