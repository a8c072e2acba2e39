// Somebody in whom signs were seen at the door of a house; tells the row of which a few are told.
import type { House } from '../support/house.ts';

/** What is needed of the cast. */
interface Players {
  readonly house: House;
  token(role: 'reception-mediator' | 'local-technician'): string;
  sql(text: string, values: unknown[]): Promise<{ id: string }[]>;
}

export async function seeSigns(cast: Players, centreId: string): Promise<string> {
  const by = centreId === 'cnaim-lisboa' ? 'reception-mediator' : 'local-technician';
  const { visitId } = await cast.house.done(cast.token(by), 'visit.receive', {
    centreId,
    language: 'ar',
    subjectIds: ['residence'],
    signs: ['minor-alone'],
  });
  const [row] = await cast.sql('select id from visits.protection where visit_id = $1', [visitId]);
  return row?.id ?? '';
}
