// How a page reaches the one stream of its browser: a shared worker; else the tab that holds a lock
// leads and the others listen to it; else (no secure context) each tab has its own.
// oxlint-disable-next-line import/default -- the bundler answers with the worker's address
import workerUrl from './live-worker.ts?worker&url';
import { createHub } from './live-hub.ts';
import type { FromHub, ToHub } from './live-messages.ts';

/** @returns how to speak to the hub. `account` keeps two accounts of one browser apart. */
export function openLink(
  account: string,
  hear: (message: FromHub) => void,
): (message: ToHub) => void {
  if (typeof SharedWorker === 'function') {
    const worker = new SharedWorker(workerUrl, { type: 'module', name: `oneroof-live ${account}` });
    worker.port.onmessage = ({ data }: MessageEvent<FromHub>) => hear(data);
    worker.port.start();
    return (message) => worker.port.postMessage(message);
  }
  if (navigator.locks && typeof BroadcastChannel === 'function') return leadOrFollow(account, hear);
  return createHub(hear);
}

function leadOrFollow(account: string, hear: (message: FromHub) => void): (message: ToHub) => void {
  const channel = new BroadcastChannel(`oneroof-live ${account}`);
  let lead: ((message: ToHub) => void) | undefined;
  let wish: ToHub | undefined;
  channel.onmessage = ({
    data,
  }: MessageEvent<
    { to: 'hub'; message: ToHub } | { to: 'pages'; message: FromHub } | { to: 'new-leader' }
  >) => {
    if (data.to === 'hub') lead?.(data.message);
    else if (data.to === 'pages') hear(data.message);
    else if (wish) channel.postMessage({ to: 'hub', message: wish });
  };
  void navigator.locks.request(`oneroof-live ${account}`, () => {
    lead = createHub((message) => {
      hear(message);
      channel.postMessage({ to: 'pages', message });
    });
    // The one who led is gone: everybody says again what they wish to hear.
    channel.postMessage({ to: 'new-leader' });
    if (wish) lead(wish);
    return new Promise(() => {});
  });
  return (message) => {
    if (message.kind === 'topics') wish = message;
    if (lead) lead(message);
    else channel.postMessage({ to: 'hub', message });
  };
}
