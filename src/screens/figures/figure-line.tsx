// The four figures of a period in one line, each under its name.
import { shareInOneTrip } from '#modules/statistics/rules.ts';
import type { Figures } from '#modules/statistics/schema.ts';
import { Figure } from '#platform/ui/meter.tsx';
import { formatNumber, formatShare } from '#platform/words/format.ts';
import type { PageRequest } from '../page.ts';

export function FigureLine({ page, figures }: { page: PageRequest; figures: Figures }) {
  const { w } = page;
  const share = shareInOneTrip(figures);
  const number = (value: number) => formatNumber(w.language, value);
  return (
    <div class="figures">
      <Figure label={w('figures.acts')} value={number(figures.acts)} />
      <Figure label={w('figures.visits')} value={number(figures.visits)} />
      <Figure label={w('figures.persons')} value={number(figures.persons)} />
      <Figure
        label={w('figures.one-trip')}
        value={share === undefined ? '–' : formatShare(w.language, share)}
        note={w('figures.ended', { count: figures.ended })}
      />
    </div>
  );
}
