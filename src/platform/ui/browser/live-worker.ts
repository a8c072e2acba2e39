// The shared worker that holds the stream for all tabs of one account.
import { createHub } from './live-hub.ts';
import type { FromHub, ToHub } from './live-messages.ts';

type Scope = { onconnect: ((event: MessageEvent) => void) | null };

const ports = new Set<MessagePort>();
const hear = createHub((message: FromHub) => {
  for (const port of ports) port.postMessage(message);
});

(self as unknown as Scope).onconnect = (event) => {
  const port = event.ports[0];
  if (!port) return;
  ports.add(port);
  port.onmessage = ({ data }: MessageEvent<ToHub>) => {
    if (data.kind === 'bye') ports.delete(port);
    hear(data);
  };
};
