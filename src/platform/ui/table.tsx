// Tables and the list of who waits: hairlines only, numbers at the end, the chosen row in azul-wash.
import type { Child } from 'hono/jsx';

export type Column = {
  label: Child;
  /** Numbers stand at the end of the line. */
  align?: 'start' | 'end' | undefined;
  /** Header for readers only. */
  hidden?: boolean | undefined;
  /** The cell that names the row. */
  heads?: boolean | undefined;
  /** Left out on narrow screens. */
  optional?: boolean | undefined;
};

export type Row = {
  id?: string | undefined;
  cells: readonly Child[];
  chosen?: boolean | undefined;
  /** The one row that needs a look. */
  attention?: boolean | undefined;
  /** Flashes once, softly: it changed just now. */
  changed?: boolean | undefined;
};

/** `caption` names the table for readers; show it with `captionShown`. `foot` is the row of sums. */
export function Table({
  caption,
  captionShown,
  columns,
  rows,
  foot,
  roomy,
  note,
}: {
  caption: string;
  captionShown?: boolean | undefined;
  columns: readonly Column[];
  rows: readonly Row[];
  foot?: readonly Child[] | undefined;
  /** Two-line rows of 53 px. */
  roomy?: boolean | undefined;
  /** Source or definition, under the table. */
  note?: Child;
}) {
  const cell = (content: Child, index: number) => {
    const column = columns[index];
    const attributes = {
      'data-align': column?.align,
      'data-optional': column?.optional ? '' : undefined,
    };
    return column?.heads ? (
      <th scope="row" {...attributes}>
        {content}
      </th>
    ) : (
      <td {...attributes}>{content}</td>
    );
  };
  return (
    <div class="table-scroll" tabindex={0} role="region" aria-label={caption}>
      <table class="table" data-roomy={roomy ? '' : undefined}>
        <caption class={captionShown ? undefined : 'aside-voice'}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                scope="col"
                data-align={column.align}
                data-optional={column.optional ? '' : undefined}
              >
                {column.hidden ? <span class="aside-voice">{column.label}</span> : column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr
              id={row.id}
              data-chosen={row.chosen ? '' : undefined}
              data-attention={row.attention ? '' : undefined}
              data-changed={row.changed ? '' : undefined}
              aria-current={row.chosen ? 'true' : undefined}
            >
              {row.cells.map(cell)}
            </tr>
          ))}
        </tbody>
        {foot ? (
          <tfoot>
            <tr>{foot.map(cell)}</tr>
          </tfoot>
        ) : null}
      </table>
      {note ? <p class="table-note">{note}</p> : null}
    </div>
  );
}

/** A number with its unit small beside it: 38 min, 71 %. */
export function Measure({
  value,
  unit,
  tone,
}: {
  value: Child;
  unit?: string | undefined;
  tone?: 'attention' | 'done' | 'now' | undefined;
}) {
  return (
    <span class="measure" data-tone={tone}>
      <bdi>{value}</bdi>
      {unit ? <small> {unit}</small> : null}
    </span>
  );
}
