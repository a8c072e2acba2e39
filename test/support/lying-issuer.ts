// An OpenID provider that says whatever a test wants in its ID token.
import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Token {
  readonly header?: Record<string, unknown>;
  readonly claims?: Record<string, unknown>;
  /** Signed by a key that nobody was told of. */
  readonly foreignKey?: boolean;
  readonly unsigned?: boolean;
}

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

export class LyingIssuer {
  readonly #server: Server;
  readonly #pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
  readonly #other = generateKeyPairSync('rsa', { modulusLength: 2048 });
  #token = '';
  issuer = '';

  constructor() {
    this.#server = createServer((request, response) => {
      const paths: Record<string, object> = {
        '/.well-known/openid-configuration': {
          issuer: this.issuer,
          authorization_endpoint: `${this.issuer}/auth`,
          token_endpoint: `${this.issuer}/token`,
          jwks_uri: `${this.issuer}/jwks`,
          response_types_supported: ['code'],
          id_token_signing_alg_values_supported: ['RS256', 'none'],
          subject_types_supported: ['public'],
        },
        '/jwks': {
          keys: [
            {
              ...this.#pair.publicKey.export({ format: 'jwk' }),
              kid: 'one',
              alg: 'RS256',
              use: 'sig',
            },
          ],
        },
        '/token': { access_token: 'x', token_type: 'Bearer', id_token: this.#token },
      };
      const body = paths[request.url ?? ''];
      response.writeHead(body ? 200 : 404, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify(body ?? {}));
    });
  }

  async listen(): Promise<void> {
    await new Promise<void>((ready) => this.#server.listen(0, '127.0.0.1', ready));
    this.issuer = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  /** What the next exchange of a code brings. */
  willSay({ header, claims, foreignKey, unsigned }: Token): void {
    const now = Math.floor(Date.now() / 1000);
    const head = { alg: 'RS256', kid: 'one', ...header };
    const body = { iss: this.issuer, aud: 'oneroof', iat: now, exp: now + 300, ...claims };
    const signed = `${encode(head)}.${encode(body)}`;
    const key = (foreignKey ? this.#other : this.#pair).privateKey;
    this.#token = `${signed}.${unsigned ? '' : signature(signed, key)}`;
  }
}

function signature(text: string, key: KeyObject): string {
  return createSign('RSA-SHA256').update(text).sign(key, 'base64url');
}
