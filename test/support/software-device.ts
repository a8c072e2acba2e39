// A device that holds passkeys, in software: real CBOR, COSE and ES256, and every lie on demand.
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

export interface Lies {
  /** The page that the browser says it is on. */
  readonly origin?: string;
  readonly challenge?: string;
  readonly rpId?: string;
  /** Did the device ask for a finger, a face or a PIN? */
  readonly userVerified?: boolean;
  readonly counter?: number;
  readonly type?: string;
}

interface Options {
  readonly challenge: string;
  readonly rp?: { readonly id: string };
  readonly rpId?: string;
}

export class SoftwareDevice {
  readonly #key: KeyObject;
  readonly #publicKey: Buffer;
  readonly id = randomBytes(32);
  readonly #origin: string;
  counter = 0;

  constructor(origin: string) {
    this.#origin = origin;
    const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    this.#key = pair.privateKey;
    const { x = '', y = '' } = pair.publicKey.export({ format: 'jwk' });
    this.#publicKey = map([
      [int(1), int(2)], // an elliptic curve key,
      [int(3), int(-7)], // ES256,
      [int(-1), int(1)], // P-256
      [int(-2), bytes(Buffer.from(x, 'base64url'))],
      [int(-3), bytes(Buffer.from(y, 'base64url'))],
    ]);
  }

  /** Answers `navigator.credentials.create`. */
  make(options: string, lies: Lies = {}): string {
    const { challenge, rp } = JSON.parse(options) as Options;
    const length = Buffer.alloc(2);
    length.writeUInt16BE(this.id.length);
    const credential = Buffer.concat([Buffer.alloc(16), length, this.id, this.#publicKey]);
    const data = this.#data(lies.rpId ?? rp?.id ?? '', lies, credential);
    const attestation = map([
      [text('fmt'), text('none')],
      [text('attStmt'), map([])],
      [text('authData'), bytes(data)],
    ]);
    return this.#answer({
      clientDataJSON: this.#client('webauthn.create', challenge, lies).toString('base64url'),
      attestationObject: attestation.toString('base64url'),
      transports: ['internal'],
    });
  }

  /** Answers `navigator.credentials.get`. */
  ask(options: string, lies: Lies = {}): string {
    const { challenge, rpId } = JSON.parse(options) as Options;
    this.counter++;
    const data = this.#data(lies.rpId ?? rpId ?? '', lies);
    const client = this.#client('webauthn.get', challenge, lies);
    const signed = Buffer.concat([data, createHash('sha256').update(client).digest()]);
    return this.#answer({
      clientDataJSON: client.toString('base64url'),
      authenticatorData: data.toString('base64url'),
      signature: sign('sha256', signed, this.#key).toString('base64url'),
    });
  }

  #answer(response: object): string {
    const id = this.id.toString('base64url');
    return JSON.stringify({
      id,
      rawId: id,
      type: 'public-key',
      response,
      clientExtensionResults: {},
    });
  }

  #client(type: string, challenge: string, lies: Lies): Buffer {
    return Buffer.from(
      JSON.stringify({
        type: lies.type ?? type,
        challenge: lies.challenge ?? challenge,
        origin: lies.origin ?? this.#origin,
        crossOrigin: false,
      }),
    );
  }

  #data(rpId: string, lies: Lies, credential?: Buffer): Buffer {
    const present = 0x01;
    const verified = lies.userVerified === false ? 0 : 0x04;
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(lies.counter ?? this.counter);
    return Buffer.concat([
      createHash('sha256').update(rpId).digest(),
      Buffer.from([present | verified | (credential ? 0x40 : 0)]),
      counter,
      credential ?? Buffer.alloc(0),
    ]);
  }
}

// The few kinds of CBOR (RFC 8949) that a device writes.
function head(major: number, value: number): Buffer {
  if (value < 24) return Buffer.from([(major << 5) | value]);
  if (value < 256) return Buffer.from([(major << 5) | 24, value]);
  return Buffer.from([(major << 5) | 25, value >> 8, value & 255]);
}
function int(value: number): Buffer {
  return value < 0 ? head(1, -1 - value) : head(0, value);
}
function bytes(value: Buffer): Buffer {
  return Buffer.concat([head(2, value.length), value]);
}
function text(value: string): Buffer {
  return Buffer.concat([head(3, value.length), Buffer.from(value)]);
}
function map(pairs: readonly (readonly [Buffer, Buffer])[]): Buffer {
  return Buffer.concat([head(5, pairs.length), ...pairs.flat()]);
}
