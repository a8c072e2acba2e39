// Whom to call, with her beside the telephone: numbers with their hours, what each may be told, and how a call
// came out. These are numbers of services; hers stand in reach-line.tsx alone.
import { newId } from '#base/ids.ts';
import { NETWORK_ZONE } from '#modules/access/schema.ts';
import { isLineOpen, linesFor, mayBeTold } from '#modules/compartments/protocol-rules.ts';
import {
  CALL_OUTCOMES,
  type Helpline,
  type Protocol,
} from '#modules/compartments/protocol-schema.ts';
import { formsOf } from '#modules/compartments/sealed-form.ts';
import { Button } from '#platform/ui/button.tsx';
import { Checkbox, CheckboxList, RadioList } from '#platform/ui/choice.tsx';
import { TextArea, TextField } from '#platform/ui/field.tsx';
import { Icon } from '#platform/ui/icon.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { StateWord } from '#platform/ui/state-word.tsx';
import { formatDays, formatList, formatMoment, formatTimeRange } from '#platform/words/format.ts';
import { fieldText } from '#platform/words/problem-text.ts';
import { type PageRequest, typedIn } from '../page.ts';
import { errorOf } from '../referrals/referral-words.tsx';
import { type ProtocolProps, SourceLine } from './protocol-words.tsx';
import { TakeBack } from './take-back.tsx';

export function LinesPart({
  page,
  line,
  leaves,
  protocol,
  helplines,
}: ProtocolProps & { readonly protocol: Protocol; readonly helplines: readonly Helpline[] }) {
  const { w, actor, directory } = page;
  const centre = actor.memberships.flatMap(
    ({ centreId }) => directory.centres.get(centreId ?? '') ?? [],
  )[0];
  const { near, elsewhere } = linesFor(helplines, protocol.kindId, centre?.municipality);
  const calls = formsOf(leaves, 'call');
  const one = (helpline: Helpline) => (
    <OneLine page={page} line={line} leaves={leaves} protocol={protocol} helpline={helpline} />
  );
  return (
    <section class="stack-tight" id="lines">
      <SectionHeading title={w('protocol.lines')} ruled />
      <p class="hint">{w('protocol.lines.hint')}</p>
      {calls.map((call) => {
        const leaf = leaves.find(({ id }) => id === call.leafId);
        const called = helplines.find(({ id }) => id === call.lineId);
        return (
          <div class="stack-tight called">
            <p>
              <b>
                <bdi>{called?.name ?? call.lineId}</bdi>
              </b>{' '}
              · {w(`protocol.call.${call.outcome}`)}
              {call.takenOverBy ? (
                <>
                  {' · '}
                  <bdi>{call.takenOverBy}</bdi>
                </>
              ) : null}
              <br />
              <small class="muted">
                {w('protocol.noted', {
                  name: call.author,
                  date: formatMoment(w.language, call.writtenAt, NETWORK_ZONE, 'date-time'),
                })}
                {call.told.length > 0
                  ? ` · ${w('protocol.was-told', {
                      what: formatList(
                        w.language,
                        call.told.map((facet) => w(`protocol.facet.${facet}`)),
                      ),
                    })}`
                  : null}
              </small>
            </p>
            {call.note ? (
              <p class="note-text" dir="auto">
                {call.note}
              </p>
            ) : null}
            {leaf ? <TakeBack page={page} line={line} leaf={leaf} /> : null}
          </div>
        );
      })}
      <ul class="helplines">{near.map((each) => one(each))}</ul>
      {elsewhere.length > 0 ? (
        <details>
          <summary>{w('protocol.lines.elsewhere')}</summary>
          <ul class="helplines">{elsewhere.map((each) => one(each))}</ul>
        </details>
      ) : null}
    </section>
  );
}

function OneLine({
  page,
  line,
  protocol,
  helpline,
}: ProtocolProps & { readonly protocol: Protocol; readonly helpline: Helpline }) {
  const { w, attempt, now } = page;
  const tried = typedIn(attempt, 'lineId') === helpline.id;
  const error = (field: string) => (tried ? errorOf(page)(field) : undefined);
  const typed = (field: string) => (tried ? typedIn(attempt, field) : undefined);
  const may = mayBeTold(protocol, helpline);
  const open = isLineOpen(helpline, NETWORK_ZONE, now);
  return (
    <li id={`line-${helpline.id}`}>
      <div class="helpline">
        <a class="helpline-number" href={`tel:${helpline.phone.replaceAll(' ', '')}`}>
          <Icon name="phone" />
          <bdi dir="ltr">{helpline.phone}</bdi>
        </a>
        <span>
          <bdi lang="pt">{helpline.name}</bdi>
          <br />
          <small class="muted">{hoursOf(page, helpline)}</small>
        </span>
        {open === false ? <StateWord state="plain">{w('protocol.closed-now')}</StateWord> : null}
      </div>
      <details open={tried}>
        <summary>{w('protocol.note-call')}</summary>
        <form
          class="form stack"
          method="post"
          action={`/compartments/${line.id}/call`}
          autocomplete="off"
        >
          <input type="hidden" name="commandId" value={newId()} />
          <input type="hidden" name="protocolId" value={protocol.id} />
          <input type="hidden" name="lineId" value={helpline.id} />
          <div>
            <Checkbox
              name="together"
              id={`together-${helpline.id}`}
              checked={typed('together') === 'yes'}
              label={w('protocol.together')}
            />
            {error('together') ? (
              <p class="field-error">{fieldText(w.language, 'required')}</p>
            ) : null}
          </div>
          <CheckboxList
            name="told"
            id={`told-${helpline.id}`}
            legend={w('protocol.told')}
            hint={w('protocol.told.hint')}
            error={error('told')}
            values={tried ? (attempt?.values['told'] ?? []) : []}
            choices={may.map((value) => ({ value, label: w(`protocol.facet.${value}`) }))}
            inline
          />
          <RadioList
            name="outcome"
            id={`outcome-${helpline.id}`}
            legend={w('protocol.call')}
            value={typed('outcome')}
            error={error('outcome')}
            choices={CALL_OUTCOMES.map((value) => ({ value, label: w(`protocol.call.${value}`) }))}
            inline
          />
          <TextField
            name="takenOverBy"
            id={`by-${helpline.id}`}
            label={w('protocol.taken-over-by')}
            value={typed('takenOverBy')}
            error={error('takenOverBy')}
            maxlength={120}
          />
          <TextArea
            name="note"
            id={`note-${helpline.id}`}
            label={w('protocol.note')}
            rows={2}
            value={typed('note')}
            error={error('note')}
          />
          <Button>{w('protocol.note-call')}</Button>
        </form>
        <SourceLine page={page} source={helpline.source} />
      </details>
    </li>
  );
}

function hoursOf({ w }: PageRequest, { hours }: Helpline): string {
  if (hours === undefined) return w('protocol.hours.unknown');
  if (hours === 'always') return w('protocol.hours.always');
  const parts = hours.split(' ');
  const days = formatDays(w.language, parts.slice(0, -2).map(Number));
  const [from = '', until = ''] = parts.slice(-2);
  return w('protocol.hours', {
    days: days.length > 2 ? `${days[0]}–${days.at(-1)}` : formatList(w.language, days),
    times: formatTimeRange(
      w.language,
      Temporal.PlainTime.from(from),
      Temporal.PlainTime.from(until),
    ),
  });
}
