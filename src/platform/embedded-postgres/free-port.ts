// A port of this machine that nobody listens on.
import { createServer } from 'node:net';

/** The wished port when nobody has it, else one that is free. */
export async function freePort(wished = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => {
      if (wished !== 0 && error.code === 'EADDRINUSE') freePort().then(resolve, reject);
      else reject(error);
    });
    probe.listen({ host: '127.0.0.1', port: wished }, () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
