// Her phone hands in photographs of papers, for the desk at which she sits. The page says nothing of her and
// shows nothing that is there already. It needs no script.
import { directionOf, languageOf, UI_LANGUAGES } from '#base/languages.ts';
import { timeOf } from '#base/dates.ts';
import type { Centre } from '#modules/directory/schema.ts';
import type { LinkOfPhone } from '#modules/files/link-queries.ts';
import { Button } from '#platform/ui/button.tsx';
import { formatTime } from '#platform/words/format.ts';
import { fieldText, problemText } from '#platform/words/problem-text.ts';
import type { PageBase } from '../page.ts';
import { PhoneDocument } from './phone-document.tsx';

/** Telephones that photograph in a format of their own hand over one of these when asked for them. */
const PICTURES = 'image/jpeg,image/png,image/webp';

export function HandInPage({
  page,
  link,
  centre,
  here,
}: {
  page: PageBase;
  link: LinkOfPhone;
  centre: Centre;
  /** The address of this page, with the language that was chosen by hand. */
  here: string;
}) {
  const { w, commandId, attempt } = page;
  const code = attempt?.problem.fields?.['photo'];
  return (
    <PhoneDocument page={page} title={w('photo.title')} place={centre.name}>
      <h1>{w('photo.title')}</h1>
      {attempt ? (
        <p class="phone-problem" role="alert">
          {code ? fieldText(w.language, code) : problemText(w.language, attempt.problem)}
        </p>
      ) : null}
      <p>{link.deskLabel ? w('photo.for-desk', { desk: link.deskLabel }) : w('photo.for-house')}</p>
      <form class="phone-photos" method="post" action={here} enctype="multipart/form-data">
        <input type="hidden" name="commandId" value={commandId} />
        <label>
          <b>{w('photo.front')}</b>
          <input type="file" name="photo" accept={PICTURES} capture="environment" />
        </label>
        <label>
          <b>{w('photo.back')}</b>
          <input type="file" name="photo" accept={PICTURES} capture="environment" />
        </label>
        <details>
          <summary>{w('photo.have-one')}</summary>
          <label>
            <b>{w('photo.choose')}</b>
            <input type="file" name="photo" accept={PICTURES} multiple />
          </label>
        </details>
        <Button kind="primary" wide size="large">
          {w('photo.send')}
        </Button>
      </form>
      <ul class="phone-promises">
        <li>{w('photo.say.desk')}</li>
        <li>{w('photo.say.place')}</li>
        <li>
          {w('photo.say.until', { time: formatTime(w.language, timeOf(link.endsAt, centre.zone)) })}
        </li>
      </ul>
      <nav class="phone-languages" aria-label={w('app.language')}>
        {UI_LANGUAGES.filter((tag) => tag !== w.language).map((tag) => (
          <a href={`/hand-in?lang=${tag}`} lang={tag} dir={directionOf(tag)}>
            {languageOf(tag)?.endonym}
          </a>
        ))}
      </nav>
    </PhoneDocument>
  );
}

/** They are at the desk; or the link takes none any more. */
export function HandInOverPage({ page, done }: { page: PageBase; done: boolean }) {
  const { w } = page;
  const title = w(done ? 'photo.done' : 'photo.over');
  return (
    <PhoneDocument page={page} title={title} place={w('app.name')}>
      <h1>{title}</h1>
      <p>{w(done ? 'photo.done.hint' : 'photo.over.hint')}</p>
    </PhoneDocument>
  );
}
