// What a language calls itself, in letters that every machine has.
import { languageOf } from '#base/languages.ts';

/** The endonym of a BCP 47 tag; the tag where we know no name. */
export function Autonym({ tag }: { tag: string }) {
  const language = languageOf(tag);
  return (
    <bdi class="autonym" lang={tag} dir={language?.direction}>
      {language?.endonym ?? tag}
    </bdi>
  );
}
