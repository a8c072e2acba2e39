// A mediator here, now: a desk of a rehearsed day asks, somebody of the welcome accepts, comes, and
// goes again. When nobody is free, the telephone interprets.
import type { Floor } from './floor.ts';
import type { Officer, Scene, Seat, Visitor } from './scene.ts';
import { secondsFrom } from './scene.ts';

export interface Interpreting {
  readonly how: 'none' | 'mediator' | 'telephone';
  /** What is left to write needs no words: she goes before the sitting ends. */
  goes(): Promise<void>;
  /** The sitting is over, and with it what was asked of her. */
  end(): void;
}

/** Whoever sits at the desk speaks her language, or somebody is asked to come. */
export async function interpret(
  scene: Scene,
  floor: Floor,
  seat: Seat,
  visitor: Visitor,
): Promise<Interpreting> {
  const { language } = visitor.arrival;
  const { tally } = scene;
  const nobody = { goes: async () => {}, end: () => {} };
  if (seat.occupant?.speaks.includes(language)) return { how: 'none', ...nobody };
  const mediator = floor.takeMediator(language);
  if (mediator) {
    tally.interpretedByMediator++;
    return { how: 'mediator', ...(await call(scene, seat, visitor, mediator)) };
  }
  tally.interpretedByTelephone++;
  return { how: 'telephone', ...nobody };
}

async function call(
  { api, agenda, now, world }: Scene,
  seat: Seat,
  { stopId, random }: Visitor,
  mediator: Officer,
): Promise<Pick<Interpreting, 'goes' | 'end'>> {
  const asked = await api.command(seat.occupant?.token ?? '', 'mediator.ask', { stopId });
  const { requestId } = asked;
  const { token } = mediator;
  await api.command(token, 'mediator.accept', { requestId });
  let over = false;
  agenda.at(now() + secondsFrom(random, world.behaviour.seconds.seesCall), async () => {
    if (!over) await api.command(token, 'mediator.join', { requestId });
  });
  return {
    async goes() {
      if (over) return;
      over = true;
      await api.command(token, 'mediator.end', { requestId });
    },
    end() {
      over = true;
      mediator.accompanies = false;
    },
  };
}
