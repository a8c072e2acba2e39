// The ticket: a bare number, nothing around it.

/** `tone` 'now' (terra) only for the person being served or called. `spoken` adds words for readers. */
export function TicketNumber({
  number,
  size = 'row',
  tone,
  spoken,
}: {
  number: number | string;
  /** row 21 px · large 44 · huge 64 · phone and slip draw larger still. */
  size?: 'row' | 'large' | 'huge' | 'phone';
  tone?: 'now' | 'muted' | undefined;
  spoken?: string | undefined;
}) {
  return (
    <bdi class="number" data-size={size} data-tone={tone}>
      {spoken ? <span class="aside-voice">{spoken} </span> : null}
      {number}
    </bdi>
  );
}
