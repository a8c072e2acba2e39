// A part of the page that refetches itself when its topic changes, and morphs.
import type { Child } from 'hono/jsx';

/**
 * Never put a form inside. `topic` may name several, parted by spaces. Its links open whole pages.
 * With children it fetches only when poked; without, as soon as it is there. The page at `src`
 * answers with the same LiveRegion (and may answer with no more than that). `push` is for anonymous
 * screens: the poke itself carries the content. The address is `data-src`, not `src`: Turbo would
 * load that at once, and refuses an answer that names its own source.
 */
export function LiveRegion({
  id,
  src,
  topic,
  push,
  class: extra,
  children,
}: {
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
      data-src={src}
      data-empty={children === undefined ? '' : undefined}
      target="_top"
      data-topic={topic}
      data-live={push ? 'push' : undefined}
    >
      {children}
    </turbo-frame>
  );
}
