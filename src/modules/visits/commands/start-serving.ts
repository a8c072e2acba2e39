// stop.start: the person is at the desk. An office with a direct enforcement link is shown her
// paper first: the code on it is checked by the database, which notes the presentation.
import { isProblem } from '#base/problem.ts';
import { lockStop } from '../load-facts.ts';
import { nextPeriod, refuseUnless, refuseUnpresented, stopEvent } from '../rules.ts';
import { startInput } from '../schema.ts';
import { stopCommand } from './at-stop.ts';

export const startServing = stopCommand({
  name: 'stop.start',
  summary: 'Starts serving a called person.',
  input: startInput,
  async load(tx, input, actor) {
    const facts = await lockStop(tx, input.stopId, actor);
    if (isProblem(facts) || !facts.fenced || facts.presented || input.code === undefined)
      return facts;
    const [shown] = await tx.text<{ code: string }>('select visits.present($1, $2) as code', [
      input.stopId,
      input.code,
    ]);
    return { ...facts, presented: shown?.code === 'right', locked: shown?.code === 'locked' };
  },
  decide(facts, _input, actor, now) {
    const { stop } = facts;
    const period = nextPeriod(facts, 'serving', stop, stop.deskId, now);
    return (
      refuseUnless(stop, 'called') ??
      refuseUnpresented(facts) ?? {
        change: {
          stops: [
            { id: stop.id, state: 'serving', servedAt: period.at, accountId: actor.accountId },
          ],
          period,
          serving: { stop },
        },
        events: [stopEvent('stop.started', stop, { deskId: stop.deskId })],
        result: { stopId: stop.id },
      }
    );
  },
});
