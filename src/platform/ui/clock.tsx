// Times that move on by themselves (script) from the value that the server rendered.

/** The time of day at the centre. `text` is the server's rendering, "09:38". */
export function Clock({ text, zone }: { text: string; zone: string }) {
  return (
    <time class="clock" data-clock={zone}>
      {text}
    </time>
  );
}

/**
 * Time since an instant (ISO). 'minutes' fills `template` ("{n} min"); 'stopwatch' shows m:ss.
 * `exact` is shown on hover.
 */
export function Elapsed({
  since,
  text,
  template = '{n} min',
  format = 'minutes',
  exact,
}: {
  since: string;
  text: string;
  template?: string;
  format?: 'minutes' | 'stopwatch';
  exact?: string | undefined;
}) {
  return (
    <time
      class="elapsed"
      datetime={since}
      data-elapsed={format}
      data-template={format === 'minutes' ? template : undefined}
      title={exact}
    >
      <bdi>{text}</bdi>
    </time>
  );
}
