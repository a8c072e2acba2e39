// A visit without a database: the rules' own changes, applied to plain values, with everything that
// must hold of a visit checked after each. For tests of rules by long random mornings.
import type { ActInput } from './schema.ts';
import { STOP_FOLLOWS } from './schema.ts';
import type { Act, Stop, StopFacts, Visit, VisitChange, VisitFacts } from './facts.ts';
import type { Precedence } from '../planning/rules/precedence.ts';
import { type Answer, planReception, type Reception } from './reception-rules.ts';
import { actorWith } from '#platform/session/actor.fixture.ts';
import type { Actor } from '#platform/session/actor.ts';

export const START: Temporal.Instant = Temporal.Instant.from('2026-03-09T09:00:00Z');

/** An officer of Social Security at CNAIM Lisboa, unless told otherwise. */
export function actorOf(more: Partial<Actor> = {}, unitId = 'iss', role = 'unit-officer'): Actor {
  const seat = { unitId, centreId: 'cnaim-lisboa', role };
  return actorWith([seat], { accountId: 'paulo', name: 'Paulo', speaks: ['pt'], ...more });
}

/** What is said of an act; solved unless told otherwise. */
export function actInputOf(more: Partial<ActInput> = {}): ActInput {
  return { mode: 'support', outcome: 'solved', interpreter: 'none', ...more };
}

const SUBJECTS = ['residence', 'social-security', 'health'] as const;

/** Where each subject is answered in the house of these tests. */
export const ANSWERS: readonly Answer[] = SUBJECTS.map((subjectId, at) => ({
  subjectId,
  officeId: `cnaim-lisboa.${['aima', 'iss', 'health'][at]}`,
  unitId: ['aima-residence', 'iss', 'health'][at] ?? '',
  serviceId: `${subjectId}-help`,
}));

/** Receives a person with so many needs; `precedence` says what is seen to before what. */
export function receive(
  needs: number,
  now: Temporal.Instant = START,
  precedence: readonly Precedence[] = [],
): Reception {
  const decided = planReception(
    {
      centreId: 'cnaim-lisboa',
      hostUnitId: 'network-welcome',
      day: Temporal.PlainDate.from('2026-03-09'),
      number: 1,
      code: '4711',
      answers: ANSWERS,
      precedence,
      personId: undefined,
      priority: 0,
    },
    { language: 'ar', subjectIds: SUBJECTS.slice(0, needs) },
    now,
  );
  if ('problem' in decided) throw new Error(decided.code);
  return decided.change;
}

interface Period {
  readonly kind: string;
  readonly stopId: string | null;
  readonly start: Temporal.Instant;
  end: Temporal.Instant | null;
}

export class VisitModel {
  readonly visit: { -readonly [Key in keyof Visit]: Visit[Key] };
  readonly stops: Stop[];
  readonly needs: { id: string; state: VisitFacts['needs'][number]['state'] }[];
  readonly periods: Period[];
  readonly acts: Act[] = [];
  /** Stops whose officer may see the person now. */
  readonly grants = new Set<string>();
  /** How each ended stop ended, once. */
  readonly endings = new Map<string, string>();

  constructor(reception: Reception, now: Temporal.Instant = START) {
    this.visit = { ...reception.visit, state: 'open' };
    this.stops = [...reception.stops];
    this.needs = reception.needs.map(({ id }) => ({ id, state: 'open' }));
    this.periods = [{ kind: 'waiting', stopId: null, start: now, end: null }];
    this.check();
  }

  facts(stop: Stop): VisitFacts {
    const open = this.periods.at(-1) as Period;
    return {
      stop,
      period: { kind: open.kind as StopFacts['period']['kind'], since: open.start },
      elsewhere: this.stops
        .filter((other) => other.id !== stop.id && other.state === 'waiting')
        .map(({ officeId }) => officeId),
      fenced: false,
      presented: false,
      visit: { ...this.visit },
      stops: [...this.stops],
      needs: this.needs.map((need) => ({ ...need })),
    };
  }

  /** Applies a change as `apply-change.ts` does, and checks all that must hold. */
  apply(change: VisitChange): void {
    for (const { id, ...update } of change.stops ?? []) {
      const at = this.stops.findIndex((stop) => stop.id === id);
      const before = this.stops[at];
      if (!before) throw new Error('a stop of another visit is changed');
      const { outcome, endedAt: _, calledAt: __, ...rest } = update;
      if (rest.state !== before.state) {
        if (!STOP_FOLLOWS[before.state].includes(rest.state))
          throw new Error(`a stop goes from ${before.state} to ${rest.state}`);
        if (rest.state === 'done' || rest.state === 'withdrawn') {
          if (this.endings.has(id)) throw new Error('a stop ends twice');
          this.endings.set(id, outcome ?? rest.state);
        }
      }
      this.stops[at] = { ...before, ...rest } as Stop;
    }
    if (change.newStop) this.stops.push(change.newStop);
    if (change.period) {
      const { at, next } = change.period;
      (this.periods.at(-1) as Period).end = at;
      if (next) this.periods.push({ kind: next.kind, stopId: next.stopId, start: at, end: null });
    }
    if (change.act) {
      if (!this.grants.has(change.act.stop.id)) throw new Error('an act outside of serving');
      this.acts.push(change.act);
    }
    const need = this.needs.find(({ id }) => id === change.need?.id);
    if (need && change.need) need.state = change.need.state;
    if (change.serving) this.grants.add(change.serving.stop.id);
    if (change.served) this.grants.delete(change.served.stopId);
    if (change.closeVisit) this.visit.state = 'closed';
    this.check();
  }

  /** Throws at the first thing that must never be. */
  private check(): void {
    const must = (holds: boolean, what: string) => {
      if (!holds) throw new Error(what);
    };
    const compare = Temporal.Instant.compare;
    this.periods.forEach((period, at) => {
      const next = this.periods[at + 1];
      must(period.end !== null || next === undefined, 'two periods are open');
      must(!period.end || compare(period.start, period.end) < 0, 'a period is empty');
      must(!next || period.end?.equals(next.start) === true, 'periods have a gap or overlap');
    });
    const open = this.periods.at(-1) as Period;
    must(
      (open.end === null) === (this.visit.state === 'open'),
      'time goes on after a visit, or stops in it',
    );
    const atDesk = this.stops.filter(({ state }) => state === 'called' || state === 'serving');
    must(atDesk.length <= 1, 'somebody is in two places');
    must(
      atDesk.every(({ deskId, accountId }) => deskId && accountId),
      'a call without a desk',
    );
    const unended = this.stops.filter(({ state }) => state !== 'done' && state !== 'withdrawn');
    must(
      (unended.length === 0) === (this.visit.state === 'closed'),
      'a visit ends with its last stop',
    );
    // What nobody has seen to yet still has a stop, wherever she was sent meanwhile.
    for (const { id, state } of this.needs)
      must(
        state !== 'open' ||
          this.visit.state === 'closed' ||
          unended.some(({ needId }) => needId === id),
        'a need is lost',
      );
    if (this.visit.state === 'open') {
      const [here] = atDesk;
      const parked = this.stops.find(({ state }) => state === 'parked');
      const now = here ?? parked;
      const kinds = { parked: ['parked'], called: ['called', 'way'], serving: ['serving'] };
      const expected = now ? kinds[now.state as keyof typeof kinds] : ['waiting'];
      must(
        expected.includes(open.kind),
        `time goes to ${open.kind} and she is ${now?.state ?? 'waiting'}`,
      );
      must(open.stopId === (now?.id ?? null), 'time goes to another stop');
      must(
        now !== undefined || this.stops.some(({ state }) => state === 'waiting'),
        'nobody will ever call her',
      );
      for (const { state, afterNeeds } of this.stops) {
        const unmet = unended.some(({ needId }) => needId && afterNeeds.includes(needId));
        must(state !== 'ahead' || unmet, 'a stop is held back that nothing comes before');
        must(
          !atDesk.some((stop) => stop.state === state) || !unmet,
          'a stop before its precedence',
        );
      }
    }
    must(
      [...this.grants].every(
        (id) => this.stops.find((stop) => stop.id === id)?.state === 'serving',
      ),
      'somebody may see her who does not serve her',
    );
    must(
      this.endings.size === this.stops.length - unended.length,
      'a stop ended without an ending',
    );
  }
}
