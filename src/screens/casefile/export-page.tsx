// Taking a file out: /people/:personId/export. Asked for after a fresh proof, with a reason; what was made
// waits below, sealed, and is fetched once. Behind the fence, and for a file that was opened in an
// emergency, there is no such page.
import { isId, newId } from '#base/ids.ts';
import type { UiLanguage } from '#base/languages.ts';
import { problem } from '#base/problem.ts';
import { DESK, isFenced, mayAct, WELCOME } from '#modules/access/decide.ts';
import { NETWORK_ZONE } from '#modules/access/schema.ts';
import { countExports, type Export, listExports } from '#modules/casefiles/export-queries.ts';
import {
  EXPORT_FORMATS,
  EXPORT_HOURS,
  EXPORT_REASONS,
  EXPORTS_A_DAY,
} from '#modules/casefiles/export-rules.ts';
import { findPerson } from '#modules/people/queries.ts';
import { Button, ButtonLink } from '#platform/ui/button.tsx';
import { RadioList } from '#platform/ui/choice.tsx';
import { Document } from '#platform/ui/document.tsx';
import { TextArea } from '#platform/ui/field.tsx';
import { Frame } from '#platform/ui/frame.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { formatMoment } from '#platform/words/format.ts';
import { freshPage } from '../account/fresh-page.ts';
import { FormOutcome } from '../form-outcome.tsx';
import { type Page, type PageRequest, typedIn } from '../page.ts';
import { errorOf } from '../referrals/referral-words.tsx';
import { SheetFoot } from '../sheet-foot.tsx';
import { staffBar, staffDocument } from '../staff-bar.tsx';

/** Hears which exports were asked for and are not made yet, and in which language they are wished. */
export type HearWaiting = (exportId: string, language: UiLanguage) => void;

export function exportPage(waits: HearWaiting = () => {}): Page {
  const fresh = freshPage({ screen: 'export', render: (page) => renderExports(page, waits) });
  return {
    screen: 'export',
    forWork: true,
    async render(page) {
      const personId = page.params['personId'] ?? '';
      const may = mayAct(page.actor, { roles: [...DESK, ...WELCOME] });
      if (!isId(personId) || isFenced(page.actor) || !may) return problem('not-found');
      // Before she is asked to prove herself: nobody learns from that whether somebody is here.
      return (await findPerson(page.tx, personId)) ? fresh.render(page) : problem('not-found');
    },
  };
}

async function renderExports(page: PageRequest, waits: HearWaiting) {
  const { tx, w, language, attempt, commandId, now, params } = page;
  const personId = params['personId'] ?? '';
  const person = await findPerson(tx, personId);
  if (!person) return problem('not-found');
  await page.reads([personId], 'export');
  const [made, used] = await Promise.all([
    listExports(tx, personId, now.subtract({ hours: EXPORT_HOURS })),
    countExports(tx),
  ]);
  for (const { id, state } of made) if (state === 'waiting') waits(id, language);
  const left = Math.max(0, EXPORTS_A_DAY - used);
  const error = errorOf(page);
  return (
    <Document {...staffDocument(page, w('export.title'))}>
      <Frame
        skip={w('app.skip-to-content')}
        bar={staffBar(page, { title: w('export.title') })}
        sheetLabel={w('export.ask')}
        sheet={
          <form id="export" class="form stack" method="post" action={`/people/${personId}/export`}>
            <input type="hidden" name="commandId" value={commandId} />
            <RadioList
              name="reason"
              legend={w('export.reason')}
              value={typedIn(attempt, 'reason')}
              required
              choices={EXPORT_REASONS.map((value) => ({
                value,
                label: w(`export.reason.${value}`),
              }))}
            />
            <TextArea
              name="words"
              label={w('export.words')}
              hint={w('export.words.hint')}
              rows={3}
              value={typedIn(attempt, 'words')}
              error={error('words')}
              required
            />
            <RadioList
              name="format"
              legend={w('export.format')}
              value={typedIn(attempt, 'format') ?? 'pdf'}
              required
              choices={EXPORT_FORMATS.map((value) => ({
                value,
                label: w(`export.format.${value}`),
              }))}
            />
          </form>
        }
        sheetFoot={
          <SheetFoot
            form="export"
            act={w('export.ask')}
            to={`/people/${personId}`}
            back={w('readings.to-file')}
          />
        }
      >
        <div class="stack-loose">
          <FormOutcome page={page} />
          <p>
            <bdi>{person.name ?? w('casefile.no-name')}</bdi>
          </p>
          <SectionHeading title={w('export.what-follows')} />
          <div class="stack-tight">
            <p>{w('export.say.read')}</p>
            <p>{w('export.say.once', { hours: EXPORT_HOURS })}</p>
            <p>{w('export.say.her')}</p>
            <p class="muted">{w('export.left', { count: left })}</p>
          </div>
          <SectionHeading title={w('export.made')} />
          {made.length === 0 ? <p class="muted">{w('export.made.none')}</p> : null}
          <ul class="rows">
            {made.map((one) => (
              <Made page={page} one={one} />
            ))}
          </ul>
        </div>
      </Frame>
    </Document>
  );
}

function Made({ page, one }: { page: PageRequest; one: Export }) {
  const { w, now } = page;
  const moment = (at: Temporal.Instant) => formatMoment(w.language, at, NETWORK_ZONE);
  const address = `/people/${one.personId}/export`;
  const over = Temporal.Instant.compare(one.endsAt, now) <= 0;
  return (
    <li>
      <span class="row-text">
        {w(`export.reason.${one.reason as 'she-asked'}`)} · {w(`export.format.${one.format}`)}{' '}
        <span class="hint">
          {moment(one.askedAt)} · {w(`export.state.${over ? 'over' : one.state}`)}
        </span>
      </span>
      {one.state === 'ready' && !over ? (
        <form method="post" action={`${address}/${one.id}`} data-turbo="false">
          <input type="hidden" name="commandId" value={newId()} />
          <Button kind="primary" size="large" icon="printer">
            {w('export.fetch', { until: moment(one.endsAt) })}
          </Button>
        </form>
      ) : null}
      {one.state === 'waiting' && !over ? (
        <ButtonLink kind="quiet" href={address}>
          {w('export.look-again')}
        </ButtonLink>
      ) : null}
    </li>
  );
}
