// Something is added to a file: a task of ours or hers, or a paper that was seen. /people/:personId/add
import { isId, newId } from '#base/ids.ts';
import { dayOf } from '#base/dates.ts';
import { problem } from '#base/problem.ts';
import { DESK, isFenced, mayAct, WELCOME } from '#modules/access/decide.ts';
import { DOCUMENT_SEEN } from '#modules/casefiles/schema.ts';
import { TASK_KINDS } from '#modules/followups/schema.ts';
import { findPerson } from '#modules/people/queries.ts';
import { Button, ButtonLink } from '#platform/ui/button.tsx';
import { DateField } from '#platform/ui/date-field.tsx';
import { Document } from '#platform/ui/document.tsx';
import { TextField } from '#platform/ui/field.tsx';
import { Frame } from '#platform/ui/frame.tsx';
import { Select } from '#platform/ui/select.tsx';
import { inLanguage } from '#platform/words/format.ts';
import { fieldText } from '#platform/words/problem-text.ts';
import { FormOutcome } from '../form-outcome.tsx';
import { type Page, type PageRequest, typedIn } from '../page.ts';
import { staffBar, staffDocument } from '../staff-bar.tsx';

export const addPage: Page = {
  screen: 'casefile',
  forWork: true,
  async render(page) {
    const { tx, actor, params, w } = page;
    const personId = params['personId'] ?? '';
    const may = !isFenced(actor) && mayAct(actor, { roles: [...DESK, ...WELCOME] });
    const person = isId(personId) && may ? await findPerson(tx, personId) : undefined;
    if (!person) return problem('not-found');
    await page.reads([personId], 'file');
    const centre = homeOf(page);
    return (
      <Document {...staffDocument(page, w('file.add'))}>
        <Frame
          skip={w('app.skip-to-content')}
          bar={staffBar(page, { title: w('casefile.title'), centre })}
          sheetLabel={w('file.document.add')}
          sheet={<DocumentForm page={page} personId={personId} centreId={centre?.id ?? ''} />}
        >
          <div class="stack">
            <p>
              <ButtonLink kind="quiet" icon="arrow-left" href={`/people/${personId}`}>
                {w('app.back')}
              </ButtonLink>
            </p>
            <h1>{person.name ? <bdi>{person.name}</bdi> : w('casefile.no-name')}</h1>
            <FormOutcome page={page} besideFields />
            <TaskForm page={page} personId={personId} />
          </div>
        </Frame>
      </Document>
    );
  },
};

/** The house of whoever asks: of a role at one, else the first of the network. */
export function homeOf({ actor, directory }: PageRequest) {
  const own = actor.memberships.find(({ centreId }) => centreId !== null)?.centreId;
  return directory.centres.get(own ?? '') ?? [...directory.centres.values()][0];
}

function errorOf({ attempt, language }: PageRequest) {
  return (field: string) => {
    const code = attempt?.problem.fields?.[field];
    return code ? fieldText(language, code, attempt?.problem.params) : undefined;
  };
}

function TaskForm({ page, personId }: { page: PageRequest; personId: string }) {
  const { w, attempt, now } = page;
  const error = errorOf(page);
  const zone = homeOf(page)?.zone ?? 'UTC';
  const inAWeek = dayOf(now, zone).add({ days: 7 }).toString();
  return (
    <form
      class="form stack"
      method="post"
      action={`/people/${personId}/task`}
      data-draft={`task:${personId}`}
    >
      <input type="hidden" name="commandId" value={newId()} />
      <h2>{w('file.task.add')}</h2>
      <Select
        name="kind"
        label={w('file.task.who')}
        value={typedIn(attempt, 'kind') ?? 'ours'}
        options={TASK_KINDS.map((kind) => ({ value: kind, label: w(`file.kind.${kind}`) }))}
      />
      <TextField
        name="title"
        label={w('file.task.what')}
        value={typedIn(attempt, 'title')}
        error={error('title')}
        maxlength={200}
        required
        autofocus
      />
      <DateField
        name="dueOn"
        label={w('file.task.due')}
        value={typedIn(attempt, 'dueOn') ?? inAWeek}
        error={error('dueOn')}
      />
      <Button kind="primary" size="large">
        {w('file.task.save')}
      </Button>
    </form>
  );
}

function DocumentForm({
  page,
  personId,
  centreId,
}: {
  page: PageRequest;
  personId: string;
  centreId: string;
}) {
  const { w, directory, language, attempt } = page;
  const error = errorOf(page);
  const kinds = new Map(
    [...directory.services.values()].flatMap((service) =>
      service.documents.map(
        (document) => [document.id, inLanguage(document.name, language)] as const,
      ),
    ),
  );
  return (
    <form class="stack" method="post" action={`/people/${personId}/document`}>
      <input type="hidden" name="commandId" value={newId()} />
      <input type="hidden" name="centreId" value={centreId} />
      <h2>{w('file.document.add')}</h2>
      <p class="hint">{w('file.document.hint')}</p>
      <Select
        name="documentId"
        label={w('file.document.kind')}
        value={typedIn(attempt, 'documentId')}
        error={error('documentId')}
        options={[...kinds].map(([value, label]) => ({ value, label }))}
      />
      <Select
        name="seen"
        label={w('file.document.seen')}
        value={typedIn(attempt, 'seen') ?? 'original'}
        options={DOCUMENT_SEEN.map((seen) => ({ value: seen, label: w(`file.seen.${seen}`) }))}
      />
      <DateField
        name="validUntil"
        label={w('file.document.valid')}
        value={typedIn(attempt, 'validUntil')}
        error={error('validUntil')}
      />
      <Button wide>{w('file.document.save')}</Button>
    </form>
  );
}
