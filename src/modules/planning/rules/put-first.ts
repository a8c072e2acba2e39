// The mediator's hand in a plan: what she puts first. Pure.
import { type Precedence, whatComesFirst } from './precedence.ts';

/**
 * PLN-10: a service that the mediator puts first is seen to before the others of the visit; only what
 * must be seen to before it (PLN-2) stays before it. Said as order between services, like any other;
 * nothing when the service is none of these.
 */
export function putFirst(
  serviceIds: readonly string[],
  precedence: readonly Precedence[],
  firstId: string | undefined,
): Precedence[] {
  if (firstId === undefined || !serviceIds.includes(firstId)) return [];
  const services = [...new Set(serviceIds)].map((serviceId) => ({ needId: serviceId, serviceId }));
  const before = whatComesFirst(services, precedence);
  const stays = new Set<string>([firstId]);
  for (const serviceId of stays) for (const first of before.get(serviceId) ?? []) stays.add(first);
  return services
    .filter(({ serviceId }) => !stays.has(serviceId))
    .map(({ serviceId }) => ({ serviceId, afterServiceId: firstId }));
}
