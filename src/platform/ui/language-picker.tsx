// Languages by their own names, large, in their own direction; no flags: a language is no country.
import { Icon } from './icon.tsx';

export type PickableLanguage = {
  /** BCP 47. */
  tag: string;
  autonym: string;
  dir: 'ltr' | 'rtl';
  /** Its name in the language of the page, for whoever helps. */
  name?: string | undefined;
  /** Where choosing goes; without it, it is a radio of the field `name`. */
  href?: string | undefined;
  /** A recording of its name and greeting. */
  listenHref?: string | undefined;
  current?: boolean | undefined;
};

/** `large` fills a page (first question); otherwise a compact list for a menu or footer. */
export function LanguagePicker({
  label,
  languages,
  name,
  listenLabel,
  large,
  form,
}: {
  label: string;
  languages: readonly PickableLanguage[];
  name?: string | undefined;
  listenLabel?: string | undefined;
  large?: boolean | undefined;
  form?: string | undefined;
}) {
  return (
    <div
      class="language-picker"
      data-large={large ? '' : undefined}
      role={name ? 'radiogroup' : 'group'}
      aria-label={label}
    >
      {languages.map((language) => (
        <LanguageCell
          language={language}
          name={name}
          form={form}
          listenLabel={listenLabel}
          large={large}
        />
      ))}
    </div>
  );
}

function LanguageCell({
  language,
  name,
  form,
  listenLabel,
  large,
}: {
  language: PickableLanguage;
  name: string | undefined;
  form: string | undefined;
  listenLabel: string | undefined;
  large: boolean | undefined;
}) {
  const { tag, autonym, dir, name: ownName, href, listenHref, current } = language;
  const words = (
    <>
      <span class="autonym" lang={tag} dir={dir}>
        {autonym}
      </span>
      {ownName && ownName !== autonym ? <span class="language-own-name">{ownName}</span> : null}
    </>
  );
  return (
    <div class="language-cell" dir={large ? dir : undefined}>
      {href ? (
        <a href={href} hreflang={tag} aria-current={current ? 'true' : undefined}>
          {words}
        </a>
      ) : (
        <label>
          <input type="radio" name={name} value={tag} checked={current} form={form} />
          {words}
        </label>
      )}
      {listenHref ? (
        <a class="listen" href={listenHref}>
          <Icon name="volume-2" label={listenLabel} />
        </a>
      ) : null}
    </div>
  );
}
