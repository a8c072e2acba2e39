// Security events. Counted in memory and written every few seconds, so that a refusal costs no round
// trip (nor tells by its time whether a name exists) and a storm costs a few rows.
//
// ACC-53: every refused try to get in is logged by its minute and kind; whom and from where stands as a
// keyed hash, so that no line names anybody.
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import type { Keyring } from './keyring.ts';

export type RefusalKind =
  | 'password-refused'
  | 'password-slowed-down'
  | 'code-refused'
  | 'pin-refused'
  | 'passkey-refused'
  | 'recovery-refused'
  | 'invitation-refused'
  | 'package-refused'
  | 'sign-on-refused'
  | 'first-code-refused'
  | 'too-many-sign-ins'
  | 'too-many'
  | 'overloaded';

const EVERY_MS = 5000;
/** Different lines kept between two writings; what is beyond them is counted without its subject. */
const MOST = 2000;

interface Counted {
  readonly at: string;
  readonly kind: RefusalKind;
  readonly subject: string;
  readonly network: string;
  tries: number;
}

export class RefusalLog {
  readonly #database: Database;
  readonly #keyring: Keyring;
  readonly #clock: Clock;
  readonly #timer: NodeJS.Timeout;
  #counted = new Map<string, Counted>();
  #writing: Promise<void> = Promise.resolve();

  constructor(database: Database, keyring: Keyring, clock: Clock) {
    this.#database = database;
    this.#keyring = keyring;
    this.#clock = clock;
    this.#timer = setInterval(() => void this.flush(), EVERY_MS).unref();
  }

  /** One refused try: of which name (or account), from which network, as far as they are known. */
  note(kind: RefusalKind, subject: string | undefined, network: string | undefined): void {
    const full = this.#counted.size >= MOST;
    const of = (text: string | undefined) => this.#keyring.markOf((!full && text) || '');
    const at = this.#clock.now().round({ smallestUnit: 'minute', roundingMode: 'floor' });
    const line = { at: at.toString(), kind, subject: of(subject), network: of(network) };
    const key = Object.values(line).join(' ');
    const known = this.#counted.get(key);
    if (known) known.tries++;
    else this.#counted.set(key, { ...line, tries: 1 });
  }

  /** Writes what was counted. When it can't be written it is kept and written with the next. */
  flush(): Promise<void> {
    // One after the other: whoever asks waits for what is being written as well.
    this.#writing = this.#writing.then(() => this.#write());
    return this.#writing;
  }

  async #write(): Promise<void> {
    if (this.#counted.size === 0) return;
    const lines = [...this.#counted.values()];
    this.#counted = new Map();
    await this.#database
      .transaction((tx) => tx.text('select log.note_refusals($1)', [JSON.stringify(lines)]))
      .catch(() => {
        for (const { tries, ...line } of lines) {
          const key = Object.values(line).join(' ');
          const known = this.#counted.get(key);
          if (known) known.tries += tries;
          else if (this.#counted.size < MOST) this.#counted.set(key, { ...line, tries });
        }
      });
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.flush();
  }
}
