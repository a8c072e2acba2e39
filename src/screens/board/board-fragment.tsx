// What hangs on the wall, rendered once however many screens show it: a number, an arrow, a desk;
// never a name. It speaks the language of the house, and to the ticket just called in its own.
import { timeOf } from '#base/dates.ts';
import { directionOf, languageOf, type UiLanguage, uiLanguageFor } from '#base/languages.ts';
import type { Database } from '#platform/db/database.ts';
import { BoardCalls, type BoardPhrase } from '#platform/ui/board.tsx';
import { LiveStatus } from '#platform/ui/live-status.tsx';
import { formatTime } from '#platform/words/format.ts';
import { words } from '#platform/words/words.ts';
import { isOpen } from '#modules/directory/rules/hours.ts';
import type { Centre, Directory } from '#modules/directory/schema.ts';
import { type BoardLine, listBoard } from '#modules/visits/queries.ts';
import { hoursToday } from '../hours-today.ts';
import { liveWords } from '../staff-bar.tsx';

/** The language of the wall itself. */
export const HOUSE_LANGUAGE: UiLanguage = 'pt';
/** Calls before the last one that have room on the wall. */
const EARLIER = 4;

/** The inside of a centre's board as markup; empty for a centre that doesn't exist. */
export async function boardFragment(
  database: Database,
  directory: Directory,
  centreId: string,
  now: Temporal.Instant,
): Promise<string> {
  const centre = directory.centres.get(centreId);
  if (!centre) return '';
  const lines = await database.transaction((tx) => listBoard(tx, centreId));
  return String(<Calls centre={centre} lines={lines} now={now} />);
}

function Calls({
  centre,
  lines,
  now,
}: {
  centre: Centre;
  lines: readonly BoardLine[];
  now: Temporal.Instant;
}) {
  const w = words(HOUSE_LANGUAGE);
  const { called, earlier } = callsOf(lines);
  const closed = isOpen(centre.timetable, now) ? undefined : hoursToday(w, centre, now);
  return (
    <BoardCalls
      place={centre.name}
      clock={{ text: formatTime(HOUSE_LANGUAGE, timeOf(now, centre.zone)), zone: centre.zone }}
      status={<LiveStatus {...liveWords(w)} />}
      called={called && callOf(called)}
      turn={called ? turnIn(called.language) : []}
      earlierTitle={w('board.called-before')}
      earlier={earlier.map(callOf)}
      quiet={closed ?? `${w('board.quiet')} ${w('board.quiet.hint')}`}
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
    };
  }
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

/** "It is your turn" in the language of the house, and in the ticket's where that is another. */
function turnIn(language: string): BoardPhrase[] {
  const own = uiLanguageFor(languageOf(language)?.tag ?? language);
  return [...new Set<UiLanguage>([HOUSE_LANGUAGE, own])].map((lang) => ({
    lang,
    dir: directionOf(lang),
    text: words(lang)('board.your-turn'),
  }));
}
