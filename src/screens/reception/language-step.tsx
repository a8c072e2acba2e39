// The first question, before any other: her language. Autonyms in large type, no flags; a dot tells
// how each is bridged at this moment. Who is already in the house stands beside it.
import { LANGUAGES, type Language } from '#base/languages.ts';
import { foldText } from '#base/fold.ts';
import type { Centre } from '#modules/directory/schema.ts';
import { Button } from '#platform/ui/button.tsx';
import { Document } from '#platform/ui/document.tsx';
import { TextField } from '#platform/ui/field.tsx';
import { Frame } from '#platform/ui/frame.tsx';
import { Keycap } from '#platform/ui/keycap.tsx';
import { Notice } from '#platform/ui/note.tsx';
import { LanguageDot, LanguageLegend } from '#platform/ui/language-dot.tsx';
import type { Words } from '#platform/words/words.ts';
import type { PageRequest } from '../page.ts';
import { ProtectionRegion } from '../protection/protection-page.tsx';
import { staffBar, staffDocument } from '../staff-bar.tsx';
import { meaningOf } from './conversation-head.tsx';
import type { BridgeFinder } from './language-bridge.ts';
import { PeopleHereList } from './people-here.tsx';
import { languageName } from './reception-words.ts';

/** How many languages stand in large; the others are one press further, or found by typing. */
const LARGE = 28;
const KEYS = '1234567890';

/** `keep` holds on to what was ticked already, for somebody who changes the language only. */
export async function languageStep(
  page: PageRequest,
  centre: Centre,
  bridgeOf: BridgeFinder,
  keep: boolean,
) {
  const { w, query } = page;
  const sought = (query.get('q') ?? '').slice(0, 60);
  const found = sought ? LANGUAGES.filter((language) => matches(language, sought)) : LANGUAGES;
  const large = found.slice(0, LARGE);
  const others = found.slice(LARGE);
  const wall = { w, centre, bridgeOf };
  const [told, people] = await Promise.all([
    ProtectionRegion({ page, centre }),
    PeopleHereList({ page, centre }),
  ]);
  return (
    <Document {...staffDocument(page, w('reception.title'))}>
      <Frame
        bar={staffBar(page, { title: w('reception.title'), centre, live: true })}
        skip={w('app.skip-to-content')}
        sheetLabel={w('reception.people-here')}
        sheetSize="wide"
        sheet={
          <>
            {told}
            {people}
          </>
        }
      >
        <div class="language-step">
          {query.has('answered') ? <Notice tone="done">{w('door.answered.done')}</Notice> : null}
          {keep ? null : <span data-draft-done={`reception:${centre.id}`} hidden />}
          <div class="line-spread">
            <div>
              <h1>{w('reception.choose-language')}</h1>
              <p class="muted">{w('reception.choose-language.hint')}</p>
            </div>
            <form
              class="language-search"
              method="get"
              action={page.path.split('?')[0]}
              role="search"
            >
              <TextField
                type="search"
                name="q"
                label={w('reception.search-language')}
                labelHidden
                placeholder={w('reception.search-language')}
                icon="search"
                shortcut="/"
                value={sought}
                maxlength={60}
              />
              <span class="only-plain">
                <Button>{w('app.search.label')}</Button>
              </span>
            </form>
          </div>
          {found.length === 0 ? (
            <p class="muted">{w('reception.language-not-found')}</p>
          ) : (
            <LanguageWall {...wall} languages={large} keys />
          )}
          {others.length > 0 ? (
            <details class="other-languages">
              <summary>
                {w('reception.other-languages')} <span class="hint">{others.length}</span>
              </summary>
              <LanguageWall {...wall} languages={others} />
            </details>
          ) : null}
          <LanguageLegend
            own={w('reception.speaks.me')}
            mediator={w('reception.speaks.mediator')}
            telephone={w('reception.speaks.phone')}
          />
        </div>
      </Frame>
    </Document>
  );
}

function LanguageWall({
  w,
  centre,
  bridgeOf,
  languages,
  keys,
}: {
  w: Words;
  centre: Centre;
  bridgeOf: BridgeFinder;
  languages: readonly Language[];
  keys?: boolean;
}) {
  return (
    <ul class="language-wall" data-large={keys ? '' : undefined}>
      {languages.map(({ tag, endonym, direction }, index) => {
        const bridge = bridgeOf(tag);
        const key = keys ? KEYS[index] : undefined;
        const name = languageName(w, tag);
        return (
          <li>
            <a
              href={`/reception/${centre.id}?language=${tag}`}
              data-key={key}
              data-key-label={name}
              title={meaningOf(w, bridge)}
            >
              <LanguageDot bridge={bridge.kind} />
              <span class="autonym" lang={tag} dir={direction}>
                {endonym}
              </span>
              <span class="language-own-name">{name}</span>
              {key ? <Keycap>{key}</Keycap> : null}
              <span class="aside-voice">, {meaningOf(w, bridge)}</span>
            </a>
          </li>
        );
      })}
    </ul>
  );
}

/** By its own name, its name in any complete language, or its tag; accents and case don't matter. */
function matches({ tag, endonym, names }: Language, sought: string): boolean {
  const folded = foldText(sought);
  return [endonym, tag, ...Object.values(names)].some((name) => foldText(name).includes(folded));
}
