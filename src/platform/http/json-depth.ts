// Reads JSON that is not nested too deeply. A reader that follows a body of brackets to its end, or
// hands it to code that does, runs out of stack; our own inputs are a few levels deep.

/** Deepest nesting of arrays and objects in a body; no command's input has more than six. */
export const DEPTH_MAX = 24;

/** How deeply arrays and objects are nested; stops counting beyond `most`. Texts are skipped. */
export function depthOf(text: string, most: number = DEPTH_MAX): number {
  let depth = 0;
  let deepest = 0;
  for (let at = 0; at < text.length; at++) {
    const letter = text[at];
    if (letter === '"') at = endOfText(text, at);
    else if (letter === '[' || letter === '{') {
      if (++depth > deepest) deepest = depth;
      if (deepest > most) return deepest;
    } else if (letter === ']' || letter === '}') depth--;
  }
  return deepest;
}

/** The value, or undefined for what is no JSON or too deep. */
export function readJson(text: string): unknown {
  if (depthOf(text) > DEPTH_MAX) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Where the text that begins at `start` ends. */
function endOfText(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '"') return at;
  }
  return text.length;
}
