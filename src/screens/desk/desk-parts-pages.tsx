// The live parts of a desk as pages of their own: what a poke fetches.
import { isProblem, problem } from '#base/problem.ts';
import type { Page, PageRequest } from '../page.ts';
import { AlarmMark } from './alarm-part.tsx';
import { loadMediator, MediatorRegion } from './mediator-part.tsx';
import { type DeskFacts, loadDesk } from './load-desk.ts';
import { CallWords, QueueRegion } from './queue-rail.tsx';
import { StillServing } from './still-serving.tsx';
import { CalledRegion, IdleRegion } from './waiting-work.tsx';

function part(render: (page: PageRequest, facts: DeskFacts) => unknown): Page {
  return {
    screen: 'desk',
    async render(page) {
      const facts = await loadDesk(page);
      return isProblem(facts) ? facts : (render(page, facts) as never);
    },
  };
}

export const queuePart = part((page, facts) => <QueueRegion page={page} facts={facts} />);
export const nextPart = part((page, facts) => (
  <CallWords page={page} facts={facts} finishing={page.query.has('finishing')} />
));
/** The mark beside the emergency button. */
export const alarmPart = part((page, facts) => (
  <AlarmMark page={page} facts={facts} alarm={facts.alarm} />
));
/** Who mediates, or could, for the person in hand. */
export const mediatorPart: Page = {
  screen: 'desk',
  async render(page) {
    const facts = await loadDesk(page);
    if (isProblem(facts)) return facts;
    const mediator = facts.hand && (await loadMediator(page, facts, facts.hand));
    return <MediatorRegion page={page} facts={facts} hand={facts.hand} mediator={mediator} />;
  },
};
/**
 * Who was called, is served, or would be next: `?stop=` or `?serving=` is the one the screen shows. A screen that
 * shows who would be next is no more when somebody was called from another one: it asks for the whole page then.
 */
export const handPart = part((page, facts) => {
  const serving = page.query.get('serving');
  if (serving) return <StillServing page={page} facts={facts} stopId={serving} />;
  const stopId = page.query.get('stop');
  if (stopId) return <CalledRegion page={page} facts={facts} stopId={stopId} />;
  return facts.hand ? problem('not-found') : <IdleRegion page={page} facts={facts} />;
});
