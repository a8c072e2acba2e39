// Figures by office, the day beside its month. Acts add up to the house; visits and persons do not,
// and the table says so.
import type { Centre } from '#modules/directory/schema.ts';
import { nameIn } from '#modules/directory/rules/names.ts';
import type { Counts, Figures } from '#modules/statistics/schema.ts';
import { formatNumber } from '#platform/words/format.ts';
import type { PageRequest } from '../page.ts';

const NOTHING: Counts = { acts: 0, visits: 0, persons: 0 };

export function OfficeTable({
  page,
  centre,
  day,
  month,
}: {
  page: PageRequest;
  centre: Centre;
  day: Figures;
  month: Figures;
}) {
  const { w, language } = page;
  const offices = centre.offices.filter(({ id }) => month.byOffice.has(id));
  const kinds = ['acts', 'visits', 'persons'] as const;
  const cells = (counts: Counts, of: 'day' | 'month') =>
    kinds.map((kind, index) => (
      <td
        data-align="end"
        data-first={index === 0 ? '' : undefined}
        data-optional={of === 'month' && kind !== 'acts' ? '' : undefined}
      >
        {counts[kind] === 0 ? (
          <span class="muted">–</span>
        ) : (
          <bdi>{formatNumber(w.language, counts[kind])}</bdi>
        )}
      </td>
    ));
  const heads = (of: 'day' | 'month') =>
    kinds.map((kind, index) => (
      <th
        scope="col"
        data-align="end"
        data-first={index === 0 ? '' : undefined}
        data-optional={of === 'month' && kind !== 'acts' ? '' : undefined}
      >
        {w(`figures.${kind}`)}
      </th>
    ));
  return (
    <div class="table-scroll" tabindex={0} role="region" aria-label={w('figures.by-office')}>
      <table class="table office-figures">
        <caption class="aside-voice">{w('figures.by-office')}</caption>
        <thead>
          <tr>
            <td />
            <th scope="colgroup" colspan={3} data-first>
              {w('figures.of-day')}
            </th>
            <th scope="colgroup" colspan={3} data-first>
              {w('figures.of-month')}
            </th>
          </tr>
          <tr>
            <th scope="col">{w('figures.office')}</th>
            {heads('day')}
            {heads('month')}
          </tr>
        </thead>
        <tbody>
          {offices.map((office) => (
            <tr>
              <th scope="row">{nameIn(office.shortName, language)}</th>
              {cells(day.byOffice.get(office.id) ?? NOTHING, 'day')}
              {cells(month.byOffice.get(office.id) ?? NOTHING, 'month')}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{w('figures.centre-total')}</th>
            {cells(day, 'day')}
            {cells(month, 'month')}
          </tr>
        </tfoot>
      </table>
      <p class="table-note">{w('figures.total-note')}</p>
    </div>
  );
}
