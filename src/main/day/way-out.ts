// The way out of a rehearsed day: the summary, a certificate for whoever needs one, and the one question
// whether everything was solved.
import { createHash } from 'node:crypto';
import type { Floor } from './floor.ts';
import type { Scene, Visitor } from './scene.ts';

/** Her visit is over, and she passes the welcome. */
export async function passWayOut(scene: Scene, floor: Floor, visitor: Visitor): Promise<void> {
  const { api, world } = scene;
  const { summary, certificate, answer, yes, partly } = world.behaviour.wayOut;
  const { random, visitId } = visitor;
  const { token } = floor.atWelcome();
  const secret = (what: string) =>
    createHash('sha256').update(`${scene.seed} ${what} ${visitor.number}`).digest('hex');
  if (random.happens(summary))
    await api.command(token, 'summary.hand-out', { visitId, linkHash: secret('summary') });
  if (random.happens(certificate))
    await api.command(token, 'certificate.issue', { visitId, proof: secret('certificate') });
  if (random.happens(answer)) {
    const said = random.share();
    await api.command(token, 'feedback.answer-solved', {
      visitId,
      answer: said < yes ? 'yes' : said < yes + partly ? 'partly' : 'no',
    });
  }
}
