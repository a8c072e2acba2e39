// npm run admin -- audit verify: whether the logs are whole, in words for whoever has to know.
import type { Fault } from '#platform/event-log/chain-rules.ts';
import { readHeads } from '#platform/event-log/heads-file.ts';
import { NETWORK_ZONE } from '#modules/access/schema.ts';
import type { Stream } from '#platform/event-log/chain.ts';
import type { ErasureLedger } from '#platform/erasure-ledger/ledger.ts';
import {
  type Finding,
  listRewritten,
  type Rewritten,
  verifyChains,
} from '#platform/event-log/verify-chain.ts';
import { readData } from './seed/read-data.ts';

/** The logs are not what the heads say; the message is the report. */
export class AuditError extends Error {
  override name = 'AuditError';
}

/**
 * The report, when all is well.
 * @throws AuditError with the report, when an entry is bad
 */
export async function verifyAudit(
  ownerUrl: string,
  headsFile: string,
  ledger: ErasureLedger,
  now: Temporal.Instant,
): Promise<string> {
  const heads = readHeads(headsFile);
  const rewritten = await listRewritten(ownerUrl);
  const unknown = unknownTo(ledger, rewritten);
  const findings = await verifyChains(
    ownerUrl,
    heads,
    new Date(now.epochMilliseconds),
    keptDays(now),
  );
  const report = [
    `Heads: ${heads.length} in ${headsFile}`,
    `Erasures: ${rewritten.size} rewrote entries; ${ledger.path} ${unknown.length === 0 ? 'knows them all' : `KNOWS NOTHING OF ${unknown.join(', ')}`}`,
    ...findings.flatMap((finding) => linesOf(finding)),
  ].join('\n');
  if (unknown.length > 0 || findings.some(({ fault }) => fault)) throw new AuditError(report);
  return report;
}

/**
 * For how many days each log is kept: the shortest that was ever in force, as the data of this version says and not
 * as the database does, which whoever takes entries out could change with them.
 */
export function keptDays(now: Temporal.Instant): Readonly<Record<Stream, number>> {
  const today = now.toZonedDateTimeISO(NETWORK_ZONE).toPlainDate();
  const ofKind = (kind: string) =>
    Math.min(
      ...readData('retention.json')
        .filter(({ id }) => id === kind)
        .flatMap(({ periods }) => periods)
        .filter(({ from }) => Temporal.PlainDate.compare(from, today) <= 0)
        .map(({ keep }) => today.subtract(keep).until(today, { largestUnit: 'days' }).days),
    );
  return { read: ofKind('readings'), event: ofKind('log'), command: ofKind('log') };
}

/** Erasures whose entries are not those that the ledger tells of: somebody rewrote more than was to be. */
function unknownTo(ledger: ErasureLedger, rewritten: Rewritten): string[] {
  const known = new Map(ledger.erasures().map((one) => [one.erasure, one]));
  return [...rewritten]
    .filter(([id, { entries, hash }]) => {
      const one = known.get(id);
      return one?.entries !== entries || one.entriesHash !== hash;
    })
    .map(([id]) => id);
}

function linesOf({ stream, fault, entries, proved, unproved, lastHead }: Finding): string[] {
  const log = `log.${stream}`;
  const younger = `${log}: ${unproved} ${unproved === 1 ? 'entry is' : 'entries are'} younger than the last head and unproved.`;
  if (fault) return [`${log}: FIRST BAD ENTRY ${wordsOf(log, fault)}`, younger];
  if (!lastHead) return [`${log}: no head was published: none of ${entries} entries is proved.`];
  return [
    `${log}: whole up to entry ${proved}, as published at ${lastHead.at}.`,
    ...(unproved > 0 ? [younger] : []),
  ];
}

const KINDS: Readonly<Record<Fault['kind'], string>> = {
  changed: 'was changed, or swapped with another (or the one before it, together with its link)',
  'taken-out': 'was taken out',
  'put-in': 'was put in afterwards',
  'cut-off': 'and all after it were cut off (or lost, when an older backup was restored)',
  'laid-anew': 'or one after it was changed, and the chain was laid anew over it',
  'forgotten-early':
    'and those after it were taken out before their time, or to a place that no head names',
};

function wordsOf(log: string, { kind, entry, place, head, until }: Fault): string {
  const where = place
    ? ` (life ${place.epoch}, transaction ${place.xid}, position ${place.position}${place.at ? `, of ${place.at.toISOString()}` : ''})`
    : '';
  const upTo = until === undefined ? '' : `; up to entry ${until}`;
  const told = head ? `; told by the head of ${head.at}` : '';
  return `${entry} of ${log}${where}: ${KINDS[kind]}${upTo}${told}.`;
}
