// Refuses bodies that are too long. Hono's own middleware opens the body as a stream to do so, which
// costs more than the rest of a request; a body that says its length is judged by what it says,
// because the server reads no further than that.
import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';

/** @param maxSize longest body, in bytes; @param refuse the answer to a longer one */
export function limitBody(maxSize: number, refuse: () => Response): MiddlewareHandler {
  const byStream = bodyLimit({ maxSize, onError: refuse });
  return async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next();
    const length = c.req.header('Content-Length');
    if (length === undefined || c.req.header('Transfer-Encoding') !== undefined)
      return byStream(c, next);
    return Number(length) > maxSize ? refuse() : next();
  };
}
