// The questions about danger inside a compartment: what was answered each time, and the form that asks again. A
// number is a help, never a verdict: how many were not said stands beside it.
import { newId } from '#base/ids.ts';
import { NETWORK_ZONE } from '#modules/access/schema.ts';
import { readDanger } from '#modules/compartments/protocol-rules.ts';
import { ANSWERS, type Danger, type Protocol } from '#modules/compartments/protocol-schema.ts';
import { formsOf } from '#modules/compartments/sealed-form.ts';
import { nameIn } from '#modules/directory/rules/names.ts';
import { Button } from '#platform/ui/button.tsx';
import { RadioList } from '#platform/ui/choice.tsx';
import { Notice } from '#platform/ui/note.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { formatMoment } from '#platform/words/format.ts';
import { typedIn } from '../page.ts';
import { errorOf } from '../referrals/referral-words.tsx';
import { type ProtocolProps, SourceLine } from './protocol-words.tsx';
import { TakeBack } from './take-back.tsx';

export function DangerPart({
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
