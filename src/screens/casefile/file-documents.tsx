// Papers that were seen, so that nobody asks for them twice; and who goes with her.
import { dayOf } from '#base/dates.ts';
import { validityOf } from '#modules/casefiles/document-rules.ts';
import type { SeenDocument } from '#modules/casefiles/queries.ts';
import { nameIn } from '#modules/directory/rules/names.ts';
import type { Centre } from '#modules/directory/schema.ts';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { formatDate, inLanguage } from '#platform/words/format.ts';
import type { PageRequest } from '../page.ts';
import type { Companion } from './load-file.ts';

export function FileDocuments({
  page,
  documents,
  centre,
}: {
  page: PageRequest;
  documents: readonly SeenDocument[];
  centre: Centre | undefined;
}) {
  const { w, directory, language, now } = page;
  const today = dayOf(now, centre?.zone ?? 'UTC');
  const kinds = new Map(
    [...directory.services.values()].flatMap((service) =>
      service.documents.map((document) => [document.id, document.name] as const),
    ),
  );
  return (
    <div>
      <SectionHeading title={w('file.documents')} />
      {documents.length === 0 ? (
        <p class="hint">{w('file.documents.none')}</p>
      ) : (
        <ul class="rows">
          {documents.map((paper) => {
            const kind = kinds.get(paper.documentId);
            const unit = directory.units.get(paper.unitId);
            const validity = validityOf(paper.validUntil, today);
            return (
              <li>
                <span class="row-text">
                  {kind ? inLanguage(kind, language) : paper.documentId}{' '}
                  <span class="hint">
                    {[
                      w(`file.seen.${paper.seen}`),
                      formatDate(w.language, paper.seenOn, 'short'),
                      unit && nameIn(unit.name, language),
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                </span>
                {paper.validUntil ? (
                  <span class={validity === 'valid' ? 'hint' : 'file-validity'}>
                    {w(validity === 'over' ? 'file.ran-out' : 'file.valid-until', {
                      date: formatDate(w.language, paper.validUntil, 'medium'),
                    })}
                  </span>
                ) : null}
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}

export function FileCompanions({
  page,
  companions,
}: {
  page: PageRequest;
  companions: readonly Companion[];
}) {
  const { w, directory, language } = page;
  if (companions.length === 0) return null;
  return (
    <div>
      <SectionHeading title={w('casefile.who-accompanies')} />
      <ul class="rows">
        {companions.map(({ name, unitId }) => {
          const unit = directory.units.get(unitId);
          return (
            <li>
              <bdi class="row-text">{name}</bdi>
              <span class="hint">{unit ? nameIn(unit.name, language) : ''}</span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
