// Short questions with pictures: /reception/:centreId/questions?language=. Each may be asked in front of anybody,
// a husband or an employer too; none says what it is asked for. Nothing is written down here.
import { problem } from '#base/problem.ts';
import { listNeutralQuestions } from '#modules/compartments/protocol-queries.ts';
import { ButtonLink } from '#platform/ui/button.tsx';
import { Document } from '#platform/ui/document.tsx';
import { Frame } from '#platform/ui/frame.tsx';
import { Icon, iconNamed } from '#platform/ui/icon.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { inLanguage } from '#platform/words/format.ts';
import type { Page } from '../page.ts';
import { staffBar, staffDocument } from '../staff-bar.tsx';
import { findHouse } from './find-house.ts';
import { twoVoices } from './reception-words.ts';

export const questionsPage: Page = {
  screen: 'reception',
  async render(page) {
    const centre = findHouse(page);
    const { w, query, tx } = page;
    // Hers in large: it is a page to be turned towards her.
    const voices = centre && twoVoices(page, query.get('language') ?? w.tag, true);
    if (!centre || !voices) return problem('not-found');
    const { first, second } = voices;
    const questions = await listNeutralQuestions(tx);
    return (
      <Document {...staffDocument(page, w('protocol.questions'))}>
        <Frame
          skip={w('app.skip-to-content')}
          bar={staffBar(page, { title: w('protocol.questions'), centre })}
        >
          <div class="stack-loose">
            <SectionHeading
              title={w('protocol.questions')}
              aside={w('protocol.questions.hint')}
              end={
                <ButtonLink
                  kind="quiet"
                  href={`/reception/${centre.id}?language=${encodeURIComponent(voices.tag)}`}
                >
                  {w('app.back')}
                </ButtonLink>
              }
            />
            <ul class="neutral-questions">
              {questions.map(({ icon, text }) => (
                <li>
                  <Icon name={iconNamed(icon)} size={38} />
                  <p>
                    <span class="question-first" lang={first.tag} dir={first.direction}>
                      {inLanguage(text, first.language)}
                    </span>
                    {second ? (
                      <span class="hint" lang={second.tag} dir={second.direction}>
                        {inLanguage(text, second.language)}
                      </span>
                    ) : null}
                  </p>
                </li>
              ))}
            </ul>
          </div>
        </Frame>
      </Document>
    );
  },
};
