// The same words in two languages side by side, row by row: hers first on what she takes along,
// the mediator's first on the screen.
import type { Child } from 'hono/jsx';

export type Bilingual = { text: Child; lang: string; dir: 'ltr' | 'rtl' };

/** `note` stands after the second, small: who checked the translation. */
export function BilingualRow({
  first,
  second,
  note,
  heading,
}: {
  first: Bilingual;
  second: Bilingual;
  note?: Child;
  heading?: boolean | undefined;
}) {
  const Cell = heading ? 'h2' : 'div';
  return (
    <div class="bilingual" data-heading={heading ? '' : undefined}>
      <Cell>
        <bdi lang={first.lang} dir={first.dir}>
          {first.text}
        </bdi>
      </Cell>
      <Cell class="bilingual-second">
        <bdi lang={second.lang} dir={second.dir}>
          {second.text} {note ? <span class="bilingual-note">{note}</span> : null}
        </bdi>
      </Cell>
    </div>
  );
}
