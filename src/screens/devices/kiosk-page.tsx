// The kiosk at the entrance: in which language, with what help, and her ticket. Pictures and words,
// one question a screen; no name; a person can be asked for on each. Whoever walked away leaves nothing.
import { directionOf, isUiLanguage, languageOf, uiLanguageFor } from '#base/languages.ts';
import { listServicesForSubject } from '#modules/directory/rules/services.ts';
import type { Centre } from '#modules/directory/schema.ts';
import { Button } from '#platform/ui/button.tsx';
import { Document } from '#platform/ui/document.tsx';
import { Icon, iconNamed } from '#platform/ui/icon.tsx';
import { LiveRegion } from '#platform/ui/live-region.tsx';
import { PublicPage } from '#platform/ui/public-page.tsx';
import { TileWall } from '#platform/ui/tile-wall.tsx';
import { inLanguage } from '#platform/words/format.ts';
import { problemText } from '#platform/words/problem-text.ts';
import { words } from '#platform/words/words.ts';
import type { Child } from 'hono/jsx';
import { nextOpeningWords } from './next-opening.ts';
import type { PageBase } from '../page.ts';

/** The languages on the first screen; whoever speaks another talks to a person. */
const SHOWN = 'pt kea en fr es ro uk ru ar ur bn hi ne pa zh wo'.split(' ');

export interface KioskProps {
  readonly page: PageBase;
  readonly centre: Centre;
  /** What she speaks; undefined before she has said so. */
  readonly language?: string | undefined;
}

/** Holds nothing: while it can be fetched, this is a device of the house. */
export function KioskRegion({ centre }: { centre: Centre }) {
  return (
    <LiveRegion id="device" src="/device/kiosk/here" topic={`board:${centre.id}`}>
      <span hidden />
    </LiveRegion>
  );
}

/** The frame of each screen; `saying` is read aloud when she asks for it. */
export function KioskFrame({
  page,
  centre,
  language,
  band = 110,
  children,
}: KioskProps & { band?: number; children: Child }) {
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
        band={band}
        wide
        headEnd={
          language ? (
            <>
              <a class="kiosk-link" href="/device/kiosk">
                <Icon name="languages" size={24} />
                {languageOf(language)?.endonym}
              </a>
              <a class="kiosk-link" href={`/device/kiosk?lang=${language}&person`}>
                <Icon name="hand" size={24} />
                {w('kiosk.person')}
              </a>
            </>
          ) : undefined
        }
      >
        <KioskRegion centre={centre} />
        <div class="kiosk" data-kiosk={language ? 'asked' : 'start'}>
          {children}
        </div>
        {language ? (
          <div
            class="kiosk-idle"
            data-kiosk-idle
            hidden
            role="alertdialog"
            aria-label={w('kiosk.idle')}
          >
            <p>{w('kiosk.idle')}</p>
            <Button kind="primary" size="large" type="button">
              {w('kiosk.idle.yes')}
            </Button>
          </div>
        ) : null}
      </PublicPage>
    </Document>
  );
}

/** Where a voice speaks this language, it reads the words aloud. */
function Say({ text, lang, label }: { text: string; lang: string; label: string }) {
  return (
    <button type="button" class="kiosk-say" data-say={text} lang={lang} aria-label={label} hidden>
      <Icon name="volume-2" size={38} />
    </button>
  );
}

/** Each language says its own name, so that nobody has to find it in another's. */
export function KioskLanguages({ page, centre }: KioskProps) {
  const [pt, en] = [words('pt'), words('en')];
  return (
    <KioskFrame page={page} centre={centre} band={220}>
      <h1 class="kiosk-question">
        <Icon name="languages" size={38} />
        <span lang="pt">{pt('kiosk.language')}</span>{' '}
        <small lang="en">{en('kiosk.language')}</small>
      </h1>
      <ul class="kiosk-languages">
        {SHOWN.filter((tag) => languageOf(tag)).map((tag) => (
          <li dir={directionOf(tag)}>
            <a class="autonym" href={`/device/kiosk?lang=${tag}`} lang={tag} dir={directionOf(tag)}>
              {languageOf(tag)?.endonym}
            </a>
            <Say
              text={
                isUiLanguage(tag)
                  ? words(uiLanguageFor(tag))('kiosk.language')
                  : (languageOf(tag)?.endonym ?? tag)
              }
              lang={tag}
              label={words(uiLanguageFor(tag))('phone.listen')}
            />
          </li>
        ))}
      </ul>
      <a class="kiosk-big" href="/device/kiosk?lang=pt&person">
        <Icon name="hand" size={38} />
        <span>
          <b lang="pt">{pt('kiosk.person')}</b>
          <small lang="en">{en('kiosk.person')}</small>
        </span>
      </a>
    </KioskFrame>
  );
}

/** Twelve pictures, several at once. */
export function KioskNeeds({ page, centre, language = 'pt' }: KioskProps) {
  const { w, directory, commandId, attempt } = page;
  const tiles = directory.tiles
    .filter(({ id }) => listServicesForSubject(directory, centre.id, id).length > 0)
    .map((subject) => ({
      value: subject.id,
      icon: iconNamed(subject.icon ?? ''),
      primary: inLanguage(subject.name, w.language),
      checked: attempt?.values['subjectIds']?.includes(subject.id),
    }));
  return (
    <KioskFrame page={page} centre={centre} language={language}>
      <div>
        <h1 class="kiosk-question">{w('kiosk.needs')}</h1>
        <p class="kiosk-hint">
          <Say
            text={`${w('kiosk.needs')} ${w('kiosk.needs.several')}`}
            lang={w.tag}
            label={w('phone.listen')}
          />
          {w('kiosk.needs.several')}
        </p>
      </div>
      {attempt ? (
        <div class="kiosk-refused" role="alert">
          <p>
            <b>{problemText(w.language, attempt.problem)}</b>
          </p>
          <p>{w('kiosk.instead')}</p>
        </div>
      ) : null}
      <form class="kiosk-form" method="post" action={`/device/kiosk?lang=${language}`}>
        <input type="hidden" name="commandId" value={commandId} />
        <TileWall
          name="subjectIds"
          legend={w('kiosk.needs')}
          legendHidden
          tiles={tiles}
          layout="column"
        />
        <div class="kiosk-acts">
          <a class="kiosk-link" href="/device/kiosk">
            <Icon name="arrow-left" size={38} />
            {w('kiosk.back')}
          </a>
          <Button kind="primary" size="large">
            {w('kiosk.next')}
          </Button>
        </div>
      </form>
    </KioskFrame>
  );
}

/** What the screen says when there is nothing to choose: closed, or somebody is coming to talk. */
export function KioskSays({
  page,
  centre,
  language = 'pt',
  what,
}: KioskProps & { what: 'closed' | 'person' }) {
  const { w } = page;
  const opens = what === 'closed' ? nextOpeningWords(w, centre, page.now) : undefined;
  const title = w(`kiosk.${what}.title`);
  const text = [opens, w(`kiosk.${what}.text`)].filter(Boolean).join(' ');
  return (
    <KioskFrame page={page} centre={centre} language={language}>
      <h1 class="kiosk-question">{title}</h1>
      <p class="kiosk-text">
        <Icon name={what === 'closed' ? 'clock' : 'hand-heart'} size={64} />
        <span>{text}</span>
      </p>
      <p class="kiosk-hint">
        <Say text={`${title} ${text}`} lang={w.tag} label={w('phone.listen')} />
        {w('devices.kiosk.free')}
      </p>
      <a
        class="kiosk-big"
        href={what === 'person' ? `/device/kiosk?lang=${language}` : '/device/kiosk'}
      >
        <Icon name="arrow-left" size={38} />
        <b>{w('kiosk.back')}</b>
      </a>
    </KioskFrame>
  );
}
