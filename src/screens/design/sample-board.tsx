// A call board as it should look.
import { UI_LANGUAGES } from '#base/languages.ts';
import { BoardCalls, BoardFoot } from '#platform/ui/board.tsx';
import { words, type Words } from '#platform/words/words.ts';
import { autonymOf, otherLanguage } from './sample-data.ts';

export function SampleBoard({ w }: { w: Words }) {
  const hers = words(otherLanguage(w.language));
  const call = (number: number, desk: string) => ({
    id: `call-${number}`,
    number,
    desk,
    deskSpoken: `${w('board.desk')} ${desk}`,
  });
  return (
    <div class="board">
      <div class="board-body">
        <BoardCalls
          place="CNAIM Lisboa"
          clock={{ text: '10:24', zone: 'Europe/Lisbon' }}
          called={call(347, '12')}
          turn={[w, hers].map((some) => ({
            lang: some.tag,
            dir: some.direction,
            text: some('board.your-turn'),
          }))}
          earlierTitle={w('board.called-before')}
          earlier={[call(351, '4'), call(344, '16'), call(339, '7'), call(350, '21')]}
          quiet={w('board.quiet')}
        />
      </div>
      <BoardFoot
        phrases={[w.language, ...UI_LANGUAGES.filter((tag) => tag !== w.language)].map((tag) => ({
          lang: words(tag).tag,
          dir: words(tag).direction,
          text: words(tag)('board.see-your-number'),
          autonym: autonymOf(tag),
        }))}
      />
    </div>
  );
}
