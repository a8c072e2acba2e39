// What is printed after a played day: a page for people, then one line for machines.
import type { Figures, OfficeFigures } from './figures.ts';
import type { DayOptions, PlayedDay } from './play-day.ts';
import type { Tally } from './scene.ts';
import type { Violation } from './violations.ts';

/** What depends on the machine; everything else in the last line depends on the seed alone. */
export interface Machine {
  readonly seconds: number;
  readonly requests: number;
  readonly requestsPerSecond: number;
  /** Milliseconds of a request. */
  readonly p50: number;
  readonly p99: number;
  readonly node: string;
}

export interface DayReport {
  readonly options: DayOptions;
  readonly played: PlayedDay;
  readonly figures: { readonly house: Figures; readonly offices: readonly OfficeFigures[] };
  readonly violations: readonly Violation[];
  readonly seconds: number;
}

/** The last line: figures of the day, `violations`, and under `machine` what may differ. */
export interface DayLine extends Figures, Tally {
  readonly centre: string;
  readonly date: string;
  readonly seed: number;
  readonly arrivals: number;
  /** Rows that broke a check. */
  readonly violations: number;
  readonly machine: Machine;
}

export function lineOf({ options, played, figures, violations, seconds }: DayReport): DayLine {
  const { centreId, date, seed, arrivals } = options;
  return {
    centre: centreId,
    date: date.toString(),
    seed,
    arrivals,
    ...figures.house,
    ...played.tally,
    violations: violations.reduce((sum, { rows }) => sum + rows, 0),
    machine: machineOf(played.latencies, seconds),
  };
}

function machineOf(latencies: readonly number[], seconds: number): Machine {
  const sorted = latencies.toSorted((a, b) => a - b);
  const at = (share: number) => round(sorted[Math.floor(sorted.length * share)] ?? 0);
  return {
    seconds: round(seconds),
    requests: sorted.length,
    requestsPerSecond: Math.round(sorted.length / seconds),
    p50: at(0.5),
    p99: at(0.99),
    node: process.version,
  };
}

/** The page for people. */
export function summaryOf(report: DayReport): string {
  const { options, played, figures, violations } = report;
  const { house, offices } = figures;
  const { tally } = played;
  const lines = [
    `${options.centreId} on ${options.date}, ${options.arrivals} arrivals, seed ${options.seed}`,
    '',
    `${house.persons} persons, ${house.visits} visits, ${house.stops} stops, ${house.acts} acts, ${house.languages} languages`,
    `waited ${house.waitMean} min on average in each queue, nine in ten less than ${house.waitP90}`,
    `served ${house.serviceMean} min on average; in the house ${house.tripMean} min`,
    `solved in one trip: ${(house.solvedInOneTrip * 100).toFixed(1)} %`,
    `${house.sentOn} sent on, ${house.missedCalls} missed calls, ${house.parked} parked, ${tally.cameBack} came back`,
    `${tally.booked} booked, ${tally.cameBooked} came for it, ${tally.missedBooked} were not there in time, ${tally.calls} calls promised, ${tally.putOff} need nothing that is done today`,
    `${tally.questions} questions answered at the door, ${tally.sentElsewhere} sent to another house with their file`,
    `${tally.gaveUp} gave up, ${tally.told} told at closing time, ${tally.turnedAway} turned away at the door`,
    `interpreted by mediators ${tally.interpretedByMediator}, by telephone ${tally.interpretedByTelephone}`,
    '',
    tableOf(offices),
    '',
  ];
  if (violations.length === 0) lines.push('No violations.');
  for (const { check, rows, examples } of violations)
    lines.push(`VIOLATION ${check}: ${rows}`, ...examples.map((example) => `  ${example}`));
  return lines.join('\n');
}

function tableOf(offices: readonly OfficeFigures[]): string {
  const rows = [
    ['office', 'acts', 'persons', 'wait', 'p90', 'served'],
    ...offices.map((each) => [
      each.office,
      String(each.acts),
      String(each.persons),
      minutes(each.waitMean),
      minutes(each.waitP90),
      minutes(each.serviceMean),
    ]),
  ];
  const widths = rows[0]?.map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) => {
          const width = widths?.[column] ?? 0;
          return column === 0 ? cell.padEnd(width) : cell.padStart(width + 2);
        })
        .join(''),
    )
    .join('\n');
}

function minutes(value: number | null): string {
  return value === null ? '-' : value.toFixed(1);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
