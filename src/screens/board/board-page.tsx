// The board of a waiting room: anonymous, on any wall or phone. The calls are pushed into it; the
// foot says what to do in each complete language in turn.
import { directionOf, languageOf, UI_LANGUAGES } from '#base/languages.ts';
import type { Centre } from '#modules/directory/schema.ts';
import { BoardFoot } from '#platform/ui/board.tsx';
import { Document } from '#platform/ui/document.tsx';
import { LiveRegion } from '#platform/ui/live-region.tsx';
import { raw } from 'hono/html';
import { words } from '#platform/words/words.ts';
import type { PageBase } from '../page.ts';
import { HOUSE_LANGUAGE } from './board-fragment.tsx';

/**
 * The region of the calls; `fragment` is its inside, made once for all screens. A device asks at its
 * own `source` after each poke, where it learns that it is one no more; others get what is pushed.
 */
export function BoardRegion({
  centre,
  fragment,
  source,
}: {
  centre: Centre;
  fragment: string;
  /** Of a device, or of a room, whose calls are fetched and not pushed to all. */
  source?: string | undefined;
}) {
  return (
    <LiveRegion
      id="calls"
      src={source ?? `/board/${centre.id}/calls`}
      topic={`board:${centre.id}`}
      push={!source}
    >
      {raw(fragment)}
    </LiveRegion>
  );
}

/** `at` is the moment of the fragment: whatever happened since is pushed. */
export function BoardPage({
  page,
  centre,
  fragment,
  at,
  source,
}: {
  page: PageBase;
  centre: Centre;
  fragment: string;
  at: Temporal.Instant;
  /** Of a device's region. */
  source?: string | undefined;
}) {
  const w = words(HOUSE_LANGUAGE);
  // A board that hangs somewhere is heard, unless its room is quiet; one on a phone only when asked.
  const chimes = source !== undefined || page.query.has('chime');
  return (
    <Document
      lang={HOUSE_LANGUAGE}
      dir={w.direction}
      title={`${w('board.title')} · ${centre.name}`}
      kind="board"
      theme="dark"
      assets={page.assets}
      now={at.toString()}
    >
      <div class="board" data-chime={chimes ? '' : undefined}>
        <BoardRegion centre={centre} fragment={fragment} source={source} />
        <BoardFoot
          phrases={UI_LANGUAGES.map((lang) => ({
            lang,
            dir: directionOf(lang),
            text: words(lang)('board.see-your-number'),
            autonym: languageOf(lang)?.endonym ?? lang,
          }))}
        />
      </div>
    </Document>
  );
}
