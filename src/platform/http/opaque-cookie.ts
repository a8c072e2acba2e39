// A cookie with an opaque token of ours beside the session's: the second step of signing in, and the
// workstation. The same rules: only for this site, out of reach of scripts, `__Host-` with TLS.
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';

export class OpaqueCookie {
  readonly #name: string;
  readonly #secure: boolean;
  readonly #seconds: number;
  readonly #longest: number;
  readonly #sameSite: 'Strict' | 'Lax';

  /**
   * @param secure whether people reach us over TLS; @param seconds how long the browser keeps it
   * @param sameSite `Lax` where people come from a camera or a message and must arrive with it
   */
  constructor(
    name: string,
    secure: boolean,
    seconds: number,
    longest = 128,
    sameSite: 'Strict' | 'Lax' = 'Strict',
  ) {
    this.#name = name;
    this.#secure = secure;
    this.#seconds = seconds;
    this.#longest = longest;
    this.#sameSite = sameSite;
  }

  read(c: Context): string | undefined {
    const value = getCookie(c, this.#name, this.#secure ? 'host' : undefined);
    if (!value || value.length > this.#longest) return undefined;
    return /^[\w-]{20,}$/.test(value) ? value : undefined;
  }

  set(c: Context, token: string): void {
    setCookie(c, this.#name, token, {
      ...this.#options(),
      maxAge: this.#seconds,
      ...(this.#secure && { prefix: 'host' as const }),
    });
  }

  clear(c: Context): void {
    deleteCookie(c, this.#secure ? `__Host-${this.#name}` : this.#name, this.#options());
  }

  #options() {
    return { path: '/', httpOnly: true, sameSite: this.#sameSite, secure: this.#secure } as const;
  }
}
