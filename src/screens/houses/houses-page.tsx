// The houses that somebody may change; who has one goes there at once.
import { problem } from '#base/problem.ts';
import { mayChange } from '#modules/directory/change.ts';
import { DoorLink, DoorList } from '#platform/ui/door.tsx';
import type { Page } from '../page.ts';
import { HouseFrame } from './house-frame.tsx';

export const housesPage: Page = {
  screen: 'houses',
  async render(page) {
    const { w, actor, directory } = page;
    const houses = [...directory.centres.values()].filter(
      ({ id, kind }) => kind !== 'line' && mayChange(actor, id),
    );
    const [only, another] = houses;
    if (!only) return problem('not-found');
    if (!another) return { redirect: `/settings/houses/${only.id}` };
    return (
      <HouseFrame
        page={page}
        centre={only}
        title={w('houses.title')}
        editing={{
          plain: true,
          title: w('houses.houses'),
          body: <p>{w('houses.choose-house')}</p>,
        }}
      >
        <DoorList label={w('houses.houses')}>
          {houses.map((centre) => (
            <DoorLink
              href={`/settings/houses/${centre.id}`}
              icon={centre.kind === 'national' ? 'building-2' : 'store'}
              title={centre.name}
              note={centre.municipality}
            />
          ))}
        </DoorList>
      </HouseFrame>
    );
  },
};
