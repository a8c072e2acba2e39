// Names of keys, the same on every keyboard layout.

/** "n", "mod+enter", "?": letters by their place on the keyboard where the layout isn't Latin. */
export function keyOfEvent(event: KeyboardEvent): string | undefined {
  if (event.altKey) return undefined;
  const named = event.key.length > 1 ? event.key.toLowerCase() : latin(event);
  if (!named || ['control', 'shift', 'meta', 'alt'].includes(named)) return undefined;
  return event.ctrlKey || event.metaKey ? `mod+${named}` : named;
}

/** A Ukrainian or Arabic keyboard sends its own letter: then the key's place says which one is meant. */
function latin(event: KeyboardEvent): string {
  if (/^[\x20-\x7e]$/.test(event.key)) return event.key.toLowerCase();
  const place = /^(?:Key|Digit)(.)$/.exec(event.code)?.[1];
  if (place) return place.toLowerCase();
  return event.code === 'Slash' ? '/' : event.key;
}
