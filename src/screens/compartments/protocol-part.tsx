// The protocol inside a compartment: what is to be done by when, what was done by whom, the questions about
// danger. Its members alone see it, overdue or not.
import { newId } from '#base/ids.ts';
import { NETWORK_ZONE } from '#modules/access/schema.ts';
import { formsOf } from '#modules/compartments/sealed-form.ts';
import { readDanger, standOf, type StepStand } from '#modules/compartments/protocol-rules.ts';
import { ANSWERS, type Danger, type Protocol } from '#modules/compartments/protocol-schema.ts';
import type { CompartmentLine, ShownLeaf } from '#modules/compartments/queries.ts';
import { nameIn } from '#modules/directory/rules/names.ts';
import { Button } from '#platform/ui/button.tsx';
import { RadioList } from '#platform/ui/choice.tsx';
import { TextArea } from '#platform/ui/field.tsx';
import { Notice } from '#platform/ui/note.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { StateWord } from '#platform/ui/state-word.tsx';
import { formatMoment } from '#platform/words/format.ts';
import { type PageRequest, typedIn } from '../page.ts';
import { errorOf } from '../referrals/referral-words.tsx';
import { SourceLine } from './protocol-words.tsx';
import { TakeBack } from './take-back.tsx';

export interface ProtocolProps {
  readonly page: PageRequest;
  readonly line: CompartmentLine;
  readonly leaves: readonly ShownLeaf[];
}

export function ProtocolPart({
  page,
  line,
  leaves,
  protocol,
}: ProtocolProps & { readonly protocol: Protocol }) {
  const { language, now } = page;
  const stands = standOf(protocol, formsOf(leaves, 'step'), line.openedAt, now);
  return (
    <section class="stack-tight" id={`protocol-${protocol.id}`}>
      <SectionHeading
        title={nameIn(protocol.name, language)}
        aside={`${stands.filter(({ written }) => written).length}/${stands.length}`}
        ruled
      />
      <SourceLine page={page} source={protocol.source} />
      <ol class="protocol-steps">
        {stands.map((stand) => (
          <li id={`step-${stand.step.id}`} data-state={stand.state}>
            <StepLine page={page} line={line} leaves={leaves} protocol={protocol} stand={stand} />
          </li>
        ))}
      </ol>
      {protocol.danger ? (
        <DangerPart
          page={page}
          line={line}
          leaves={leaves}
          protocol={protocol}
          danger={protocol.danger}
        />
      ) : null}
    </section>
  );
}

function StepLine({
  page,
  line,
  leaves,
  protocol,
  stand,
}: ProtocolProps & { readonly protocol: Protocol; readonly stand: StepStand }) {
  const { w, language, attempt, actor } = page;
  const { step, state, dueAt, written } = stand;
  const at = (moment: Temporal.Instant) =>
    formatMoment(w.language, moment, NETWORK_ZONE, 'date-time');
  const leaf = leaves.find(({ id }) => id === written?.leafId);
  const tried =
    typedIn(attempt, 'stepId') === step.id && typedIn(attempt, 'protocolId') === protocol.id;
  const hers = step.who === 'member' || line.custodianId === actor.accountId;
  return (
    <>
      <div class="protocol-step">
        <b>{nameIn(step.text, language)}</b>
        <small class="muted">
          {written ? (
            <span>
              {w('protocol.noted', { name: written.author, date: at(written.writtenAt) })}
            </span>
          ) : (
            <>
              {dueAt ? <span>{w('protocol.due', { date: at(dueAt) })}</span> : null}
              {step.who === 'custodian' ? <span>{w('protocol.who.custodian')}</span> : null}
              {step.mandatory ? null : <span>{w('protocol.optional')}</span>}
            </>
          )}
        </small>
        {written?.note ? (
          <p class="note-text" dir="auto">
            {written.note}
          </p>
        ) : null}
      </div>
      {state === 'open' ? null : (
        <StateWord
          state={state === 'overdue' ? 'attention' : 'done'}
          icon={state === 'overdue' ? 'triangle-alert' : 'check'}
        >
          {w(`protocol.state.${state}`)}
        </StateWord>
      )}
      {leaf ? <TakeBack page={page} line={line} leaf={leaf} /> : null}
      {written || !hers ? null : (
        <details open={tried}>
          <summary>{w('protocol.note-step')}</summary>
          <form
            class="form stack-tight"
            method="post"
            action={`/compartments/${line.id}/step`}
            autocomplete="off"
          >
            <input type="hidden" name="commandId" value={newId()} />
            <input type="hidden" name="protocolId" value={protocol.id} />
            <input type="hidden" name="stepId" value={step.id} />
            <TextArea
              id={`note-${protocol.id}-${step.id}`}
              name="note"
              label={w('protocol.note')}
              rows={2}
              value={tried ? typedIn(attempt, 'note') : undefined}
              error={tried ? errorOf(page)('note') : undefined}
            />
            <div class="line">
              <Button name="outcome" value="done" icon="check">
                {w('protocol.state.done')}
              </Button>
              <Button kind="quiet" name="outcome" value="not-needed">
                {w('protocol.state.not-needed')}
              </Button>
            </div>
          </form>
        </details>
      )}
    </>
  );
}

function DangerPart({
  page,
  line,
  leaves,
  protocol,
  danger,
}: ProtocolProps & { readonly protocol: Protocol; readonly danger: Danger }) {
  const { w, language, attempt } = page;
  const asked = formsOf(leaves, 'danger').filter(({ dangerId }) => dangerId === danger.id);
  const tried = (attempt?.values['answers.0.itemId']?.length ?? 0) > 0;
  const error = tried ? errorOf(page)('answers') : undefined;
  return (
    <div class="stack-tight" id="danger">
      <SectionHeading title={w('protocol.danger')} level={3} />
      {asked.map((one) => {
        const { yes, notSaid, band } = readDanger(danger, one.answers);
        const leaf = leaves.find(({ id }) => id === one.leafId);
        return (
          <div class="danger-read stack-tight">
            <p>
              <b>{w('protocol.danger.yes', { count: yes, of: danger.items.length })}</b>
              {notSaid > 0 ? ` · ${w('protocol.danger.not-said', { count: notSaid })}` : null}
              {' · '}
              <small class="muted">
                {w('protocol.noted', {
                  name: one.author,
                  date: formatMoment(w.language, one.writtenAt, NETWORK_ZONE, 'date-time'),
                })}
              </small>
            </p>
            {band ? <Notice>{nameIn(band.text, language)}</Notice> : null}
            {leaf ? <TakeBack page={page} line={line} leaf={leaf} /> : null}
          </div>
        );
      })}
      <details open={tried}>
        <summary>{w('protocol.danger.ask')}</summary>
        <form
          class="form stack"
          method="post"
          action={`/compartments/${line.id}/danger`}
          autocomplete="off"
        >
          <input type="hidden" name="commandId" value={newId()} />
          <input type="hidden" name="protocolId" value={protocol.id} />
          <p class="hint">{w('protocol.danger.hint')}</p>
          {error ? <Notice tone="error">{error}</Notice> : null}
          {danger.items.map(({ id, text }, at) => (
            <>
              <input type="hidden" name={`answers.${at}.itemId`} value={id} />
              <RadioList
                name={`answers.${at}.answer`}
                legend={nameIn(text, language)}
                value={tried ? typedIn(attempt, `answers.${at}.answer`) : undefined}
                choices={ANSWERS.map((value) => ({
                  value,
                  label: w(`protocol.answer.${value}`),
                }))}
                inline
              />
            </>
          ))}
          <SourceLine page={page} source={danger.source} />
          <Button>{w('protocol.danger.do')}</Button>
        </form>
      </details>
    </div>
  );
}
