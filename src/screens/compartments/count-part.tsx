// Inside a compartment: what is counted of a case without the person, once. What was ticked is read by its
// members; only numbers go on.
import { newId } from '#base/ids.ts';
import { NETWORK_ZONE } from '#modules/access/schema.ts';
import { type CountQuestion, type CountSheet } from '#modules/compartments/count-schema.ts';
import { formsOf } from '#modules/compartments/sealed-form.ts';
import { nameIn } from '#modules/directory/rules/names.ts';
import { Button } from '#platform/ui/button.tsx';
import { CheckboxList, RadioList } from '#platform/ui/choice.tsx';
import { Notice } from '#platform/ui/note.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { formatList, formatMoment } from '#platform/words/format.ts';
import { typedIn } from '../page.ts';
import { errorOf } from '../referrals/referral-words.tsx';
import { type ProtocolProps, SourceLine } from './protocol-words.tsx';
import { TakeBack } from './take-back.tsx';

export function CountPart({
  page,
  line,
  leaves,
  sheet,
}: ProtocolProps & { readonly sheet: CountSheet }) {
  const { w, language } = page;
  const [counted] = formsOf(leaves, 'count');
  const leaf = leaves.find(({ id }) => id === counted?.leafId);
  const chosen = ({ choices }: CountQuestion) =>
    choices
      .filter(({ id }) => counted?.choiceIds.includes(id))
      .map(({ text }) => nameIn(text, language));
  return (
    <section class="stack-tight" id="count">
      <SectionHeading title={nameIn(sheet.name, language)} ruled />
      <p class="hint">
        {w('count.hint')} <a href="/counts">{w('count.link')}</a>
      </p>
      {counted ? (
        <div class="called stack-tight">
          <dl class="definitions">
            {sheet.questions.map((question) => (
              <div>
                <dt>{nameIn(question.text, language)}</dt>
                <dd>{formatList(w.language, chosen(question))}</dd>
              </div>
            ))}
          </dl>
          <small class="muted">
            {w('protocol.noted', {
              name: counted.author,
              date: formatMoment(w.language, counted.writtenAt, NETWORK_ZONE, 'date-time'),
            })}
          </small>
          {leaf ? (
            <TakeBack page={page} line={line} leaf={leaf} hint={w('count.take-back.hint')} />
          ) : null}
        </div>
      ) : (
        <CountForm page={page} line={line} sheet={sheet} />
      )}
    </section>
  );
}

function CountForm({
  page,
  line,
  sheet,
}: Omit<ProtocolProps, 'leaves'> & { readonly sheet: CountSheet }) {
  const { w, language, attempt } = page;
  const tried = typedIn(attempt, 'sheetId') === sheet.id;
  const error = tried ? errorOf(page)('answers') : undefined;
  return (
    <details open={tried}>
      <summary>{w('count.open')}</summary>
      <form
        class="form stack"
        method="post"
        action={`/compartments/${line.id}/count`}
        autocomplete="off"
      >
        <input type="hidden" name="commandId" value={newId()} />
        <input type="hidden" name="sheetId" value={sheet.id} />
        {error ? <Notice tone="error">{error}</Notice> : null}
        {sheet.questions.map(({ many, text, choices }, at) => {
          const name = `answers.${at}.choiceIds`;
          const typed = tried ? (attempt?.values[name] ?? []) : [];
          const legend = nameIn(text, language);
          const offered = choices.map((choice) => ({
            value: choice.id,
            label: nameIn(choice.text, language),
          }));
          return many ? (
            <CheckboxList name={name} legend={legend} values={typed} choices={offered} />
          ) : (
            <RadioList name={name} legend={legend} value={typed[0]} choices={offered} inline />
          );
        })}
        <SourceLine page={page} source={sheet.source} />
        <Button>{w('count.do')}</Button>
      </form>
    </details>
  );
}
