// The papers that the chosen services ask for. The mediator ticks what she has with her; from the
// first tick on, each one that is still missing says what follows from it. Desks see what she brings.
import type { Office } from '#modules/directory/schema.ts';
import { Icon } from '#platform/ui/icon.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { formatDate, formatList, inLanguage } from '#platform/words/format.ts';
import type { CostAt, PaperToBring } from './chosen-route.ts';
import type { TwoVoices } from './reception-words.ts';

/** The part with the id `papers`. `stops`: how many stops the route has. */
export function PapersPart({
  voices,
  papers,
  costs,
  stops,
  again,
}: {
  voices: TwoVoices;
  papers: readonly PaperToBring[];
  /** What is not free is said before she queues. */
  costs: readonly CostAt[];
  stops: number;
  /** The next day on which the house is open, for what can't be concluded today. */
  again: Temporal.PlainDate | undefined;
}) {
  const w = voices.first;
  const needed = papers.filter((paper) => paper.needed);
  const helpful = papers.filter((paper) => !paper.needed);
  return (
    <section id="papers" class="papers" data-follows="reception" aria-labelledby="papers-title">
      <SectionHeading
        id="papers-title"
        title={w('reception.papers')}
        aside={
          needed.length > 0 ? w('reception.papers.count', { count: needed.length }) : undefined
        }
      />
      {stops === 0 ? (
        <p class="hint">{w('reception.papers.choose-first')}</p>
      ) : needed.length === 0 ? (
        <p class="muted">{w('reception.papers.none')}</p>
      ) : (
        <ul class="paper-list">
          {needed.map((paper) => (
            <Paper voices={voices} paper={paper} stops={stops} again={again} />
          ))}
        </ul>
      )}
      {costs.map(({ office, fee }) => (
        <p class="hint">
          <b>{inLanguage(office.shortName, w.language)}</b>: {inLanguage(fee, w.language)}
        </p>
      ))}
      {helpful.length > 0 ? (
        <p class="hint">
          {w('reception.papers.helps', {
            papers: formatList(
              w.language,
              helpful.map(({ name }) => inLanguage(name, w.language)),
            ),
          })}
        </p>
      ) : null}
    </section>
  );
}

function Paper({
  voices,
  paper,
  stops,
  again,
}: {
  voices: TwoVoices;
  paper: PaperToBring;
  stops: number;
  again: Temporal.PlainDate | undefined;
}) {
  const { first: w, second } = voices;
  const shortName = (office: Office) => inLanguage(office.shortName, w.language);
  return (
    <li class="paper">
      <input type="hidden" name="papersMissing" value={paper.id} />
      <label class="choice">
        <input type="checkbox" id={`paper-${paper.id}`} name="papers" value={paper.id} />
        <span class="choice-text">
          <span>{inLanguage(paper.name, w.language)}</span>
          {second ? (
            <span class="choice-hint" lang={second.tag} dir={second.direction}>
              {inLanguage(paper.name, second.language)}
            </span>
          ) : null}
        </span>
        <span class="choice-end">
          {stops > 1 && paper.offices.length === stops
            ? w('reception.papers.for-all')
            : paper.offices.map(shortName).join(' · ')}
        </span>
      </label>
      <p class="paper-missing">
        <Icon name="file-warning" size={16} />
        <span>
          {again
            ? w('door.paper-consequence', {
                office: formatList(w.language, paper.offices.map(shortName)),
                date: formatDate(w.language, again, 'short'),
              })
            : w('reception.papers.without', {
                office: formatList(w.language, paper.offices.map(shortName)),
              })}
        </span>
      </p>
    </li>
  );
}
