// "Somebody else, please", on her own phone: asked while a desk calls or serves her, and taken back. No
// name stands here; the desk is the one whose number is on the wall.
import { Button } from '#platform/ui/button.tsx';
import { problemText } from '#platform/words/problem-text.ts';
import type { PageBase } from '../page.ts';
import { PhoneDocument } from './phone-document.tsx';

interface Props {
  readonly page: PageBase;
  readonly place: string;
  /** The address of her ticket, with the language that was chosen by hand. */
  readonly here: string;
  /** A desk calls or serves her now. */
  readonly called: boolean;
  /** She keeps somebody away already. */
  readonly kept: boolean;
}

export function AnotherPage({ page, place, here, called, kept }: Props) {
  const { w, attempt } = page;
  const from = (path: string) => here.replace('/my-ticket', `/my-ticket/${path}`);
  return (
    <PhoneDocument page={page} title={w('apart.title')} place={place}>
      <h1>{w('apart.title')}</h1>
      {attempt ? (
        <p class="phone-problem" role="alert">
          {problemText(w.language, attempt.problem)}
        </p>
      ) : null}
      <p>{w(called ? 'apart.phone.text' : kept ? 'apart.phone.kept' : 'apart.phone.not-called')}</p>
      <form class="phone-choice" method="post" action={from(called ? 'another' : 'another/back')}>
        <input type="hidden" name="commandId" value={page.commandId} />
        {called || kept ? (
          <Button wide size="large">
            {w(called ? 'apart.phone.yes' : 'apart.phone.let-back')}
          </Button>
        ) : null}
        <a class="button" data-kind="primary" data-size="large" data-wide href={here}>
          {w('apart.phone.no')}
        </a>
      </form>
    </PhoneDocument>
  );
}
