// The staff of a rehearsed day use the product as any other client does: over HTTP, with bearer
// tokens and ids of commands that they make themselves.
import type { RandomStream } from './random.ts';

export type Result = Readonly<Record<string, unknown>>;

/** A refusal as the API told it (RFC 9457). */
export interface Refusal {
  readonly refused: string;
}

export class ApiClient {
  readonly #origin: string;
  readonly #ids: RandomStream;
  readonly #now: () => number;
  /** Milliseconds that each request took. */
  readonly latencies: number[] = [];

  /** @param ids where ids of commands come from; @param now the moment with which they are stamped */
  constructor(origin: string, ids: RandomStream, now: () => number) {
    this.#origin = origin;
    this.#ids = ids;
    this.#now = now;
  }

  /** Sends a command that must work. @throws Error with the refusal's code when it does not */
  async command(token: string, name: string, input: object): Promise<Result> {
    const answer = await this.tryCommand(token, name, input);
    if (isRefusal(answer)) throw new Error(`${name} was refused: ${answer.refused}`);
    return answer;
  }

  /** Sends a command that may be refused. */
  async tryCommand(token: string, name: string, input: object): Promise<Result | Refusal> {
    return this.#send(token, `/api/v1/commands/${name}`, {
      method: 'POST',
      body: JSON.stringify({ id: this.#ids.id(this.#now()), input }),
    });
  }

  /** Asks a query that must be answered, with what its description says. */
  async query<Answer extends object = Result>(token: string, path: string): Promise<Answer> {
    const answer = await this.#send(token, `/api/v1${path}`, { method: 'GET' });
    if (isRefusal(answer)) throw new Error(`${path} was refused: ${answer.refused}`);
    return answer as Answer;
  }

  /** Opens a page, as a browser does. */
  async page(token: string, path: string): Promise<string> {
    const started = performance.now();
    const response = await fetch(this.#origin + path, { headers: { Cookie: `oneroof=${token}` } });
    const page = await response.text();
    this.latencies.push(performance.now() - started);
    if (!response.ok) throw new Error(`${path} answered ${response.status}`);
    return page;
  }

  async #send(token: string, path: string, request: RequestInit): Promise<Result | Refusal> {
    const started = performance.now();
    const response = await fetch(this.#origin + path, {
      ...request,
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    });
    const body = (await response.json()) as Result;
    this.latencies.push(performance.now() - started);
    if (response.ok) return body;
    if (response.status >= 500) throw new Error(`${path} failed with ${response.status}`);
    return { refused: String(body['code']) };
  }
}

export function isRefusal(answer: Result | Refusal): answer is Refusal {
  return 'refused' in answer;
}
