// The design page: every component in one language and one light, links to the others; and whole
// sample screens, so that a change of a component is seen where it is used.
import type { Child } from 'hono/jsx';
import { nameOfLanguage, UI_LANGUAGES } from '#base/languages.ts';
import { type Assets, Document, type Theme } from '#platform/ui/document.tsx';
import { LanguagePicker } from '#platform/ui/language-picker.tsx';
import { Bar } from '#platform/ui/frame.tsx';
import type { WordsLanguage } from '#platform/words/locales.ts';
import { words, type Words } from '#platform/words/words.ts';
import { ActParts, SignParts, ToneParts } from './parts-signs.tsx';
import { FieldParts } from './parts-fields.tsx';
import { ListParts, MeasureParts } from './parts-lists.tsx';
import { RouteParts } from './parts-routes.tsx';
import { autonymOf } from './sample-data.ts';
import { SampleBoard } from './sample-board.tsx';
import { SampleDesk } from './sample-desk.tsx';
import { SampleFile } from './sample-file.tsx';
import { SampleSlip, SampleSummary } from './sample-paper.tsx';
import { SamplePhone } from './sample-phone.tsx';
import { SampleReception } from './sample-reception.tsx';

export const SAMPLES = [
  'parts',
  'reception',
  'desk',
  'file',
  'board',
  'phone',
  'slip',
  'summary',
] as const;
export type Sample = (typeof SAMPLES)[number];

/** A whole document. `sample` chooses what to show; anything unknown shows the parts. */
export function DesignPage({
  lang,
  theme,
  assets,
  sample = 'parts',
}: {
  lang: WordsLanguage;
  theme: Theme;
  assets: Assets;
  sample?: string | undefined;
}) {
  const w = words(lang);
  const shown = SAMPLES.find((some) => some === sample) ?? 'parts';
  const kind =
    shown === 'board'
      ? 'board'
      : shown === 'phone'
        ? 'public'
        : shown === 'slip' || shown === 'summary'
          ? 'print'
          : 'staff';
  return (
    <Document
      lang={w.tag}
      dir={w.direction}
      title={`${w('design.title')} · ${w('app.name')}`}
      theme={theme}
      kind={kind}
      assets={assets}
      browserWords={{ shortcuts: w('app.shortcuts'), notSent: w('app.error.text') }}
    >
      {render(shown, w, theme)}
    </Document>
  );
}

function render(sample: Sample, w: Words, theme: Theme): Child {
  if (sample === 'reception') return <SampleReception w={w} />;
  if (sample === 'desk') return <SampleDesk w={w} />;
  if (sample === 'file') return <SampleFile w={w} />;
  if (sample === 'board') return <SampleBoard w={w} />;
  if (sample === 'phone') return <SamplePhone w={w} />;
  if (sample === 'slip') return <SampleSlip w={w} />;
  if (sample === 'summary') return <SampleSummary w={w} />;
  return <Parts w={w} theme={theme} />;
}

function Parts({ w, theme }: { w: Words; theme: Theme }) {
  const address = (change: { lang?: string; theme?: string; sample?: string }) =>
    `?${new URLSearchParams({ lang: w.language, theme, ...change })}`;
  return (
    <>
      <a class="skip-link" href="#content">
        {w('app.skip-to-content')}
      </a>
      <Bar
        home="/"
        brand={w('app.name')}
        title={w('design.title')}
        mark={w('app.demo-mark')}
        markTitle={w('app.demo-banner')}
        live={{ live: w('app.live'), age: (minutes) => w('app.offline-age', { minutes }) }}
        clock={{ text: '09:38', zone: 'Europe/Lisbon' }}
      />
      <main class="design" id="content" tabindex={-1}>
        <h2>{w('design.title')}</h2>
        <p class="muted">{w('design.intro')}</p>
        <nav class="line" aria-label={w('app.theme')}>
          {(['light', 'dark'] as const).map((some) => (
            <a href={address({ theme: some })} aria-current={some === theme ? 'true' : undefined}>
              {w(some === 'light' ? 'app.theme.light' : 'app.theme.dark')}
            </a>
          ))}
          {SAMPLES.slice(1).map((some) => (
            <a href={address({ sample: some })}>{some}</a>
          ))}
        </nav>
        <LanguagePicker
          label={w('app.language')}
          languages={UI_LANGUAGES.map((tag) => ({
            tag,
            autonym: autonymOf(tag),
            dir: words(tag).direction,
            name: nameOfLanguage(tag, 'en'),
            href: address({ lang: tag }),
            current: tag === w.language,
          }))}
        />
        <ToneParts w={w} />
        <ActParts w={w} />
        <SignParts w={w} />
        <FieldParts w={w} />
        <ListParts w={w} />
        <MeasureParts w={w} />
        <RouteParts w={w} />
      </main>
    </>
  );
}
