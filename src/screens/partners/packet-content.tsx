// What a package says, as its page shows it: in the language in which it was written, whatever the page speaks.
import { directionOf, uiLanguageFor } from '#base/languages.ts';
import type { PackageContent } from '#modules/partners/schema.ts';
import { FactList } from '#platform/ui/fact-list.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { words } from '#platform/words/words.ts';

export function PacketContent({ content }: { content: PackageContent }) {
  const w = words(uiLanguageFor(content.language));
  const { language, facts, asked, parts } = content;
  return (
    <div class="stack-loose" lang={language} dir={directionOf(language)}>
      <section class="stack-tight">
        <SectionHeading title={w('partners.paper.asked')} level={2} />
        <p class="package-asked" dir="auto">
          {asked}
        </p>
        <FactList facts={facts.map(({ label, text }) => ({ label, value: text }))} />
      </section>
      {parts.map(({ section, title, lines }) => (
        <section class="stack-tight">
          <SectionHeading title={title} level={2} />
          {lines.length === 0 ? (
            <p class="muted">{w('partners.nothing')}</p>
          ) : (
            <FactList
              facts={lines.map(({ label, text }) => ({
                label,
                value:
                  section === 'contact' && /^\+?[0-9 ]+$/.test(text) ? (
                    <bdi dir="ltr">{text}</bdi>
                  ) : (
                    <bdi>{text}</bdi>
                  ),
              }))}
            />
          )}
        </section>
      ))}
    </div>
  );
}
