// A job that waits for a server outside takes one of the worker's places, and never all of them.

/**
 * The same work, and nothing while it is under way in this process: who asks meanwhile is answered at once.
 * A process that is killed holds nobody up.
 */
export function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let isUnderWay = false;
  return async () => {
    if (isUnderWay) return;
    isUnderWay = true;
    try {
      await work();
    } finally {
      isUnderWay = false;
    }
  };
}
