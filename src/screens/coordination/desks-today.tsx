// Which desk serves which office today: moved for the day by a press, taken back by another.
import { nameIn } from '#modules/directory/rules/names.ts';
import { ButtonLink } from '#platform/ui/button.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { StateWord } from '#platform/ui/state-word.tsx';
import type { PageRequest } from '../page.ts';
import { PressForm } from './wall-forms.tsx';
import type { WallsView } from './walls-view.ts';

interface Part {
  readonly page: PageRequest;
  readonly view: WallsView;
}

export function DesksToday({ page, view: { centre, lent } }: Part) {
  const { w, language, directory } = page;
  const nameOf = (id: string) =>
    nameIn(directory.offices.get(id)?.shortName ?? { pt: id }, language);
  return (
    <section class="stack-tight">
      <SectionHeading title={w('lent.title')} />
      <ul class="care-list">
        {centre.offices
          .filter(({ kind }) => kind !== 'welcome')
          .flatMap((office) =>
            office.desks.map(({ id, label }) => {
              const moved = lent.find(({ deskId }) => deskId === id);
              return (
                <li id={`desk-${id}`}>
                  <span>
                    {w('lent.at', { desk: label, office: nameOf(office.id) })}{' '}
                    {moved ? (
                      <StateWord state="attention">
                        {w('lent.home', { office: nameOf(moved.homeOfficeId) })}
                      </StateWord>
                    ) : null}
                  </span>
                  {moved ? (
                    <PressForm
                      centre={centre}
                      act="desk-return"
                      fields={{ deskId: id }}
                      label={w('lent.back')}
                    />
                  ) : (
                    <ButtonLink href={`?edit=desk:${id}#edit-sheet`} size="small" kind="quiet">
                      {w('lent.move')}
                    </ButtonLink>
                  )}
                </li>
              );
            }),
          )}
      </ul>
    </section>
  );
}
