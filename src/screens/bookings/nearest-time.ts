// The nearest time that is free for somebody at an office: what is offered where there is no ticket.
import { dayOf } from '#base/dates.ts';
import { listDayTimes } from '#modules/appointments/free-times.ts';
import type { FreeTime } from '#modules/appointments/rules.ts';
import type { Centre, Office, Service } from '#modules/directory/schema.ts';
import type { PageRequest } from '../page.ts';

/** How many days ahead the nearest time is looked for. */
const DAYS = 14;

export interface NearestTime extends FreeTime {
  readonly date: Temporal.PlainDate;
}

/** Undefined: nothing is free in the next two weeks. */
export async function nearestTime(
  { tx, now }: Pick<PageRequest, 'tx' | 'now'>,
  asked: {
    readonly centre: Centre;
    readonly office: Office;
    readonly service: Service;
    readonly language: string;
  },
): Promise<NearestTime | undefined> {
  const today = dayOf(now, asked.centre.zone);
  for (let days = 0; days < DAYS; days++) {
    const date = today.add({ days });
    const [first] = await listDayTimes(tx, { ...asked, date, now });
    if (first) return { ...first, date };
  }
  return undefined;
}
