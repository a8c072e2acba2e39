// The bar of the sample screens.
import type { BarProps } from '#platform/ui/frame.tsx';
import type { Words } from '#platform/words/words.ts';

export function sampleBar(w: Words, title: string, desk?: string): BarProps {
  return {
    home: '/',
    brand: w('app.name'),
    place: 'CNAIM Lisboa',
    title,
    desk,
    deskSpoken: desk ? `${w('app.desk')} ${desk}` : undefined,
    search: { action: '/_design', label: w('app.search.placeholder') },
    live: { live: w('app.live'), age: (minutes) => w('app.offline-age', { minutes }) },
    person: 'Teresa Valadas',
    clock: { text: '10:31', zone: 'Europe/Lisbon' },
  };
}
