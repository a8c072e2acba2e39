// Sends short messages (SMS) through a gateway: one POST for each, with its text as JSON. Gateways differ;
// a few lines in front of one's own make it speak like this: docs/operations.

export interface ShortMessage {
  /** The same for the same message, so that a gateway may know what comes twice as one. */
  readonly id: string;
  /** Digits, perhaps with a plus before them. */
  readonly to: string;
  readonly text: string;
}

export interface Texter {
  /** @throws when the gateway did not take it */
  send(message: ShortMessage): Promise<void>;
}

/** Seconds for which a gateway may keep us waiting. */
const PATIENCE = 20;

/**
 * A texter over one gateway.
 * @param url where messages are posted to
 * @param token sent as `Authorization: Bearer`
 */
export function httpTexter(url: string, token: string | undefined): Texter {
  return {
    async send({ id, to, text }) {
      const answer = await fetch(url, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          'Idempotency-Key': id,
          ...(token && { Authorization: `Bearer ${token}` }),
        },
        body: JSON.stringify({ to, text }),
        redirect: 'error',
        signal: AbortSignal.timeout(PATIENCE * 1000),
      });
      await answer.body?.cancel();
      // What it answered may hold the number: nothing of it is kept.
      if (!answer.ok) throw Object.assign(new Error('not taken'), { code: 'EREFUSED' });
    },
  };
}
