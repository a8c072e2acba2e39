// A place on this computer's disk for what is sealed: what is written is there when the browser is
// killed a moment later.
const NAME = 'oneroof';
const STORE = 'drafts';

export interface Sealed {
  /** Milliseconds since the epoch, by the server's clock. */
  readonly at: number;
  readonly nonce: Uint8Array<ArrayBuffer>;
  readonly text: ArrayBuffer;
}

let opened: Promise<IDBDatabase> | undefined;

function openStore(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE);
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  return opened;
}

async function inStore<T>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const database = await openStore();
  return new Promise((resolve, reject) => {
    const turn = database.transaction(STORE, mode, { durability: 'strict' });
    const asked = work(turn.objectStore(STORE));
    turn.oncomplete = () => resolve(asked.result);
    turn.onabort = () => reject(turn.error);
  });
}

export async function writeSealed(name: string, sealed: Sealed): Promise<void> {
  await inStore('readwrite', (store) => store.put(sealed, name));
}

export async function removeSealed(name: string): Promise<void> {
  await inStore('readwrite', (store) => store.delete(name));
}

/** Everything that is there, of whoever worked at this computer. */
export async function listSealed(): Promise<readonly { name: string; sealed: Sealed }[]> {
  const [names, all] = await Promise.all([
    inStore('readonly', (store) => store.getAllKeys()),
    inStore('readonly', (store) => store.getAll() as IDBRequest<Sealed[]>),
  ]);
  return all.map((sealed, at) => ({ name: String(names[at]), sealed }));
}
