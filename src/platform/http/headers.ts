// Headers of every answer: nothing is fetched from elsewhere, framed, sniffed or referred.
import type { MiddlewareHandler } from 'hono';

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const STRICT: Readonly<Record<string, string>> = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'x-robots-tag': 'noindex, nofollow',
};
const SECURE = { 'strict-transport-security': 'max-age=31536000; includeSubDomains' };
const UNCACHED = { 'cache-control': 'no-store' };

/** Sets the strict headers; pages with personal data are never cached. */
export function strictHeaders(secure: boolean): MiddlewareHandler {
  const all = Object.entries({ ...STRICT, ...(secure && SECURE) });
  return async (c, next) => {
    await next();
    if (dressed.has(c.res)) return;
    const { headers } = c.res;
    for (const [name, value] of all) headers.set(name, value);
    if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'no-store');
  };
}

/**
 * Makes answers that are a file of somebody's: saved and never shown as a page, and if a browser shows it all
 * the same, without a script, a form or a way out. A picture of a page of ours may be one.
 */
export function strictFile(secure: boolean) {
  return (bytes: Uint8Array<ArrayBuffer>, media: string, name: string): Response => {
    const answer = new Response(bytes, {
      headers: {
        ...STRICT,
        ...(secure && SECURE),
        ...UNCACHED,
        'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
        'content-type': media,
        'content-disposition': `attachment; filename="${name}"`,
      },
    });
    dressed.add(answer);
    return answer;
  };
}

/** Answers that were made with the strict headers in place. */
const dressed = new WeakSet<Response>();

/**
 * Makes answers of JSON that bring the strict headers along. On the path of every act: to set them one
 * by one on an answer that is there costs more than to make it.
 */
export function strictJson(secure: boolean): (value: object) => Response {
  const headers = {
    'content-type': 'application/json',
    ...STRICT,
    ...(secure && SECURE),
    ...UNCACHED,
  };
  return (value) => {
    const answer = new Response(JSON.stringify(value), { headers });
    dressed.add(answer);
    return answer;
  };
}
