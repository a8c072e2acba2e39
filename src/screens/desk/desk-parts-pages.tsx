// The live parts of a desk as pages of their own: what a poke fetches.
import { isProblem } from '#base/problem.ts';
import type { Page, PageRequest } from '../page.ts';
import { AlarmMark } from './alarm-part.tsx';
import { loadMediator, MediatorRegion } from './mediator-part.tsx';
import { type DeskFacts, loadDesk } from './load-desk.ts';
import { CallWords, QueueRegion } from './queue-rail.tsx';
import { StillServing } from './still-serving.tsx';
import { DESK_STATES, StillSo, StillThere } from './still-so.tsx';
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
 * What the desk's screen is about: `?stop=` who was called, `?serving=` who is served, `?chosen=` who is about to be
 * called out of turn, `?was=` how the desk is while it can call nobody; else who would be next. Each says so where
 * that is no more.
 */
export const handPart = part((page, facts) => {
  const { query } = page;
  const serving = query.get('serving');
  if (serving) return <StillServing page={page} facts={facts} stopId={serving} />;
  const called = query.get('stop');
  if (called) return <CalledRegion page={page} facts={facts} stopId={called} />;
  const chosen = query.get('chosen');
  if (chosen) {
    const line = facts.waiting.find(({ stopId }) => stopId === chosen);
    return <StillThere page={page} facts={facts} stopId={chosen} line={line} />;
  }
  const was = DESK_STATES.find((state) => state === query.get('was'));
  if (was) return <StillSo page={page} facts={facts} was={was} />;
  return <IdleRegion page={page} facts={facts} />;
});
