// A refusal says the same of what may not be seen as of what does not exist; this makes it take the same
// time. The database does a little more for somebody who is there and may not be seen (the policies of
// her row are looked at), some tenths of a millisecond that a patient classifier can tell from nothing.
// So every refusal leaves on the next tick after its request came and a moment that is drawn, which covers
// what is left of the difference: how long a process lay still before it answers, some hundredths of a
// millisecond. No answer that works waits.
import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

/** Longer than nearly every refusal takes, shorter than anybody notices. */
export const TICK_MS = 20;
/** The longest of the moments that are drawn. */
const MOMENT_MS = 4;

type Fetch = (request: Request, ...rest: never[]) => Response | Promise<Response>;

/** Answers as `fetch` does; those with a status of 400 to 499 on a tick. */
export function refusingOnTheTick<Answering extends Fetch>(fetch: Answering): Answering {
  const answer = async (request: Request, ...rest: never[]) => {
    const came = performance.now();
    const response = await fetch(request, ...rest);
    if (response.status >= 400 && response.status < 500) await nextTick(came);
    return response;
  };
  return answer as Answering;
}

/** Timers are whole milliseconds and would let the rest be seen: the last one is waited for. */
async function nextTick(came: number): Promise<void> {
  const drawn = (randomInt(1_000_000) / 1_000_000) * MOMENT_MS;
  const tick = came + Math.ceil((performance.now() - came) / TICK_MS) * TICK_MS + drawn;
  const whole = Math.floor(tick - performance.now()) - 1;
  if (whole > 0) await sleep(whole);
  while (performance.now() < tick) await new Promise((turn) => setImmediate(turn));
}
