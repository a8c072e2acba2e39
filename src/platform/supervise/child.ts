// What a process under the supervisor (web, worker) does: say that it is ready, end when it is told.

/** How long work in progress may take at the end, in milliseconds. */
const PATIENCE = 8000;

/** The exit code that means: starting again will not help. */
export const REFUSED = 78;

/** Tells the supervisor that this process does its work now. */
export function tellReady(): void {
  process.send?.('ready');
}

/**
 * Calls `stop` once when we are to end: told by the supervisor, or because the supervisor is gone.
 * Then ends the process, also when `stop` takes longer than eight seconds.
 */
export function onShutdown(stop: () => Promise<void>): void {
  let stopping = false;
  const end = () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), PATIENCE).unref();
    stop().then(
      () => process.exit(0),
      (error) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', end);
  process.on('disconnect', end);
  // The terminal's Ctrl-C reaches us and the supervisor; the supervisor says in which order we go.
  process.on('SIGINT', process.send ? () => {} : end);
}

/** Ends this process, and Oneroof with it, because it must not run like this. */
export function refuse(reason: string): never {
  console.error(reason);
  process.exit(REFUSED);
}
