// Protocols and lines to call: data of every network, of nobody.
import type { Transaction } from '#platform/db/transaction.ts';
import type { Helpline, Protocol } from './protocol-schema.ts';

/** All that are known, those of earlier days too. */
export async function listProtocols(tx: Transaction): Promise<Protocol[]> {
  const rows = await tx.text<{
    id: string;
    kindId: string;
    from: Temporal.PlainDate;
    body: Omit<Protocol, 'id' | 'kindId' | 'from'>;
  }>(
    `select id, kind_id as "kindId", from_on as "from", body from compartments.protocol
     order by sort, id, from_on desc`,
  );
  return rows.map(({ body, ...row }) => ({ ...row, ...body }));
}

/** All lines. */
export async function listHelplines(tx: Transaction): Promise<Helpline[]> {
  const rows = await tx.text<{ id: string; body: Omit<Helpline, 'id'> }>(
    'select id, body from compartments.helpline order by sort, id',
  );
  return rows.map(({ id, body }) => ({ id, ...body }));
}

/** A question that may be asked in front of anybody. */
export interface NeutralQuestion {
  readonly id: string;
  readonly icon: string;
  readonly text: Readonly<Record<string, string>>;
}

export function listNeutralQuestions(tx: Transaction): Promise<NeutralQuestion[]> {
  return tx.text('select id, icon, text from compartments.question order by sort, id');
}
