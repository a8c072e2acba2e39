// The sheet of a file: what this office does next, who read the file, and a note while she is served.
import { dayOf } from '#base/dates.ts';
import { mayAct, WELCOME } from '#modules/access/decide.ts';
import type { Reader } from '#modules/casefiles/queries.ts';
import type { Centre } from '#modules/directory/schema.ts';
import type { PastMembership } from '#modules/people/household-queries.ts';
import { nameIn } from '#modules/directory/rules/names.ts';
import { TextArea } from '#platform/ui/field.tsx';
import { Icon } from '#platform/ui/icon.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { formatDate, formatMoment, formatParts } from '#platform/words/format.ts';
import { type PageRequest, typedIn } from '../page.ts';
import { fieldText } from '#platform/words/problem-text.ts';
import { FileConferences } from '../conferences/file-conferences.tsx';
import { PastMemberships } from '../reception/household-parts.tsx';
import { FileShared } from '../referrals/file-referrals.tsx';
import { FileCompanions, FileDocuments } from './file-documents.tsx';
import { FileTasks } from './file-tasks.tsx';
import { listNextSteps } from './file-timeline.tsx';
import { type FileFacts, listCompanions } from './load-file.ts';
import type { KnownPerson } from './load-person.ts';

export function FileSheet({
  page,
  personId,
  known,
  facts,
  works,
  past,
  readers,
  centre,
  unit,
}: {
  page: PageRequest;
  personId: string;
  known: KnownPerson;
  facts: FileFacts;
  /** Whether anything may be done with the file; else it is read. */
  works: boolean;
  /** What she was in households before; row security leaves it empty for who holds no grant on her. */
  past: readonly PastMembership[];
  readers: readonly Reader[];
  centre: Centre | undefined;
  /** The office that serves her now, by name: it may write a note. */
  unit: string | undefined;
}) {
  const { w, attempt, language } = page;
  const steps = listNextSteps(page, known).toReversed();
  const code = attempt?.problem.fields?.['body'];
  return (
    <div class="stack-loose">
      {unit ? (
        <div class="stack-tight">
          <TextArea
            name="body"
            label={w('casefile.new-note')}
            aside={
              <span class="only-unit">
                <Icon name="lock" size={14} /> {w('casefile.only-unit-reads', { unit })}
              </span>
            }
            hint={w('casefile.note.hint')}
            rows={5}
            value={typedIn(attempt, 'body')}
            error={code ? fieldText(language, code, attempt?.problem.params) : undefined}
          />
        </div>
      ) : null}
      {facts.opens('tasks') ? (
        <FileTasks page={page} tasks={facts.tasks} centre={centre} works={works} />
      ) : null}
      {steps.length > 0 ? (
        <div>
          <SectionHeading title={w('casefile.next-steps')} />
          <ul class="rows">
            {steps.map((act) => (
              <li>
                <bdi class="row-text">{act.detail}</bdi>
                <b>{formatDate(w.language, act.nextOn, 'short')}</b>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {facts.opens('documents') ? (
        <FileDocuments page={page} documents={facts.documents} centre={centre} />
      ) : null}
      <FileShared
        page={page}
        personId={personId}
        referrals={facts.referrals}
        standing={facts.standing}
        works={works}
      />
      <FileConferences
        page={page}
        personId={personId}
        conferences={facts.conferences}
        works={works}
      />
      <PastMemberships page={page} past={past} />
      <FileCompanions page={page} companions={listCompanions(facts.tasks, known.acts)} />
      {facts.opens('spine') ? (
        <div id="readers">
          <SectionHeading title={w('casefile.who-reads')} />
          <ul class="rows">
            {readers.map((reader) => (
              <li>
                <span class="row-text">
                  <bdi>{reader.name}</bdi> <span class="hint">{unitsOf(page, reader)}</span>
                </span>
                <span class="hint">{lastRead(page, reader, centre)}</span>
              </li>
            ))}
          </ul>
          <p class="file-links">
            <a href={`/people/${known.person?.id}/readings`}>{w('readings.link')}</a>
            {works && mayAct(page.actor, { roles: WELCOME }) ? (
              <a href={`/people/${known.person?.id}/apart`}>{w('apart.link')}</a>
            ) : null}
          </p>
          <p class="hint">{w('casefile.others-hidden')}</p>
        </div>
      ) : null}
    </div>
  );
}

function unitsOf({ directory, language }: PageRequest, reader: Reader): string {
  const units = reader.unitIds.flatMap((id) => directory.units.get(id) ?? []);
  return formatParts(
    language,
    units.map(({ name }) => nameIn(name, language)),
  );
}

function lastRead({ w, now }: PageRequest, reader: Reader, centre: Centre | undefined): string {
  const zone = centre?.zone ?? 'UTC';
  const day = dayOf(reader.lastAt, zone);
  return day.equals(dayOf(now, zone))
    ? formatMoment(w.language, reader.lastAt, zone)
    : formatDate(w.language, day, 'short');
}
