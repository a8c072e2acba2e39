// All phones of a house at once. When something happens in it, the house is read and played on once, and
// each phone whose page says something else now is sent that page's middle; the others are left alone.
// Whoever opens the page or presses anew is told from the same look.
import { setImmediate } from 'node:timers/promises';
import { atCivilTime, dayOf } from '#base/dates.ts';
import type { UiLanguage } from '#base/languages.ts';
import type { DirectoryCache } from '#modules/directory/directory-cache.ts';
import type { Directory } from '#modules/directory/schema.ts';
import { readLearned } from '#modules/planning/queries.ts';
import { usualDurations } from '#modules/planning/rules/learned.ts';
import { readHouseByLink } from '#modules/visits/house-now.ts';
import { desksOf } from '#modules/visits/house-rules.ts';
import { type Outlook, outlookOf } from '#modules/visits/outlook-rules.ts';
import { listLentDesks } from '#modules/visits/lent-desks.ts';
import { listTicketsByLinks, type OwnTicket } from '#modules/visits/own-ticket.ts';
import { minutesOf } from '#modules/visits/queue-queries.ts';
import { asToday } from '#modules/visits/rules/lend-rules.ts';
import type { Clock } from '#platform/clock.ts';
import type { Database } from '#platform/db/database.ts';
import type { TicketFragment } from '#screens/phone/ticket-fragment.tsx';

/** One open page. */
export interface PhoneStream {
  /** The hash of its link. */
  readonly link: Buffer;
  readonly language: UiLanguage | undefined;
  /** What it says now. */
  show(html: string): void;
  /** It says what it said, at this later time. */
  same(updated: string): void;
  /** The link is good no more, or nobody can tell what is true: the page must ask itself. */
  over(): void;
}

export interface PhonesParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly directory: DirectoryCache;
  readonly say: (
    ticket: OwnTicket,
    outlook: Outlook | undefined,
    directory: Directory,
    language: UiLanguage | undefined,
  ) => TicketFragment | undefined;
}

/** A moment in which several changes become one look. */
const TOGETHER_MS = 40;
/** Between two looks at one house: while it changes all the time, each phone is told this often. */
const PAUSE_MS = 350;
/** Ranges grow old by themselves. */
const LOOK_AGAIN_MS = 30_000;
/** What was said may be wrong by the time alone after so long. */
const SAID_MS = 20_000;
/** For so long a look is good while nothing happens. */
const GOOD_MS = 10_000;
/** So many pages are said before others have their turn. */
const BATCH = 50;
/** How long a service takes whose length nobody wrote down. */
const USUAL = 10;

/** A house at one moment. */
interface Look {
  /** What is foretold, by number of ticket. */
  readonly outlooks: ReadonlyMap<string, Outlook>;
  /** With each desk at the office that it serves today. */
  readonly directory: Directory;
  /** Which desks are lent, in one text. */
  readonly lent: string;
}

/** What a page was told: from which facts, in which words, when (of a clock that only goes on). */
interface Told {
  readonly facts: string;
  readonly says: string;
  readonly at: number;
}

interface House {
  /** Open pages, and what each was told last. */
  readonly streams: Map<PhoneStream, Told | undefined>;
  timer: NodeJS.Timeout | undefined;
  /** When the last look ended, of a clock that only goes on. */
  lookedAt: number;
  looking: boolean;
  /** Something happened meanwhile. */
  again: boolean;
}

export class Phones {
  readonly #parts: PhonesParts;
  readonly #houses = new Map<string, House>();
  /** The last look at each house, for as long as nothing has happened since. */
  readonly #looks = new Map<string, { readonly at: number; readonly look: Promise<Look> }>();

  constructor(parts: PhonesParts) {
    this.#parts = parts;
  }

  /** Something happened, perhaps at these houses: topics `floor:<centre>`. */
  changed(topics: Iterable<string>): void {
    for (const topic of new Set(topics)) {
      if (!topic.startsWith('floor:')) continue;
      const centreId = topic.slice(6);
      this.#looks.delete(centreId);
      this.#lookSoon(centreId, TOGETHER_MS);
    }
  }

  /** Anything may have happened anywhere. */
  changedAll(): void {
    this.#looks.clear();
    for (const centreId of this.#houses.keys()) this.#lookSoon(centreId, TOGETHER_MS);
  }

  /** What is foretold to one ticket, and where the desks stand, from the house as it is now. */
  async outlook(
    ticket: OwnTicket,
    link: Uint8Array,
  ): Promise<{ readonly outlook: Outlook | undefined; readonly directory: Directory }> {
    const { outlooks, directory } = await this.#lookAt(ticket.centreId, link);
    return { outlook: outlooks.get(String(ticket.number)), directory };
  }

  /** A page is open, of a ticket of this house; it is told at once. @returns a function that closes it */
  add(centreId: string, stream: PhoneStream): () => void {
    const house = this.#houses.get(centreId) ?? {
      streams: new Map(),
      timer: undefined,
      lookedAt: Number.NEGATIVE_INFINITY,
      looking: false,
      again: false,
    };
    this.#houses.set(centreId, house);
    house.streams.set(stream, undefined);
    this.#lookSoon(centreId, TOGETHER_MS);
    return () => {
      house.streams.delete(stream);
      if (house.streams.size > 0 || this.#houses.get(centreId) !== house) return;
      clearTimeout(house.timer);
      this.#houses.delete(centreId);
    };
  }

  close(): void {
    for (const { timer } of this.#houses.values()) clearTimeout(timer);
    this.#houses.clear();
  }

  #lookSoon(centreId: string, afterMs: number): void {
    const house = this.#houses.get(centreId);
    if (!house) return;
    if (house.looking) {
      house.again = true;
      return;
    }
    clearTimeout(house.timer);
    const pause = house.lookedAt + PAUSE_MS - performance.now();
    house.timer = setTimeout(() => void this.#look(centreId, house), Math.max(afterMs, pause));
    house.timer.unref();
  }

  async #look(centreId: string, house: House): Promise<void> {
    house.looking = true;
    house.again = false;
    try {
      await this.#tell(centreId, house);
    } catch {
      // Nobody can tell what is true: the pages say how old they are, and come back by themselves.
      for (const stream of house.streams.keys()) stream.over();
    }
    house.looking = false;
    house.lookedAt = performance.now();
    if (this.#houses.get(centreId) === house)
      this.#lookSoon(centreId, house.again ? TOGETHER_MS : LOOK_AGAIN_MS);
  }

  async #tell(centreId: string, house: House): Promise<void> {
    const streams = [...house.streams.keys()];
    const links = new Map(streams.map(({ link }) => [link.toString('hex'), link]));
    const tickets = await this.#parts.database.transaction((tx) =>
      listTicketsByLinks(tx, [...links.values()]),
    );
    const [good] = [...tickets].find(([, { closedAt }]) => !closedAt) ?? [];
    const link = good && links.get(good);
    const look = link && (await this.#lookAt(centreId, link));
    const rows = streams.map((stream) => ({
      stream,
      ticket: tickets.get(stream.link.toString('hex')),
    }));
    // Whoever is called is told first.
    const isCalled = ({ ticket }: (typeof rows)[number]) => Number(ticket?.doing === 'called');
    rows.sort((a, b) => isCalled(b) - isCalled(a));
    for (const [at, { stream, ticket }] of rows.entries()) {
      // Others have their turn between.
      if (at % BATCH === BATCH - 1) await setImmediate();
      if (!house.streams.has(stream)) continue;
      if (look && ticket && !ticket.closedAt) this.#tellOne(house, stream, ticket, look);
      else stream.over();
    }
  }

  /** Says it only when the facts are others, or when what was said has grown old: saying is what costs. */
  #tellOne(
    house: House,
    stream: PhoneStream,
    ticket: OwnTicket,
    { outlooks, directory, lent }: Look,
  ): void {
    const at = performance.now();
    const told = house.streams.get(stream);
    const outlook = outlooks.get(String(ticket.number));
    const facts = lent + factsOf(ticket, outlook);
    if (told?.facts === facts && at - told.at < SAID_MS) return;
    const said = this.#parts.say(ticket, outlook, directory, stream.language);
    if (!said) return stream.over();
    house.streams.set(stream, { facts, says: said.says, at });
    if (told?.says === said.says) stream.same(said.updated);
    else stream.show(said.html());
  }

  /** One look at a house, shared by all who ask while nothing happens. */
  #lookAt(centreId: string, link: Uint8Array): Promise<Look> {
    const now = this.#parts.clock.now();
    const known = this.#looks.get(centreId);
    if (known && Math.abs(now.epochMilliseconds - known.at) < GOOD_MS) return known.look;
    const look = this.#readLook(centreId, link, now);
    this.#looks.set(centreId, { at: now.epochMilliseconds, look });
    look.catch(() => this.#looks.delete(centreId));
    return look;
  }

  async #readLook(centreId: string, link: Uint8Array, now: Temporal.Instant): Promise<Look> {
    const directory = this.#parts.directory.get();
    const centre = directory.centres.get(centreId);
    if (!centre) return { outlooks: new Map(), directory, lent: '' };
    const [{ stops, desks, booked }, learned, lent] = await this.#parts.database.transaction((tx) =>
      Promise.all([readHouseByLink(tx, link), readLearned(tx), listLentDesks(tx, centreId)]),
    );
    const day = dayOf(now, centre.zone);
    const minuteAt = (time: Temporal.PlainTime) => minutesOf(atCivilTime(day, time, centre.zone));
    const outlooks = outlookOf({
      now: minutesOf(now),
      stops,
      booked,
      desks: desksOf(desks, minutesOf(now), minuteAt),
      ...usualDurations(learned, (id) => directory.services.get(id)?.durationMinutes ?? USUAL),
    });
    return { outlooks, directory: asToday(directory, lent), lent: JSON.stringify(lent) };
  }
}

/** Everything of which a page is made, but the time. */
function factsOf(ticket: OwnTicket, outlook: Outlook | undefined): string {
  const { doing, deskLabel, awayUntil, delays, stops } = ticket;
  return JSON.stringify([
    doing,
    deskLabel,
    awayUntil?.epochMilliseconds,
    delays,
    stops.map(({ officeId, state, deskLabel: desk }) => [officeId, state, desk]),
    outlook?.queues,
    outlook?.free?.from.epochMilliseconds,
    outlook?.free?.to.epochMilliseconds,
  ]);
}
