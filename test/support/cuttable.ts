// A network that can be cut: a proxy in front of the house, whose lines all break at once, and which
// takes no new ones until it is mended.
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface Cuttable {
  /** The address through it. */
  readonly origin: string;
  cut(): void;
  mend(): void;
  close(): Promise<void>;
}

export async function cuttable(origin: string): Promise<Cuttable> {
  const { hostname, port } = new URL(origin);
  const lines = new Set<Socket>();
  let broken = false;
  const server = createServer((near) => {
    if (broken) return near.destroy();
    const far = connect({ host: hostname, port: Number(port) });
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      lines.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        lines.delete(one);
        other.destroy();
      });
    }
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const breakAll = () => {
    broken = true;
    for (const line of lines) line.destroy();
  };
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut: breakAll,
    mend() {
      broken = false;
    },
    async close() {
      breakAll();
      await new Promise<void>((closed) => server.close(() => closed()));
    },
  };
}
