// What a change would do, before it is done: each thing before and after, from when on, and whom it
// touches today. The rule behind it is the very one that will carry it out.
import type { RowChange } from '#modules/directory/change.ts';
import { nameIn } from '#modules/directory/rules/names.ts';
import { listTouched, type Touched } from '#modules/visits/closing-queries.ts';
import { Button, ButtonLink } from '#platform/ui/button.tsx';
import { Notice } from '#platform/ui/note.tsx';
import { formatDate } from '#platform/words/format.ts';
import type { Page, PageRequest } from '../page.ts';
import { changePath, HouseFrame } from './house-frame.tsx';
import { RowWords } from './row-words.tsx';

export interface Preview {
  readonly rows: readonly RowChange[];
  readonly dueOn: Temporal.PlainDate;
  readonly isDue: boolean;
  /** What was typed, to be sent once more. */
  readonly values: Readonly<Record<string, readonly string[]>>;
}

/** The page of one change that is not made yet. */
export function previewPage({ rows, dueOn, isDue, values }: Preview): Page {
  return {
    screen: 'houses',
    async render(page) {
      const { w, directory, params, commandId } = page;
      const centre = directory.centres.get(params['centreId'] ?? '');
      const back = centre ? `/settings/houses/${centre.id}` : '/settings/catalogue';
      const day = formatDate(w.language, dueOn, 'long');
      const touched = centre ? await listTouched(page.tx, centre.id) : [];
      return (
        <HouseFrame
          page={page}
          centre={centre}
          title={w('houses.preview')}
          editing={{
            plain: true,
            title: w(isDue ? 'houses.at-once' : 'houses.from-day', { day }),
            foot: (
              <Button kind="primary" size="large" wide form="confirm" shortcut="mod+enter">
                {w('houses.change')}
              </Button>
            ),
            body: (
              <form id="confirm" class="stack" method="post" action={changePath(centre)}>
                <input type="hidden" name="commandId" value={commandId} />
                <input type="hidden" name="confirmed" value="yes" />
                {Object.entries(values)
                  .filter(([name]) => !['commandId', 'confirmed'].includes(name))
                  .flatMap(([name, all]) =>
                    all.map((value) => <input type="hidden" name={name} value={value} />),
                  )}
                <Touches page={page} rows={rows} touched={touched} />
                <p class="hint">{w('houses.can-undo')}</p>
                <ButtonLink href={`${back}?edit=${encodeURIComponent(values['edit']?.[0] ?? '')}`}>
                  {w('houses.back')}
                </ButtonLink>
              </form>
            ),
          }}
        >
          <h1>{w('houses.preview')}</h1>
          {rows.map((row) => (
            <RowWords page={page} row={row} />
          ))}
        </HouseFrame>
      );
    },
  };
}

/** People of today and open desks at the offices that the change is about. */
function Touches({
  page,
  rows,
  touched,
}: {
  page: PageRequest;
  rows: readonly RowChange[];
  touched: readonly Touched[];
}) {
  const { w, directory, language } = page;
  const offices = new Set(
    rows.flatMap(({ before, after, table }) => {
      const line = before ?? after ?? {};
      return [table === 'office' ? line['id'] : line['office_id']].filter(
        (id): id is string => typeof id === 'string',
      );
    }),
  );
  const hit = touched.filter(
    ({ officeId, people, openDesks }) => offices.has(officeId) && people + openDesks > 0,
  );
  if (hit.length === 0) return <p>{w('houses.touches-nobody')}</p>;
  return (
    <Notice tone="attention">
      {hit.map(({ officeId, people, openDesks }) => {
        const office = directory.offices.get(officeId);
        return (
          <p>
            {w('houses.touches', {
              office: office ? nameIn(office.shortName, language) : officeId,
              people,
              desks: openDesks,
            })}
          </p>
        );
      })}
    </Notice>
  );
}
