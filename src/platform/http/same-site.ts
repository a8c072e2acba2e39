// Refuses writes that another site makes a browser send. Cookies are SameSite=Strict; this is the
// second lock: a browser tells where a request comes from (Fetch Metadata, else Origin).
import type { MiddlewareHandler } from 'hono';
import { problem } from '#base/problem.ts';
import { problemJson } from './problem-json.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Lets writes pass from our own pages and from clients that are no browser. */
export const sameSiteOnly: MiddlewareHandler = async (c, next) => {
  if (SAFE.has(c.req.method) || c.req.header('Authorization')?.startsWith('Bearer ')) return next();
  const site = c.req.header('Sec-Fetch-Site');
  const origin = c.req.header('Origin');
  const ours = site
    ? site === 'same-origin'
    : origin
      ? sameHost(origin, c.req.header('Host'))
      : true;
  return ours ? next() : problemJson(problem('not-allowed', 'cross-site'));
};

function sameHost(origin: string, host: string | undefined): boolean {
  return host !== undefined && URL.parse(origin)?.host === host;
}
