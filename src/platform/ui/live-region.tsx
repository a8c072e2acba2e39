// A part of the page that refetches itself when its topic changes, and morphs.
import type { Child } from 'hono/jsx';

/**
 * Never put a form inside. `topic` may name several, parted by spaces. Its links open whole pages.
 * With children it is complete as it stands and fetches only when poked; the page at `src` answers
 * with the same LiveRegion. `push` is for anonymous screens: the poke itself carries the content.
 */
export function LiveRegion({ id, src, topic, push, class: extra, children }: {
  id: string;
  src?: string | undefined;
  topic: string;
  push?: boolean | undefined;
  class?: string | undefined;
  children?: Child;
}) {
  return (
    <turbo-frame
      id={id}
      class={extra}
      src={src}
      complete={children === undefined || src === undefined ? undefined : ''}
      refresh="morph"
      target="_top"
      data-topic={topic}
      data-live={push ? 'push' : undefined}
    >
      {children}
    </turbo-frame>
  );
}
