// One act that was recorded, to be corrected or voided with a reason: /acts/:attendanceId. For whoever did
// it, and for the coordinator, who is told neither the person nor what was written freely.
import { dayOf } from '#base/dates.ts';
import { isId, newId } from '#base/ids.ts';
import { problem } from '#base/problem.ts';
import { findCorrectable, listCorrections } from '#modules/visits/correction-queries.ts';
import type { CorrectableAct } from '#modules/visits/correction-rules.ts';
import { INTERPRETERS, MODES, OUTCOMES } from '#modules/visits/schema.ts';
import { Button } from '#platform/ui/button.tsx';
import { DateField } from '#platform/ui/date-field.tsx';
import { Document } from '#platform/ui/document.tsx';
import { TextArea, TextField } from '#platform/ui/field.tsx';
import { Frame } from '#platform/ui/frame.tsx';
import { Notice } from '#platform/ui/note.tsx';
import { Select } from '#platform/ui/select.tsx';
import { formatDate, formatMinutes, formatMoment } from '#platform/words/format.ts';
import { fieldText, problemText } from '#platform/words/problem-text.ts';
import { directoryNames, outcomeWords } from '../desk/desk-words.tsx';
import { type Page, type PageRequest, typedIn } from '../page.ts';
import { staffBar, staffDocument } from '../staff-bar.tsx';

export const actPage: Page = {
  screen: 'act',
  async render(page) {
    const { w, tx, params, directory, language, attempt } = page;
    const id = params['attendanceId'] ?? '';
    const act = isId(id) ? await findCorrectable(tx, id) : undefined;
    const centre = act && directory.centres.get(act.centreId);
    if (!act || !centre) return problem('not-found');
    // The coordinator is not told of whom it is: she reads nobody.
    if (act.own) await page.reads([act.personId], 'correct');
    const corrections = await listCorrections(tx, act.id);
    const name = directoryNames(directory, language);
    const offered =
      directory.offices.get(act.officeId)?.offers.map(({ service }) => service.id) ?? [];
    const moment = (at: Temporal.Instant) =>
      `${formatDate(w.language, dayOf(at, centre.zone))}, ${formatMoment(w.language, at, centre.zone)}`;
    return (
      <Document {...staffDocument(page, w('correction.title'))}>
        <Frame
          skip={w('app.skip-to-content')}
          bar={staffBar(page, { title: w('correction.title'), centre })}
          sheetLabel={w('correction.void')}
          sheet={act.voided ? undefined : <VoidForm page={page} act={act} />}
        >
          <div class="stack-loose act-page">
            <header class="stack-tight">
              <h1>{name.service(act.serviceId)}</h1>
              <p class="muted">
                {[
                  name.office(act.officeId),
                  moment(act.occurredAt),
                  formatMinutes(w.language, act.minutes),
                  outcomeWords(w, act.outcome),
                ].join(' · ')}
              </p>
            </header>
            {attempt && !attempt.problem.fields ? (
              <Notice tone="error">{problemText(language, attempt.problem)}</Notice>
            ) : null}
            {act.voided ? <Notice>{w('correction.is-void')}</Notice> : null}
            {act.signed ? <Notice tone="plain">{w('correction.signed')}</Notice> : null}
            {corrections.length > 0 ? (
              <ul class="rows">
                {corrections.map((one) => (
                  <li>
                    <span class="row-text">
                      <bdi>{one.reason}</bdi>{' '}
                      <span class="hint">
                        {[
                          one.by,
                          moment(one.at),
                          one.voided && w('correction.voided'),
                          one.revision && w('correction.revision'),
                        ]
                          .filter(Boolean)
                          .join(' · ')}
                      </span>
                    </span>
                  </li>
                ))}
              </ul>
            ) : null}
            {act.voided ? null : <CorrectForm page={page} act={act} offered={offered} />}
          </div>
        </Frame>
      </Document>
    );
  },
};

function CorrectForm({
  page,
  act,
  offered,
}: {
  page: PageRequest;
  act: CorrectableAct;
  offered: readonly string[];
}) {
  const { w, directory, language, attempt, commandId } = page;
  const name = directoryNames(directory, language);
  const services = new Set([act.serviceId, ...offered]);
  const error = (field: string) => {
    const code = attempt?.problem.fields?.[field];
    return code ? fieldText(language, code, attempt?.problem.params) : undefined;
  };
  const typed = (field: string, value: string) => typedIn(attempt, field) ?? value;
  return (
    <form
      class="form stack"
      method="post"
      action={`/acts/${act.id}/correct`}
      data-draft={`act:${act.id}`}
    >
      <input type="hidden" name="commandId" value={commandId} />
      <Select
        name="serviceId"
        label={w('correction.service')}
        value={typed('serviceId', act.serviceId)}
        error={error('serviceId')}
        options={[...services].map((id) => ({ value: id, label: name.service(id) }))}
      />
      <Select
        name="mode"
        label={w('correction.mode')}
        value={typed('mode', act.mode)}
        options={MODES.map((mode) => ({ value: mode, label: w(`desk.mode.${mode}`) }))}
      />
      {act.forwardedTo ? (
        <p class="hint">{w('correction.sent-on', { office: name.sentTo(act.forwardedTo) })}</p>
      ) : (
        <>
          <Select
            name="outcome"
            label={w('correction.outcome')}
            value={typed('outcome', act.outcome)}
            error={error('outcome')}
            options={OUTCOMES.map((outcome) => ({
              value: outcome,
              label: outcomeWords(w, outcome),
            }))}
          />
          <DateField
            name="nextOn"
            label={w('correction.next-on')}
            value={typed('nextOn', act.nextOn?.toString() ?? '')}
            error={error('nextOn')}
          />
        </>
      )}
      <TextArea
        name="detail"
        label={w('correction.detail')}
        hint={act.own ? undefined : w('correction.detail.hidden')}
        rows={2}
        value={typed('detail', act.detail ?? '')}
        error={error('detail')}
      />
      <Select
        name="interpreter"
        label={w('correction.interpreter')}
        value={typed('interpreter', act.interpreter)}
        options={INTERPRETERS.map((one) => ({
          value: one,
          label: w(`correction.interpreter.${one}`),
        }))}
      />
      <TextField
        name="minutes"
        type="number"
        label={w('correction.minutes')}
        min="0"
        max="720"
        value={typed('minutes', String(act.minutes))}
        error={error('minutes')}
      />
      <TextField
        name="reason"
        label={w('correction.reason')}
        hint={w('correction.reason.hint')}
        maxlength={300}
        value={typed('reason', '')}
        error={error('reason')}
        required
      />
      <Button kind="primary" size="large" shortcut="mod+enter">
        {w('correction.save')}
      </Button>
    </form>
  );
}

function VoidForm({ page, act }: { page: PageRequest; act: CorrectableAct }) {
  const { w } = page;
  return (
    <form class="stack" method="post" action={`/acts/${act.id}/void`}>
      <input type="hidden" name="commandId" value={newId()} />
      <h2>{w('correction.void')}</h2>
      <p class="hint">{w('correction.void.hint')}</p>
      <TextField
        id="void-reason"
        name="reason"
        label={w('correction.reason')}
        maxlength={300}
        required
      />
      <Button kind="danger" wide>
        {w('correction.void.do')}
      </Button>
    </form>
  );
}
