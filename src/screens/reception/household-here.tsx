// A household on the day on which it is in the house: where each ticket stands, everybody's summary in one
// press, and that they leave together. Each act is of one person, as if it were pressed by itself.
import { newId } from '#base/ids.ts';
import { newToken } from '#platform/session/token.ts';
import type { OwnHousehold } from '#modules/people/household-queries.ts';
import { Button, ButtonLink } from '#platform/ui/button.tsx';
import { Checkbox } from '#platform/ui/choice.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { inLanguage } from '#platform/words/format.ts';
import { homeOf } from '../casefile/add-page.tsx';
import { LINK_LENGTH } from './summary-page.tsx';
import { type HouseholdView, everybody, Named } from './household-parts.tsx';

export function HouseholdHere({
  page,
  person,
  household,
  here,
  title,
}: HouseholdView & {
  household: OwnHousehold;
  /** Which one it is, where there are several. */
  title: string | undefined;
}) {
  const { w, directory } = page;
  const centre = homeOf(page);
  const members = everybody(person, household);
  const today = members.flatMap((member) => {
    const visit = here.get(member.personId);
    return visit ? [{ ...visit, member }] : [];
  });
  const at = `/people/${person.id}/household`;
  const form = `here-${household.id}`;
  return (
    <div id={`today-${household.id}`} class="stack" data-goes>
      <SectionHeading title={w('household.here')} aside={title} />
      {today.length === 0 ? (
        <p class="muted">{w('household.here.none')}</p>
      ) : (
        <form
          id={form}
          class="stack-tight"
          method="post"
          action={`${at}/leave-together`}
          data-turbo="false"
        >
          <input type="hidden" name="commandId" value={newId()} />
          {today.map(({ visitId }) => (
            <input
              type="hidden"
              name={`link.${visitId}`}
              value={newToken().slice(0, LINK_LENGTH)}
            />
          ))}
          {today.map(({ member, visitId, number, state, officeId, stopState }) => {
            const office = officeId ? directory.offices.get(officeId) : undefined;
            const where = office ? inLanguage(office.shortName, w.language) : '';
            const how =
              state === 'closed'
                ? w('household.here.left')
                : stopState
                  ? w(`desk.state.${stopState}`)
                  : '';
            return (
              <div id={`ticket-${household.id}-${visitId}`} data-goes>
                <Checkbox
                  name="visitId"
                  id={`${form}-${visitId}`}
                  value={visitId}
                  checked
                  done={state === 'closed'}
                  label={<Named w={w} member={member} />}
                  hint={[`${w('app.ticket')} ${number}`, where, how].filter(Boolean).join(' · ')}
                />
              </div>
            );
          })}
          <div class="household-acts">
            <Button formaction={`${at}/summaries`} formtarget="_blank" icon="printer">
              {w('household.summaries')}
            </Button>
            {today.some(({ state }) => state === 'open') ? (
              <Button kind="quiet">{w('household.leave-together')}</Button>
            ) : null}
          </div>
          <p class="hint">{w('household.summaries.hint')}</p>
        </form>
      )}
      {centre && today.length < members.length ? (
        <ButtonLink
          wide
          href={`/reception/${centre.id}/together?language=${person.language}&householdId=${household.id}`}
        >
          {w('household.receive')}
        </ButtonLink>
      ) : null}
    </div>
  );
}
