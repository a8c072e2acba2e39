// The reception: /reception/:centreId. Language first; then the conversation; then the ticket.
import { isId } from '#base/ids.ts';
import { languageOf } from '#base/languages.ts';
import { problem } from '#base/problem.ts';
import { mayReceive } from '#modules/visits/host-unit.ts';
import { pageToday } from '../house-today.ts';
import type { Page } from '../page.ts';
import { costsFor, papersFor } from './chosen-route.ts';
import { conversationPage } from './conversation.tsx';
import { ConversationTabs } from './conversation-tabs.tsx';
import { bridgesAt } from './language-bridge.ts';
import { findHouse } from './find-house.ts';
import { languageStep } from './language-step.tsx';
import { NoTicketPart, nextDayOf } from './no-ticket.tsx';
import { PapersPart } from './papers-part.tsx';
import { PeopleHereList } from './people-here.tsx';
import { choiceOf, planAtDoor } from './plan-at-door.ts';
import { twoVoices } from './reception-words.ts';
import { RouteChoices } from './route-choices.tsx';
import { RouteLine, RoutePart } from './route-part.tsx';
import { KnownPart } from './who-part.tsx';

/** The houses where the asking account receives people. */
export const receptionHomePage: Page = {
  screen: 'reception',
  async render({ directory, actor }) {
    const centre = [...directory.centres.values()].find((each) => mayReceive(actor, each));
    return centre ? { redirect: `/reception/${centre.id}` } : problem('not-found');
  },
};

export const receptionPage: Page = {
  screen: 'reception',
  async render(page) {
    const centre = findHouse(page);
    if (!centre) return problem('not-found');
    const { query, attempt, tx, actor, now } = page;
    const typed = (field: string) => attempt?.values[field]?.[0] ?? query.get(field) ?? '';
    const bridgeOf = await bridgesAt(tx, centre, actor, now);
    const voices = twoVoices(page, typed('language'), typed('turned') === '1');
    if (!voices) return languageStep(page, centre, bridgeOf, query.has('change'));
    const chosen = attempt ? (attempt.values['subjectIds'] ?? []) : query.getAll('subjectIds');
    const since = sinceOf(typed('since'), now);
    const valuesOf = (field: string) => attempt?.values[field] ?? query.getAll(field);
    const plan = await planAtDoor(page, centre, voices.tag, chosen, choiceOf(valuesOf));
    return conversationPage(page, centre, voices, bridgeOf(voices.tag), { chosen, plan, since });
  },
};

/** When the conversation began, as the page itself wrote it; now for anything else. */
function sinceOf(text: string, now: Temporal.Instant): Temporal.Instant {
  try {
    const since = Temporal.Instant.from(text);
    const age = now.since(since).total('hours');
    return age >= 0 && age < 1 ? since : now;
  } catch {
    return now;
  }
}

/** The parts that follow the form: /reception/:centreId/route?language=&subjectIds=&subjectIds= */
export const followPage: Page = {
  screen: 'reception',
  async render(page) {
    const centre = findHouse(page);
    const { query, now } = page;
    const language = languageOf(query.get('language') ?? '');
    const voices = language && twoVoices(page, language.tag, query.get('turned') === '1');
    if (!centre || !voices) return problem('not-found');
    const chosen = query.getAll('subjectIds').slice(0, 12);
    const choice = choiceOf((field) => query.getAll(field));
    const plan = await planAtDoor(page, centre, voices.tag, chosen, choice);
    const { tickets, stops, route } = plan;
    const { directory } = await pageToday(page, centre.id);
    const personId = query.get('personId') ?? '';
    const known = await KnownPart({
      page,
      centre,
      w: voices.first,
      personId: isId(personId) && !voices.turned ? personId : undefined,
    });
    const papers = papersFor(directory, stops);
    const w = voices.first;
    return (
      <main lang={w.tag} dir={w.direction}>
        <RoutePart w={w} directory={directory} centre={centre} now={now} plan={plan} />
        <RouteChoices w={w} directory={directory} centre={centre} plan={plan} />
        <NoTicketPart page={page} centre={centre} w={w} tickets={tickets} />
        {known}
        <RouteLine w={w} centre={centre} route={route} without={tickets.some(({ why }) => why)} />
        <ConversationTabs w={w} stops={stops.length} papers={papers} />
        <PapersPart
          voices={voices}
          papers={papers}
          costs={costsFor(directory, stops)}
          stops={stops.length}
          again={nextDayOf(centre, now)}
        />
      </main>
    );
  },
};

/** The live list alone: /reception/:centreId/here */
export const peopleHerePage: Page = {
  screen: 'reception',
  async render(page) {
    const centre = findHouse(page);
    return centre ? PeopleHereList({ page, centre }) : problem('not-found');
  },
};
