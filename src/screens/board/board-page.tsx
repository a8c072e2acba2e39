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

/** The region of the calls; `fragment` is its inside, made once for all screens. */
export function BoardRegion({ centre, fragment }: { centre: Centre; fragment: string }) {
  return (
    <LiveRegion id="calls" src={`/board/${centre.id}/calls`} topic={`board:${centre.id}`} push>
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
}: {
  page: PageBase;
  centre: Centre;
  fragment: string;
  at: Temporal.Instant;
}) {
  const w = words(HOUSE_LANGUAGE);
  const chimes = page.query.has('chime');
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
        <BoardRegion centre={centre} fragment={fragment} />
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
