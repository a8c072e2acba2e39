// All houses of the network with the screens of each, for whoever looks after many.
import type { Centre } from '#modules/directory/schema.ts';
import { Table } from '#platform/ui/table.tsx';
import type { PageRequest } from '../page.ts';
import { placesAt, type Screen } from './places.ts';

const COLUMNS: readonly Screen[] = ['coordination', 'figures', 'board'];

export function CentreTable({ page, centres }: { page: PageRequest; centres: readonly Centre[] }) {
  const { w } = page;
  const national = centres.filter((centre) => centre.kind === 'national');
  const others = centres.filter((centre) => centre.kind !== 'national');
  return (
    <>
      <Centres page={page} title={w('portal.centres.national')} centres={national} />
      <Centres page={page} title={w('portal.centres.local')} centres={others} />
    </>
  );
}

function Centres({
  page,
  title,
  centres,
}: {
  page: PageRequest;
  title: string;
  centres: readonly Centre[];
}) {
  const { w, actor } = page;
  if (centres.length === 0) return null;
  return (
    <section class="stack-tight">
      <h2>{title}</h2>
      <Table
        caption={title}
        columns={[
          { label: w('app.centre'), heads: true },
          ...COLUMNS.map((screen) => ({ label: w(`portal.door.${screen}`), hidden: true })),
        ]}
        rows={centres.map((centre) => {
          const places = placesAt(actor, centre);
          return {
            cells: [
              centre.name,
              ...COLUMNS.map((screen) => {
                const place = places.find((each) => each.screen === screen);
                return place ? <a href={place.href}>{w(`portal.door.${screen}`)}</a> : '';
              }),
            ],
          };
        })}
      />
    </section>
  );
}
