// Has files looked through, each in a thread of its own: a decoder that is led astray stays inside its
// WebAssembly, one that hangs is ended, and the thread that answers everybody is never late.
import { Worker } from 'node:worker_threads';
import { inCheckout } from '../checkout.ts';
import { Queue } from '../http/queue.ts';
import type { Examined } from './examine.ts';
import { lookAt, type Refused } from './kinds.ts';

/** Milliseconds for one file; twelve million points take one or two seconds. */
const PATIENCE_MS = 30_000;

/** Built, it is a file beside the processes; from source, Node runs it as it stands. */
const THREAD = import.meta.filename.endsWith('.ts')
  ? inCheckout('src', 'platform', 'uploads', 'examine-thread.ts')
  : inCheckout('dist', 'main', 'examine-thread.js');

export class Examiner {
  /** Two at once: an unpacked picture takes up to two hundred million bytes. */
  readonly #line = new Queue(2, 20);
  readonly #patience: number;

  constructor(patience = PATIENCE_MS) {
    this.#patience = patience;
  }

  /** Looks a file through. What its head refuses costs no thread. */
  async examine(bytes: Uint8Array): Promise<Examined | Refused> {
    const look = lookAt(bytes);
    if (typeof look === 'string') return look;
    const leave = await this.#line.enter();
    if (!leave) return 'file-busy';
    try {
      return await this.#inThread(bytes);
    } finally {
      leave();
    }
  }

  async #inThread(bytes: Uint8Array): Promise<Examined | Refused> {
    const own = new Uint8Array(bytes);
    const thread = new Worker(THREAD, {
      workerData: own,
      transferList: [own.buffer],
      // It needs no setting and no secret of ours.
      env: {},
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: 128 },
    });
    const late = setTimeout(() => void thread.terminate(), this.#patience);
    try {
      return await new Promise<Examined | Refused>((done) => {
        thread.once('message', done);
        // Ended by us, or by running out of memory: it could not be unpacked.
        thread.once('error', () => done('file-broken'));
        thread.once('exit', () => done('file-broken'));
      });
    } finally {
      clearTimeout(late);
      await thread.terminate();
    }
  }
}
