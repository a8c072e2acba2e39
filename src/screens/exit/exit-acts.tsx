// At the way out, in the sheet of a trip: the one question, and a certificate for whoever asks for one.
import { newId } from '#base/ids.ts';
import { nameOfLanguage, UI_LANGUAGES, uiLanguageFor } from '#base/languages.ts';
import { SOLVED_ANSWERS } from '#modules/feedback/schema.ts';
import type { Trip } from '#modules/visits/queries.ts';
import { Button } from '#platform/ui/button.tsx';
import { TextField } from '#platform/ui/field.tsx';
import { Select } from '#platform/ui/select.tsx';
import { type PageRequest, typedIn } from '../page.ts';
import { errorOf } from '../referrals/referral-words.tsx';
import { certificateRandom } from './certificate-random.ts';
import { PAPER_NAME_MAX } from './paper-name.ts';

/** The field of the name, which an error leads to. */
export const CERTIFICATE_NAME = 'certificate-name';

/** The form of the certificate, when it is that one of the page's forms which was refused. */
export function certificateAttempt({ attempt }: Pick<PageRequest, 'attempt'>) {
  return attempt && 'random' in attempt.values ? attempt : undefined;
}

export function ExitActs({ page, trip, asked }: { page: PageRequest; trip: Trip; asked: boolean }) {
  const { w, now } = page;
  const hers = uiLanguageFor(trip.language);
  const refused = certificateAttempt(page);
  return (
    <div class="stack">
      {asked ? (
        <p class="hint">{w('exit.solved.asked')}</p>
      ) : trip.state === 'closed' ? (
        <form class="stack-tight" method="post" action={`/visits/${trip.id}/solved`}>
          <input type="hidden" name="commandId" value={newId()} />
          <h2>{w('exit.solved')}</h2>
          <p class="hint">{w('exit.solved.hint')}</p>
          <div class="button-row">
            {SOLVED_ANSWERS.map((answer) => (
              <Button name="answer" value={answer}>
                {w(`exit.solved.${answer}`)}
              </Button>
            ))}
          </div>
        </form>
      ) : null}
      <details class="leave-early" open={refused !== undefined}>
        <summary>{w('exit.certificate.title')}</summary>
        <form
          class="stack-tight"
          method="post"
          action={`/visits/${trip.id}/certificate`}
          target="_blank"
          data-turbo="false"
        >
          <input type="hidden" name="commandId" value={newId()} />
          <input type="hidden" name="random" value={certificateRandom()} />
          <input type="hidden" name="at" value={now.toString()} />
          <p class="hint">{w('exit.certificate.staff-hint')}</p>
          <TextField
            name="name"
            id={CERTIFICATE_NAME}
            label={w('exit.certificate.name')}
            value={typedIn(refused, 'name') ?? trip.name ?? undefined}
            error={refused ? errorOf(page)('name') : undefined}
            maxlength={PAPER_NAME_MAX}
            required
          />
          <Select
            name="language"
            label={w('exit.certificate.language')}
            value={typedIn(refused, 'language') ?? 'pt'}
            options={[...new Set(['pt', hers, ...UI_LANGUAGES] as const)].map((language) => ({
              value: language,
              label: nameOfLanguage(language, page.language),
            }))}
          />
          <Button icon="file-text" wide>
            {w('exit.certificate.print')}
          </Button>
        </form>
      </details>
    </div>
  );
}
