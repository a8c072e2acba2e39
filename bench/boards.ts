// Three hundred boards of one centre are open; somebody is called. How long until each of them shows it,
// from the moment that the officer presses.
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { bench, inChild, percentile, quick, round } from './support/bench.ts';
import { KeepAlive } from './support/keep-alive.ts';
import { openPlace } from './support/place.ts';
import {
  CENTRE,
  done,
  hireOfficers,
  OFFICE,
  type Officer,
  receive,
  welcomeSession,
} from './support/staff.ts';

const BOARDS = 300;
const CHANGES = quick ? 8 : 30;
const FIRST_LABEL = 100;

interface Seen {
  /** For each board and change, milliseconds. */
  readonly ms: readonly number[];
  readonly missed: number;
}

async function main() {
  const place = await openPlace();
  try {
    const origin = await place.serve();
    const door = new KeepAlive(origin, await welcomeSession(place.urls.owner));
    const officers = await hireOfficers(place.urls.owner, OFFICE, CHANGES, FIRST_LABEL);
    for (let person = 0; person < CHANGES + 20; person++) await receive(door);
    door.close();
    const { ms, missed } = await inChild<Seen>('watch', { origin, officers });
    const p99 = round(percentile(ms, 99));
    const plain = { baseline: null, ratio: null };
    return [
      {
        metric: 'a call visible on 300 boards, p99',
        value: p99,
        unit: 'ms',
        ...plain,
        target: '< 1000',
        ok: p99 < 1000,
      },
      {
        metric: 'a call visible on 300 boards, median',
        value: round(percentile(ms, 50)),
        unit: 'ms',
        ...plain,
        target: null,
        ok: true,
      },
      {
        metric: 'boards that never showed a call',
        value: missed,
        unit: 'boards',
        ...plain,
        target: '0',
        ok: missed === 0,
      },
    ];
  } finally {
    await place.close();
  }
}

/** One open board: remembers when a text first came over its stream. */
class Board {
  #text = '';
  #wanted: { text: string; found: (at: number) => void } | undefined;
  readonly open: Promise<void>;

  constructor(origin: string) {
    const { hostname, port, host } = new URL(origin);
    const socket = connect({ host: hostname, port: Number(port) });
    socket.write(
      `GET /live?topics=board:${CENTRE} HTTP/1.1\r\nHost: ${host}\r\nAccept: text/event-stream\r\n\r\n`,
    );
    const { promise, resolve } = Promise.withResolvers<void>();
    this.open = promise;
    socket.on('error', () => {});
    socket.on('data', (chunk: Buffer) => {
      this.#text = (this.#text + chunk.toString('latin1')).slice(-200_000);
      if (this.#text.includes('event: hello')) resolve();
      if (this.#wanted && this.#text.includes(this.#wanted.text)) {
        this.#wanted.found(performance.now());
        this.#wanted = undefined;
      }
    });
  }

  /** When `text` comes, or undefined when it doesn't within `ms`. */
  async shows(text: string, ms: number): Promise<number | undefined> {
    this.#text = '';
    const { promise, resolve } = Promise.withResolvers<number>();
    this.#wanted = { text, found: resolve };
    return Promise.race([promise, sleep(ms, undefined, { ref: false })]);
  }
}

async function watch({ origin, officers }: { origin: string; officers: Officer[] }): Promise<Seen> {
  const boards = Array.from({ length: BOARDS }, () => new Board(origin));
  await Promise.all(boards.map((board) => board.open));
  const desks = officers.map(({ token, deskId }) => ({
    deskId,
    http: new KeepAlive(origin, token),
  }));
  for (const { http, deskId } of desks) await done(http, 'desk.open', { deskId });
  await sleep(1000);
  const ms: number[] = [];
  let missed = 0;
  for (const [at, { http, deskId }] of desks.entries()) {
    const shown = boards.map((board) => board.shows(`X${FIRST_LABEL + at}`, 10_000));
    const pressed = performance.now();
    await done(http, 'stop.call-next', { deskId });
    for (const when of await Promise.all(shown)) {
      if (when === undefined) missed++;
      else ms.push(when - pressed);
    }
    await sleep(200 + Math.random() * 300);
  }
  return { ms, missed };
}

await bench('boards', main, { watch });
