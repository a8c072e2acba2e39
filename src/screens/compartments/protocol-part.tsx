// The protocol inside a compartment: what is to be done by when, what was done by whom. Its members alone see it, overdue or not.
import { newId } from '#base/ids.ts';
import { NETWORK_ZONE } from '#modules/access/schema.ts';
import { actsOf, formsOf } from '#modules/compartments/sealed-form.ts';
import { standOf, type StepStand, type Written } from '#modules/compartments/protocol-rules.ts';
import { ALL_STEPS, type Protocol } from '#modules/compartments/protocol-schema.ts';
import { nameIn } from '#modules/directory/rules/names.ts';
import { Button } from '#platform/ui/button.tsx';
import { TextArea } from '#platform/ui/field.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { StateWord } from '#platform/ui/state-word.tsx';
import { formatMoment } from '#platform/words/format.ts';
import { typedIn } from '../page.ts';
import { errorOf } from '../referrals/referral-words.tsx';
import { DangerPart } from './danger-part.tsx';
import { type ProtocolProps, SourceLine } from './protocol-words.tsx';
import { TakeBack } from './take-back.tsx';

/** Where on the page the act is done. */
const PLACES = { danger: '#danger', count: '#count', guardian: '#guardians' } as const;

export function ProtocolPart({
  page,
  line,
  leaves,
  protocol,
  several,
}: ProtocolProps & {
  readonly protocol: Protocol;
  /** One of several of this kind: it may not apply to her. */
  readonly several: boolean;
}) {
  const { language, now } = page;
  const written = formsOf(leaves, 'step');
  const stands = standOf(protocol, { written, acts: actsOf(leaves) }, line.openedAt, now);
  const aside = written.find(
    ({ protocolId, stepId }) => protocolId === protocol.id && stepId === ALL_STEPS,
  );
  if (aside)
    return <SetAside page={page} line={line} leaves={leaves} protocol={protocol} aside={aside} />;
  return (
    <section class="stack-tight" id={`protocol-${protocol.id}`}>
      <SectionHeading
        title={nameIn(protocol.name, language)}
        aside={`${stands.filter(({ written, act }) => written ?? act).length}/${stands.length}`}
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
      {several ? <NoteForm page={page} line={line} protocol={protocol} stepId={ALL_STEPS} /> : null}
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
  const { w, language, actor } = page;
  const { step, state, dueAt, written, act } = stand;
  const did = written ?? act;
  const at = (moment: Temporal.Instant) =>
    formatMoment(w.language, moment, NETWORK_ZONE, 'date-time');
  const leaf = leaves.find(({ id }) => id === written?.leafId);
  const hers = step.who === 'member' || line.custodianId === actor.accountId;
  return (
    <>
      <div class="protocol-step">
        <b>{nameIn(step.text, language)}</b>
        <small class="muted">
          {did ? (
            <span>{w('protocol.noted', { name: did.author, date: at(did.writtenAt) })}</span>
          ) : (
            <>
              {dueAt ? <span>{w('protocol.due', { date: at(dueAt) })}</span> : null}
              {step.who === 'custodian' ? <span>{w('protocol.who.custodian')}</span> : null}
              {step.mandatory ? null : <span>{w('protocol.optional')}</span>}
              {step.doneBy ? (
                <span>
                  <a href={PLACES[step.doneBy]}>{w(`protocol.done-by.${step.doneBy}`)}</a>
                </span>
              ) : null}
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
      {did || !hers ? null : (
        <NoteForm
          page={page}
          line={line}
          protocol={protocol}
          stepId={step.id}
          byAct={step.doneBy !== undefined}
        />
      )}
    </>
  );
}

/** How a step is noted; or, named for all of them, that the protocol does not apply. */
function NoteForm({
  page,
  line,
  protocol,
  stepId,
  byAct,
}: Omit<ProtocolProps, 'leaves'> & {
  readonly protocol: Protocol;
  readonly stepId: string;
  /** An act does it: by hand is noted only that it is not needed. */
  readonly byAct?: boolean;
}) {
  const { w, attempt } = page;
  const tried =
    typedIn(attempt, 'stepId') === stepId && typedIn(attempt, 'protocolId') === protocol.id;
  const whole = stepId === ALL_STEPS;
  return (
    <details open={tried}>
      <summary>
        {w(
          whole ? 'protocol.set-aside' : byAct ? 'protocol.state.not-needed' : 'protocol.note-step',
        )}
      </summary>
      <form
        class="form stack-tight"
        method="post"
        action={`/compartments/${line.id}/step`}
        autocomplete="off"
      >
        <input type="hidden" name="commandId" value={newId()} />
        <input type="hidden" name="protocolId" value={protocol.id} />
        <input type="hidden" name="stepId" value={stepId} />
        <TextArea
          id={`note-${protocol.id}-${stepId}`}
          name="note"
          label={w(whole ? 'protocol.why' : 'protocol.note')}
          rows={2}
          value={tried ? typedIn(attempt, 'note') : undefined}
          error={tried ? errorOf(page)('note') : undefined}
        />
        <div class="line">
          {whole || byAct ? null : (
            <Button name="outcome" value="done" icon="check">
              {w('protocol.state.done')}
            </Button>
          )}
          <Button kind={whole ? 'secondary' : 'quiet'} name="outcome" value="not-needed">
            {w(whole ? 'protocol.set-aside' : 'protocol.state.not-needed')}
          </Button>
        </div>
      </form>
    </details>
  );
}

/** A protocol that does not apply to her: who said so, and why. */
function SetAside({
  page,
  line,
  leaves,
  protocol,
  aside,
}: ProtocolProps & { readonly protocol: Protocol; readonly aside: Written<'step'> }) {
  const { w, language } = page;
  const leaf = leaves.find(({ id }) => id === aside.leafId);
  return (
    <section class="stack-tight" id={`protocol-${protocol.id}`}>
      <SectionHeading
        title={nameIn(protocol.name, language)}
        aside={w('protocol.does-not-apply')}
        ruled
      />
      <p class="note-text" dir="auto">
        {aside.note}
      </p>
      <small class="muted">
        {w('protocol.noted', {
          name: aside.author,
          date: formatMoment(w.language, aside.writtenAt, NETWORK_ZONE, 'date-time'),
        })}
      </small>
      {leaf ? <TakeBack page={page} line={line} leaf={leaf} /> : null}
    </section>
  );
}
