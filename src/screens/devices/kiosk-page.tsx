// The kiosk at the entrance: for looking only, so far. In which language; then where to go, and what
// the house helps with. Nothing is asked and nothing is kept.
import { directionOf, languageOf, UI_LANGUAGES } from '#base/languages.ts';
import type { Centre } from '#modules/directory/schema.ts';
import { listServicesForSubject } from '#modules/directory/rules/services.ts';
import { Document } from '#platform/ui/document.tsx';
import { Icon, iconNamed } from '#platform/ui/icon.tsx';
import { LiveRegion } from '#platform/ui/live-region.tsx';
import { PublicPage } from '#platform/ui/public-page.tsx';
import { inLanguage } from '#platform/words/format.ts';
import { words } from '#platform/words/words.ts';
import type { PageBase } from '../page.ts';

/** Holds nothing: while it can be fetched, this is a device of the house. */
export function KioskRegion({ centre }: { centre: Centre }) {
  return (
    <LiveRegion id="device" src="/device/kiosk/here" topic={`board:${centre.id}`}>
      <span hidden />
    </LiveRegion>
  );
}

/** `chosen`: somebody chose her language here. */
export function KioskPage({
  page,
  centre,
  chosen,
}: {
  page: PageBase;
  centre: Centre;
  chosen: boolean;
}) {
  const { w, assets, demo } = page;
  return (
    <Document
      lang={w.tag}
      dir={w.direction}
      title={`${centre.name} · ${w('app.name')}`}
      kind="public"
      theme="light"
      assets={assets}
      now={page.now.toString()}
    >
      <PublicPage
        place={<b>{centre.name}</b>}
        mark={demo ? w('app.demo-banner') : undefined}
        skip={w('app.skip-to-content')}
        band={96}
        wide
      >
        <KioskRegion centre={centre} />
        {chosen ? <WhereToGo page={page} centre={centre} /> : <Languages />}
      </PublicPage>
    </Document>
  );
}

/** Each language says the same in its own words, so that nobody has to find its name. */
function Languages() {
  return (
    <nav class="kiosk-languages" aria-label={words('pt')('devices.kiosk.language')}>
      <h1 class="aside-voice">{words('pt')('devices.kiosk.language')}</h1>
      {UI_LANGUAGES.map((tag) => (
        <a href={`/device/kiosk?lang=${tag}`} lang={tag} dir={directionOf(tag)}>
          <b>{languageOf(tag)?.endonym}</b>
          <span>{words(tag)('devices.kiosk.title')}</span>
        </a>
      ))}
    </nav>
  );
}

function WhereToGo({ page, centre }: { page: PageBase; centre: Centre }) {
  const { w, directory } = page;
  const needs = directory.tiles.filter(
    ({ id }) => listServicesForSubject(directory, centre.id, id).length > 0,
  );
  return (
    <div class="stack-loose">
      <div class="stack">
        <h1>{w('devices.kiosk.title')}</h1>
        <p class="kiosk-say">
          <Icon name="hand-heart" size={38} />
          {w('devices.kiosk.reception')}
        </p>
        <p class="kiosk-say">
          <Icon name="monitor" size={38} />
          {w('devices.kiosk.seat')}
        </p>
        <p class="kiosk-say">
          <b>{w('devices.kiosk.free')}</b>
        </p>
      </div>
      <section class="stack-tight">
        <h2>{w('devices.kiosk.needs')}</h2>
        <ul class="kiosk-needs">
          {needs.map((subject) => (
            <li>
              <Icon name={iconNamed(subject.icon ?? '')} size={24} />
              <span>{inLanguage(subject.name, w.language)}</span>
            </li>
          ))}
        </ul>
      </section>
      <p>
        <a class="kiosk-back" href="/device/kiosk">
          <Icon name="languages" />
          {w('devices.kiosk.others')}
        </a>
      </p>
    </div>
  );
}
