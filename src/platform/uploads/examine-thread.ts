// The thread in which one file is looked through. It gets the bytes, answers once, and is gone.
import { parentPort, workerData } from 'node:worker_threads';
import { examine } from './examine.ts';

const found = await examine(workerData as Uint8Array).catch(() => 'file-broken' as const);
if (typeof found === 'string') parentPort?.postMessage(found);
else {
  // Handed over without a copy: a copy would be made by the thread that answers everybody.
  const bytes = new Uint8Array(found.bytes);
  parentPort?.postMessage({ ...found, bytes }, [bytes.buffer]);
}
