// Pictures for docs/: plain SVG that a browser and a viewer of repositories draw alike.

/** A text at a place. */
export function text(x: number, y: number, words: string, more = ''): string {
  return `<text x="${round(x)}" y="${round(y)}" ${more}>${words}</text>`;
}

/** A line through points. */
export function line(points: readonly (readonly [number, number])[], more: string): string {
  const path = points.map(([x, y]) => `${round(x)},${round(y)}`).join(' ');
  return `<polyline points="${path}" fill="none" ${more}/>`;
}

/** The whole picture, on white, in the hand of the house. */
export function picture(
  width: number,
  height: number,
  title: string,
  parts: readonly string[],
): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" font-family="'Source Sans 3', 'Segoe UI', sans-serif" font-size="12" fill="#22302b">`,
    `<title>${title}</title>`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    ...parts,
    '</svg>',
    '',
  ].join('\n');
}

export function round(value: number): number {
  return Math.round(value * 10) / 10;
}
