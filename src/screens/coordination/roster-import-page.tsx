// A roster from a file: chosen or pasted, looked through line by line, and only then taken over. What is
// wrong is said with the number of its line, to be put right in the file or here.
import { isProblem, problem } from '#base/problem.ts';
import type { Fault } from '#modules/rosters/import-file.ts';
import { type ReadRoster, readRoster } from '#modules/rosters/import-facts.ts';
import { TEXT_MAX } from '#modules/rosters/plan-schema.ts';
import type { Shift } from '#modules/rosters/schema.ts';
import { Button, ButtonLink } from '#platform/ui/button.tsx';
import { Document } from '#platform/ui/document.tsx';
import { TextArea } from '#platform/ui/field.tsx';
import { Frame } from '#platform/ui/frame.tsx';
import { Notice } from '#platform/ui/note.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { Table } from '#platform/ui/table.tsx';
import { formatDate, formatTimeRange } from '#platform/words/format.ts';
import { nameIn } from '#modules/directory/rules/names.ts';
import { fieldText, problemText } from '#platform/words/problem-text.ts';
import type { Page, PageRequest } from '../page.ts';
import { mayOversee } from '../portal/places.ts';
import { staffBar, staffDocument } from '../staff-bar.tsx';
import { Where, weekLink } from './roster-forms.tsx';
import { loadWeek, type RosterWeek } from './roster-week.ts';

type Values = Readonly<Record<string, readonly string[]>>;

/** @param sent what was sent to be looked through; nothing when the page is opened */
export function rosterImportPage(sent?: Values): Page {
  return {
    screen: 'roster-import',
    async render(page) {
      const { actor, params, w, directory, attempt, tx, now } = page;
      const centre = directory.centres.get(params['centreId'] ?? '');
      if (!centre || !mayOversee(actor, centre.id) || centre.offices.length === 0)
        return problem('not-found');
      const values = sent ?? attempt?.values;
      const asked = values ? { values, problem: problem('invalid') } : undefined;
      const week = await loadWeek({ ...page, attempt: asked }, centre);
      const text = values?.['text']?.[0] ?? '';
      const tooLong = text.length > TEXT_MAX;
      const read = text && !tooLong ? await readRoster(tx, week.office.id, text, now) : undefined;
      if (isProblem(read)) return read;
      const good = read && read.faults.length === 0 && read.add.length + read.remove.length > 0;
      const refused = attempt && !read?.faults.length ? attempt.problem : undefined;
      return (
        <Document {...staffDocument(page, w('roster-file.title'))}>
          <Frame
            skip={w('app.skip-to-content')}
            bar={staffBar(page, { title: w('roster-file.title'), centre })}
            sheetLabel={w('roster-file.file')}
            sheet={<FileForm page={page} week={week} text={text} confirmed={Boolean(good)} />}
            sheetFoot={
              <Button kind="primary" size="large" wide form="roster-file" shortcut="mod+enter">
                {w(good ? 'roster-file.take' : 'roster-file.look')}
              </Button>
            }
          >
            <div class="stack-loose">
              <SectionHeading title={nameIn(week.office.name, w.language)} />
              {refused ? (
                <Notice tone="error">{problemText(w.language, refused)}</Notice>
              ) : tooLong || (values && !text) ? (
                <Notice tone="error">
                  {fieldText(w.language, tooLong ? 'file-too-long' : 'file-empty')}
                </Notice>
              ) : null}
              {read ? <Outcome page={page} week={week} read={read} /> : <HowTo page={page} />}
            </div>
          </Frame>
        </Document>
      );
    },
  };
}

function FileForm({
  page,
  week,
  text,
  confirmed,
}: {
  page: PageRequest;
  week: RosterWeek;
  text: string;
  confirmed: boolean;
}) {
  const { w } = page;
  const action = `/coordination/${week.centre.id}/roster/import`;
  if (confirmed)
    return (
      <form id="roster-file" class="stack" method="post" action={action}>
        <Where page={page} week={week} />
        <input type="hidden" name="confirmed" value="yes" />
        <input type="hidden" name="text" value={text} />
        <p>{w('roster-file.not-yet')}</p>
        <p class="hint">{w('roster-file.can-undo')}</p>
        <ButtonLink href={weekLink(week, week.monday, undefined, '/import')}>
          {w('roster-file.other')}
        </ButtonLink>
      </form>
    );
  return (
    <form
      id="roster-file"
      class="stack"
      method="post"
      action={action}
      enctype="multipart/form-data"
    >
      <Where page={page} week={week} />
      <div class="field">
        <div class="field-label">
          <label for="file">{w('roster-file.file')}</label>
        </div>
        <input class="file-input" type="file" id="file" name="file" accept=".csv,.txt,text/csv" />
      </div>
      <TextArea
        name="text"
        label={w(text ? 'roster-file.mend' : 'roster-file.paste')}
        value={text}
        rows={text ? 16 : 6}
        dir="ltr"
      />
      <ButtonLink href={templateLink(week)} icon="save">
        {w('roster-file.template')}
      </ButtonLink>
      <ButtonLink kind="quiet" href={weekLink(week)}>
        {w('roster-file.back')}
      </ButtonLink>
    </form>
  );
}

function templateLink(week: RosterWeek): string {
  return weekLink(week, week.monday, undefined, '.csv');
}

function HowTo({ page: { w } }: { page: PageRequest }) {
  return (
    <div class="stack">
      <p>{w('roster-file.how')}</p>
      <p>{w('roster-file.columns')}</p>
      <p>{w('roster-file.means')}</p>
      <p class="hint">{w('roster-file.limits')}</p>
    </div>
  );
}

function Outcome({ page, week, read }: { page: PageRequest; week: RosterWeek; read: ReadRoster }) {
  const { w, language } = page;
  const { faults, add, remove, same } = read;
  if (faults.length > 0)
    return (
      <section class="stack">
        <Notice tone="error">{w('roster-file.faults', { count: faults.length })}</Notice>
        <ol class="fault-list">
          {faults.slice(0, 50).map((fault) => (
            <li>
              <b>{w('roster-file.line', { line: fault.line })}</b> <span>{said(page, fault)}</span>
            </li>
          ))}
        </ol>
        {faults.length > 50 ? (
          <p class="hint">{w('roster-file.more', { count: faults.length - 50 })}</p>
        ) : null}
      </section>
    );
  if (add.length + remove.length === 0)
    return <Notice tone="plain">{w('roster-file.nothing', { count: same })}</Notice>;
  const row = (shift: Shift, comes: boolean) => ({
    shift,
    comes,
    key: `${shift.date} ${shift.works.from} ${comes}`,
  });
  const rows = [
    ...remove.map((shift) => row(shift, false)),
    ...add.map((shift) => row(shift, true)),
  ].toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const hours = (span: Shift['rests']) =>
    span ? <bdi>{formatTimeRange(language, span.from, span.to)}</bdi> : null;
  return (
    <section class="stack">
      <Notice tone="attention">
        {w('roster-file.would', { added: add.length, removed: remove.length, same })}
      </Notice>
      <div class="roster-week">
        <Table
          caption={w('roster-file.title')}
          columns={[
            { label: w('roster.day'), heads: true },
            { label: w('roster-file.what') },
            { label: w('roster.who') },
            { label: w('app.desk') },
            { label: w('roster-file.hours') },
            { label: w('roster-file.break') },
          ]}
          rows={rows.map(({ shift, comes }) => ({
            cells: [
              formatDate(language, shift.date, 'weekday'),
              comes ? <b>{w('roster-file.comes')}</b> : <s>{w('roster-file.goes')}</s>,
              <bdi>{read.staff.find(({ id }) => id === shift.accountId)?.name}</bdi>,
              <bdi>{week.office.desks.find(({ id }) => id === shift.deskId)?.label ?? '–'}</bdi>,
              hours(shift.works),
              hours(shift.rests),
            ],
          }))}
        />
      </div>
    </section>
  );
}

/** The fault in words, with what stands in the line. */
function said({ language }: PageRequest, { code, cell }: Fault) {
  const why = fieldText(language, code);
  return cell ? (
    <>
      <bdi class="fault-cell">{cell}</bdi> {why}
    </>
  ) : (
    why
  );
}
