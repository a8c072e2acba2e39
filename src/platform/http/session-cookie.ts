// The cookie that carries a browser's session token. With TLS it has the `__Host-` prefix, which
// binds it to this origin; the plain name is for loopback without TLS only.
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { isMachineToken } from '../session/token.ts';

const NAME = 'oneroof';
const OPTIONS = { path: '/', httpOnly: true, sameSite: 'Strict' } as const;

export class SessionCookie {
  readonly #secure: boolean;

  /** @param secure whether people reach us over TLS */
  constructor(secure: boolean) {
    this.#secure = secure;
  }

  /**
   * The token that came with a request: of the header, or else of the cookie. A machine's token is
   * none in a cookie: a browser would send it by itself, and it lives for months.
   */
  tokenOf(c: Context): string | undefined {
    const header = c.req.header('Authorization');
    if (header) return /^Bearer ([\w-]{20,128})$/.exec(header)?.[1];
    const kept = getCookie(c, NAME, this.#secure ? 'host' : undefined);
    return kept && !isMachineToken(kept) ? kept : undefined;
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
