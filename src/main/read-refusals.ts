// npm run admin -- refusals DAYS: refused tries to get in, by kind, and by name and network as keyed
// hashes; with --login how often one name was tried.
import { withClient } from '#platform/embedded-postgres/roles.ts';
import { Keyring } from '#platform/session/keyring.ts';

interface Row {
  readonly label: string;
  readonly tries: number;
  readonly last: Date;
}

/** Lines to print. `secrets`: the present key and the one before, as both may have made the hashes. */
export async function readRefusals(
  ownerUrl: string,
  { days, login, secrets }: { days: number; login: string | undefined; secrets: readonly string[] },
): Promise<string[]> {
  const marks = login && secrets.map((secret) => new Keyring(secret).markOf(login.toLowerCase()));
  return withClient(ownerUrl, async (client) => {
    const list = async (by: string, most: number) => {
      const { rows } = await client.query<Row>(
        `select ${by} as label, sum(tries)::integer as tries, max(minute) as last
         from log.refusal
         where minute > now() - make_interval(days => $1)
           and ($2::text[] is null or encode(subject, 'hex') = any ($2))
         group by 1 order by 2 desc, 1 limit $3`,
        [days, marks || null, most],
      );
      return rows.map(
        ({ label, tries, last }) =>
          `${String(tries).padStart(8)}  ${label}  (last ${last.toISOString().slice(0, 16)}Z)`,
      );
    };
    const kinds = await list('kind', 50);
    if (kinds.length === 0) return [`Nothing was refused in ${days} days.`];
    return [
      'by kind',
      ...kinds,
      ...(login ? [] : ['by name', ...(await list(`encode(subject, 'hex')`, 10))]),
      'by network',
      ...(await list(`encode(network, 'hex')`, 10)),
    ];
  });
}
