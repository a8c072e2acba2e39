// A QR code as one SVG path: prints sharp, needs no picture file and no style attribute.
import { create } from 'qrcode';

/** `label` says in words where it leads. Quiet zone of two modules; error correction M. */
export function Qr({ text, label, size = 128 }: { text: string; label: string; size?: number }) {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const quiet = 2;
  const side = modules.size + quiet * 2;
  return (
    <svg
      class="qr"
      role="img"
      aria-label={label}
      width={size}
      height={size}
      viewBox={`0 0 ${side} ${side}`}
      shape-rendering="crispEdges"
    >
      <rect width={side} height={side} fill="#fff" />
      <path
        fill="#000"
        d={darkRuns(modules.size, quiet, (row, column) => Boolean(modules.get(row, column)))}
      />
    </svg>
  );
}

/** The same as a file of its own, for sheets that are set without a browser. */
export function qrPicture(text: string): string {
  const { path, modules } = qrPath(text);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${modules} ${modules}"><path d="${path}"/></svg>`;
}

/** The dark modules as a path, and how many stand on a side. */
export function qrPath(text: string): { readonly path: string; readonly modules: number } {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const path = darkRuns(modules.size, 0, (row, column) => Boolean(modules.get(row, column)));
  return { path, modules: modules.size };
}

/** Dark modules joined into horizontal runs. */
function darkRuns(
  size: number,
  offset: number,
  isDark: (row: number, column: number) => boolean,
): string {
  let path = '';
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      if (!isDark(row, column)) continue;
      const start = column;
      while (column + 1 < size && isDark(row, column + 1)) column += 1;
      path += `M${start + offset} ${row + offset}h${column - start + 1}v1h-${column - start + 1}z`;
    }
  }
  return path;
}
