// An address of our own to go back to. What comes in a link or a form may name any place on earth,
// so only a plain path counts; browsers read `//` and `\` as the beginning of another host.

const LONGEST = 500;

/** The path (with its query, and the part of the page) when it is one of ours, else undefined. */
export function localPath(wanted: unknown): string | undefined {
  if (typeof wanted !== 'string' || wanted.length > LONGEST) return undefined;
  if (!/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(wanted)) return undefined;
  const url = URL.parse(wanted, 'http://here.invalid');
  if (url?.origin !== 'http://here.invalid' || url.pathname.startsWith('//')) return undefined;
  return url.pathname + url.search + url.hash;
}
