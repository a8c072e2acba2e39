// The register of what authorities ordered us to give: /disclosures, for data-protection officers and custodians.
// Persons are numbers of files. What is overdue stands on top.
import { dayOf } from '#base/dates.ts';
import { problem } from '#base/problem.ts';
import { NETWORK_ZONE } from '#modules/access/schema.ts';
import { type DisclosureLine, listDisclosures } from '#modules/disclosures/queries.ts';
import {
  awaitsTelling,
  isOpen,
  overdueOf,
  registersDisclosures,
  seesDisclosures,
} from '#modules/disclosures/rules.ts';
import { Button } from '#platform/ui/button.tsx';
import { Document } from '#platform/ui/document.tsx';
import { EmptyState } from '#platform/ui/empty-state.tsx';
import { type Fact, FactList } from '#platform/ui/fact-list.tsx';
import { Frame } from '#platform/ui/frame.tsx';
import { Notice, Quote } from '#platform/ui/note.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { StateWord } from '#platform/ui/state-word.tsx';
import { formatDate, formatParts } from '#platform/words/format.ts';
import { FormOutcome } from '../form-outcome.tsx';
import type { Page, PageRequest } from '../page.ts';
import { staffBar, staffDocument } from '../staff-bar.tsx';
import { ActForms } from './act-forms.tsx';
import { RegisterForm } from './register-form.tsx';

export const disclosuresPage: Page = {
  screen: 'disclosures',
  async render(page) {
    const { tx, actor, w, attempt, query, now } = page;
    if (!seesDisclosures(actor)) return problem('not-found');
    const lines = await listDisclosures(tx, now);
    const today = dayOf(now, NETWORK_ZONE);
    const late = lines.filter((line) => {
      const { answer, telling } = overdueOf(line, today);
      return answer || telling;
    }).length;
    const registers = registersDisclosures(actor);
    return (
      <Document {...staffDocument(page, w('disclosures.title'))}>
        <Frame
          skip={w('app.skip-to-content')}
          bar={staffBar(page, { title: w('disclosures.title') })}
          {...(registers && {
            sheetLabel: w('disclosures.register'),
            sheet: <RegisterForm page={page} />,
            sheetFoot: (
              <Button kind="primary" size="large" wide form="order" shortcut="mod+enter">
                {w('disclosures.register')}
              </Button>
            ),
          })}
        >
          <div class="stack-loose">
            <p class="hint">{w('disclosures.hint')}</p>
            <FormOutcome page={page} />
            {query.has('done') && !attempt ? (
              <Notice tone="done">{w('rights.saved')}</Notice>
            ) : null}
            {late > 0 ? <Notice>{w('disclosures.late', { count: late })}</Notice> : null}
            {lines.length === 0 ? <EmptyState icon="check" title={w('disclosures.none')} /> : null}
            {lines.map((line) => (
              <DisclosurePart page={page} line={line} today={today} />
            ))}
          </div>
        </Frame>
      </Document>
    );
  },
};

interface Of {
  readonly page: PageRequest;
  readonly line: DisclosureLine;
  readonly today: Temporal.PlainDate;
}

function DisclosurePart({ page, line, today }: Of) {
  const { w } = page;
  const day = (on: Temporal.PlainDate) => formatDate(w.language, on, 'medium');
  const open = isOpen(line.state);
  const late = overdueOf(line, today);
  return (
    <section class="stack-tight" id={line.id}>
      <SectionHeading
        title={
          <span>
            <bdi>{line.authority}</bdi> ·{' '}
            <bdi>
              {line.number ? w('rights.of-file', { number: line.number }) : w('rights.erased-file')}
            </bdi>
          </span>
        }
      />
      <p>
        <StateWord state={late.answer ? 'attention' : open ? 'now' : 'done'}>
          {w(`disclosures.state.${line.state}`)}
        </StateWord>
        {open
          ? ` · ${w(late.answer ? 'rights.overdue' : 'rights.due', { date: day(line.deadline) })}`
          : ''}
      </p>
      <p class="muted">
        {w(`disclosures.kind.${line.kind}`)} · <bdi>{line.legalBase}</bdi> ·{' '}
        <bdi>{line.reference}</bdi> ·{' '}
        {w('disclosures.received', { date: day(line.receivedOn), name: line.registeredName })}
      </p>
      <Quote source={w('disclosures.asked')}>{line.asked}</Quote>
      <Found page={page} line={line} />
      {line.closing ? <Quote source={w('disclosures.closing')}>{line.closing}</Quote> : null}
      <Telling page={page} line={line} today={today} />
      <ActForms page={page} line={line} />
    </section>
  );
}

/** What the review found, who approved it, and who gave it. */
function Found({ page: { w }, line }: Omit<Of, 'today'>) {
  if (!line.finding) return null;
  const facts: Fact[] = [
    {
      label: w('disclosures.finding'),
      value: w(`disclosures.finding.${line.finding}`),
      source: line.reviewedName,
    },
    ...(line.sections.length > 0
      ? [
          {
            label: w('disclosures.sections'),
            value: formatParts(
              w.language,
              line.sections.map((one) => w(`disclosures.section.${one}`)),
            ),
          },
        ]
      : []),
    { label: w('disclosures.needed'), value: <bdi>{line.needed}</bdi> },
    ...(line.withheld
      ? [{ label: w('disclosures.withheld'), value: <bdi>{line.withheld}</bdi> }]
      : []),
    ...(line.firstName
      ? [
          {
            label: w('disclosures.approved-by'),
            value: formatParts(w.language, [line.firstName, line.secondName]),
          },
        ]
      : []),
    ...(line.givenAt
      ? [
          {
            label: w('disclosures.given'),
            value: <bdi>{line.reason}</bdi>,
            source: `${line.givenName ?? ''}, ${formatDate(w.language, dayOf(line.givenAt, NETWORK_ZONE), 'medium')}`,
          },
        ]
      : []),
  ];
  return <FactList facts={facts} />;
}

function Telling({ page: { w }, line, today }: Of) {
  const day = (on: Temporal.PlainDate) => formatDate(w.language, on, 'medium');
  if (line.toldOn) return <p>{w('disclosures.told', { date: day(line.toldOn) })}</p>;
  if (!awaitsTelling(line)) return null;
  const late = overdueOf(line, today).telling;
  return (
    <>
      <p>
        <StateWord state={late ? 'attention' : 'plain'}>
          {w(late ? 'disclosures.tell-late' : 'disclosures.tell-by', { date: day(line.tellBy) })}
        </StateWord>
      </p>
      {line.untoldWhy ? <Quote source={w('disclosures.untold-why')}>{line.untoldWhy}</Quote> : null}
    </>
  );
}
