// Sends bytes to a printer in the house, over TCP as receipt printers listen (port 9100).
import { connect } from 'node:net';

export interface PrinterAddress {
  readonly host: string;
  readonly port: number;
}

/**
 * Sends a job and waits until the printer has taken all of it and hung up.
 * @param patienceMs how long in all
 * @returns whether it was taken; false for a printer that is off, busy or out of reach
 */
export function sendToPrinter(
  { host, port }: PrinterAddress,
  job: Uint8Array,
  patienceMs = 3000,
): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    let sent = false;
    const timer = setTimeout(() => socket.destroy(), patienceMs);
    socket.on('error', () => {
      sent = false;
    });
    // What the printer says back is of no interest, but unread it would keep the line open.
    socket.resume();
    let ended = false;
    socket.on('end', () => {
      ended = true;
    });
    socket.on('connect', () => socket.end(job, () => (sent = true)));
    socket.on('close', () => {
      clearTimeout(timer);
      resolve(sent && ended);
    });
  });
}
