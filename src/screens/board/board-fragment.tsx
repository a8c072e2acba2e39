// What hangs on the wall, rendered once however many screens show it: a number, an arrow, a desk;
// never a name. It speaks the language of the house, and to the ticket just called in its own. A board
// in a waiting room shows the calls of its offices alone.
import { atCivilTime, dayOf, timeOf } from '#base/dates.ts';
import { directionOf, languageOf, type UiLanguage, uiLanguageFor } from '#base/languages.ts';
import type { Database } from '#platform/db/database.ts';
import { BoardCalls, type BoardPhrase } from '#platform/ui/board.tsx';
import { LiveStatus } from '#platform/ui/live-status.tsx';
import { formatTime } from '#platform/words/format.ts';
import { words } from '#platform/words/words.ts';
import { callsIn, isQuiet, turningLanguages } from '#modules/content/rules.ts';
import { loadWall, type Room, type Wall } from '#modules/content/wall.ts';
import { isOpen, openingsOn } from '#modules/directory/rules/hours.ts';
import { nameIn } from '#modules/directory/rules/names.ts';
import type { Centre, Directory, Names } from '#modules/directory/schema.ts';
import { listLentDesks } from '#modules/visits/lent-desks.ts';
import type { LentDesk } from '#modules/visits/rules/lend-rules.ts';
import { type ClosedQueue, listClosedQueues } from '#modules/visits/closed-queues.ts';
import { type BoardLine, listBoard } from '#modules/visits/queries.ts';
import { hoursToday } from '../hours-today.ts';
import { liveWords } from '../staff-bar.tsx';

/** The language of the wall itself. */
export const HOUSE_LANGUAGE: UiLanguage = 'pt';
/** Calls before the last one that have room on the wall. */
const EARLIER = 4;

/** Which board: of a room by its id, or of the room in which a device hangs; else of the whole house. */
export interface BoardOf {
  readonly roomId?: string | undefined;
  readonly deviceId?: string | undefined;
}

/** The inside of a centre's board as markup; empty for a centre that doesn't exist. */
export async function boardFragment(
  database: Database,
  directory: Directory,
  centreId: string,
  now: Temporal.Instant,
  of: BoardOf = {},
): Promise<string> {
  const centre = directory.centres.get(centreId);
  if (!centre) return '';
  const [lines, wall, closed, lent] = await database.transaction((tx) =>
    Promise.all([
      listBoard(tx, centreId),
      loadWall(tx, centreId, now),
      listClosedQueues(tx, centreId),
      listLentDesks(tx, centreId),
    ]),
  );
  const room = wall.rooms.find(
    ({ id, deviceIds }) => id === of.roomId || deviceIds.includes(of.deviceId ?? ''),
  );
  const shown = callsIn(lines, room);
  const queues = room ? closed.filter(({ officeId }) => room.officeIds.includes(officeId)) : closed;
  return String(
    <Calls
      centre={centre}
      directory={directory}
      room={room}
      wall={wall}
      closed={queues}
      lent={lent.filter(({ officeId }) => !room || room.officeIds.includes(officeId))}
      lines={shown}
      now={now}
    />,
  );
}

function Calls({
  centre,
  directory,
  room,
  wall,
  closed: closedQueues,
  lent,
  lines,
  now,
}: {
  centre: Centre;
  directory: Directory;
  room: Room | undefined;
  wall: Wall;
  closed: readonly ClosedQueue[];
  lent: readonly LentDesk[];
  lines: readonly BoardLine[];
  now: Temporal.Instant;
}) {
  const w = words(HOUSE_LANGUAGE);
  const { called, earlier } = callsOf(lines);
  const closed = isOpen(centre.timetable, now) ? undefined : hoursToday(w, centre, now);
  const languages = turningLanguages(
    HOUSE_LANGUAGE,
    lines.filter(({ state }) => state === 'waiting').map(({ language }) => language),
  );
  const phrases = (text: (lang: UiLanguage) => string | undefined): BoardPhrase[] =>
    languages.flatMap((lang) => {
      const said = text(lang);
      return said === undefined ? [] : [{ lang, dir: directionOf(lang), text: said }];
    });
  const said = (text: Names) => (lang: UiLanguage) => text[lang];
  return (
    <BoardCalls
      place={room ? `${centre.name} · ${nameIn(room.name, HOUSE_LANGUAGE)}` : centre.name}
      clock={{ text: formatTime(HOUSE_LANGUAGE, timeOf(now, centre.zone)), zone: centre.zone }}
      status={<LiveStatus {...liveWords(w)} />}
      called={called && callOf(called)}
      turn={called ? turnIn(called.language) : []}
      earlierTitle={w('board.called-before')}
      earlier={earlier.map(callOf)}
      quiet={closed ?? `${w('board.quiet')} ${w('board.quiet.hint')}`}
      silent={room !== undefined && isQuiet(room, timeOf(now, centre.zone))}
      notices={[
        ...closesSoon(centre, now).map(({ closes, at, from }) => ({
          from: from.toString(),
          until: at.toString(),
          phrases: phrases((lang) =>
            words(lang)('board.closes', { time: formatTime(lang, closes) }),
          ),
        })),
        ...closedQueues.map(({ officeId, message }) => ({
          phrases: phrases((lang) => {
            const office = directory.offices.get(officeId);
            return (
              message[lang] && `${nameIn(office?.shortName ?? { pt: '' }, lang)}: ${message[lang]}`
            );
          }),
        })),
        ...lent.map(({ deskId, officeId }) => ({
          phrases: phrases((lang) =>
            words(lang)('lent.board', {
              desk: directory.desks.get(deskId)?.label ?? '',
              office: nameIn(directory.offices.get(officeId)?.shortName ?? { pt: '' }, lang),
            }),
          ),
        })),
        ...wall.texts
          .filter(({ kind }) => kind === 'message')
          .map(({ text, until }) => ({ phrases: phrases(said(text)), until: until?.toString() })),
      ]}
      slides={wall.texts
        .filter(({ kind }) => kind === 'slide')
        .flatMap(({ text }) => phrases(said(text)))}
      now={now.toString()}
      stale={phrases((lang) => words(lang)('wall.stale'))}
    />
  );

  function callOf(line: BoardLine) {
    const desk = line.desk_label ?? '';
    return {
      // A number that is called again counts as a new call: the wall announces it once more.
      id: `call-${line.number}-${line.since.epochMilliseconds}`,
      number: line.number,
      desk,
      deskSpoken: `${w('board.desk')} ${desk}`,
      since: line.since.toString(),
      spoken: spokenIn(line.language).map((lang) => ({
        lang,
        text: words(lang)('board.go-to-desk', { number: line.number, desk }),
      })),
    };
  }
}

/** Minutes before the last door closes in which the wall says so. */
const CLOSES_SOON = 60;

/** The end of today, told from an hour before; a wall that hears nothing of it meanwhile has it already. */
function closesSoon(centre: Centre, now: Temporal.Instant) {
  const day = dayOf(now, centre.zone);
  const closes = openingsOn(centre.timetable, day).at(-1)?.closes;
  if (!closes) return [];
  const at = atCivilTime(day, closes, centre.zone);
  return Temporal.Instant.compare(now, at) >= 0
    ? []
    : [{ closes, at, from: at.subtract({ minutes: CLOSES_SOON }) }];
}

/** The last call that nobody has answered yet, then those before it, unanswered ones first. */
export function callsOf(lines: readonly BoardLine[]): {
  readonly called: BoardLine | undefined;
  readonly earlier: readonly BoardLine[];
} {
  const calls = lines
    .filter((line) => line.state !== 'waiting' && line.desk_label !== null)
    .toSorted(
      (a, b) =>
        Number(b.state === 'called') - Number(a.state === 'called') ||
        Temporal.Instant.compare(b.since, a.since),
    );
  const called = calls[0]?.state === 'called' ? calls[0] : undefined;
  return { called, earlier: calls.filter((line) => line !== called).slice(0, EARLIER) };
}

/** The language of the house, and the ticket's where that is another. */
function spokenIn(language: string): UiLanguage[] {
  const own = uiLanguageFor(languageOf(language)?.tag ?? language);
  return [...new Set<UiLanguage>([HOUSE_LANGUAGE, own])];
}

/** "It is your turn" in each of them. */
function turnIn(language: string): BoardPhrase[] {
  return spokenIn(language).map((lang) => ({
    lang,
    dir: directionOf(lang),
    text: words(lang)('board.your-turn'),
  }));
}
