// The catalogue of the network: subjects, services, papers to bring, holidays; what all houses share.
import { dayOf } from '#base/dates.ts';
import { problem } from '#base/problem.ts';
import { mayChange } from '#modules/directory/change.ts';
import { listChanges } from '#modules/directory/change-queries.ts';
import { loadDirectory } from '#modules/directory/queries.ts';
import { nameIn } from '#modules/directory/rules/names.ts';
import type { Names } from '#modules/directory/schema.ts';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { Tabs } from '#platform/ui/tabs.tsx';
import type { Page, PageRequest } from '../page.ts';
import { catalogueEditing } from './catalogue-forms.tsx';
import { ChangeLog } from './change-log.tsx';
import { editOf, HouseFrame } from './house-frame.tsx';
import { Edit } from './house-page.tsx';

const PARTS = ['subject', 'service', 'document', 'holiday'] as const;
type Part = (typeof PARTS)[number];

export const cataloguePage: Page = {
  screen: 'catalogue',
  async render(request) {
    if (!mayChange(request.actor, null)) return problem('not-found');
    const directory = await loadDirectory(request.tx, dayOf(request.now, 'Europe/Lisbon'));
    const page = { ...request, directory };
    const { w } = page;
    const edited = editOf(page).split(':')[0]?.replace('-gone', '');
    const part =
      PARTS.find((one) => one === edited) ??
      PARTS.find((one) => one === page.query.get('part')) ??
      'subject';
    return (
      <HouseFrame page={page} title={w('houses.catalogue')} editing={catalogueEditing(page)}>
        <Tabs
          label={w('houses.catalogue')}
          tabs={PARTS.map((one) => ({
            href: `/settings/catalogue?part=${one}`,
            label: w(`houses.part.${one}`),
            current: one === part,
          }))}
        />
        <section class="stack-tight">
          <SectionHeading
            title={w(`houses.part.${part}`)}
            end={<Edit page={page} what={`${part}:`} words={w('houses.add')} icon="plus" />}
          />
          <ul class="plain-list">
            {linesOf(page, part).map(({ id, name, note, child }) => (
              <li class="fact-edit" data-child={child ? '' : undefined}>
                <span>
                  {nameIn(name, page.language)}
                  {note ? <small>{note}</small> : null}
                </span>
                <span class="line">
                  <Edit
                    page={page}
                    what={`${part}:${id}`}
                    words={w('houses.edit')}
                    of={nameIn(name, page.language)}
                  />
                  {part === 'document' || part === 'holiday' ? (
                    <Edit
                      page={page}
                      what={`${part}-gone:${id}`}
                      words={w('houses.remove')}
                      of={nameIn(name, page.language)}
                      icon="x"
                    />
                  ) : null}
                </span>
              </li>
            ))}
          </ul>
        </section>
        <ChangeLog page={page} changes={await listChanges(page.tx, null)} />
      </HouseFrame>
    );
  },
};

interface CatalogueLine {
  readonly id: string;
  readonly name: Names;
  readonly note?: string;
  readonly child?: boolean;
}

function linesOf({ directory, language, w }: PageRequest, part: Part): readonly CatalogueLine[] {
  const named = (a: CatalogueLine, b: CatalogueLine) =>
    nameIn(a.name, language).localeCompare(nameIn(b.name, language), language);
  if (part === 'subject')
    return directory.tiles.flatMap((tile) => [
      tile,
      ...tile.children.map(({ id, name }) => ({ id, name, child: true })),
    ]);
  if (part === 'service')
    return [...directory.services.values()]
      .map(({ id, name, documents }) => ({
        id,
        name,
        note: documents.map((paper) => nameIn(paper.name, language)).join(' · '),
      }))
      .toSorted(named);
  if (part === 'document') return [...directory.documents.values()].toSorted(named);
  return directory.holidays.map(({ id, name, monthDay, easterOffset, scope, place }) => ({
    id,
    name,
    note: [
      monthDay ?? w('houses.after-easter', { days: easterOffset ?? 0 }),
      scope === 'national' ? undefined : place,
    ]
      .filter(Boolean)
      .join(' · '),
  }));
}
