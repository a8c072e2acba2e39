// The cookie that carries a browser's session token. With TLS it has the `__Host-` prefix, which
// binds it to this origin; the plain name is for loopback without TLS only.
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';

const NAME = 'oneroof';
const OPTIONS = { path: '/', httpOnly: true, sameSite: 'Strict' } as const;

export class SessionCookie {
  readonly #secure: boolean;

  /** @param secure whether people reach us over TLS */
  constructor(secure: boolean) {
    this.#secure = secure;
  }

  /** The token that came with a request: of the cookie, or a machine's bearer token. */
  tokenOf(c: Context): string | undefined {
    const header = c.req.header('Authorization');
    if (header) return /^Bearer ([\w-]{20,128})$/.exec(header)?.[1];
    return getCookie(c, NAME, this.#secure ? 'host' : undefined) || undefined;
  }

  set(c: Context, token: string): void {
    setCookie(c, NAME, token, {
      ...OPTIONS,
      secure: this.#secure,
      ...(this.#secure && { prefix: 'host' as const }),
    });
  }

  clear(c: Context): void {
    deleteCookie(c, this.#secure ? `__Host-${NAME}` : NAME, { ...OPTIONS, secure: this.#secure });
  }
}
