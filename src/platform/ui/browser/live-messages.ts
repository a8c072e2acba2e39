// What pages and the one stream of a browser say to each other.

export type ToHub =
  /** A page's whole wish, sent again whenever it changes. */
  | { kind: 'topics'; client: string; topics: readonly string[] }
  | { kind: 'here'; client: string }
  | { kind: 'bye'; client: string };

export type FromHub =
  | { kind: 'poke'; topic: string; html?: string | undefined }
  /** `aliveAt`: this browser's clock when the server was last heard. */
  | { kind: 'link'; up: boolean; aliveAt: number }
  /** The stream now covers these topics; whoever's view may be older refetches. */
  | { kind: 'covered'; topics: readonly string[]; now?: string | undefined }
  /** The session has ended, or may no longer listen. */
  | { kind: 'refused' };
