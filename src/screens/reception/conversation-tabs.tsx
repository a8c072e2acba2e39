// The four parts of the conversation on a narrow screen, each with its state; they follow the form.
import { Tabs } from '#platform/ui/tabs.tsx';
import type { Words } from '#platform/words/words.ts';
import type { PaperToBring } from './chosen-route.ts';

/** The part with the id `conversation-tabs`. `stops`: how many stops the route has. */
export function ConversationTabs({
  w,
  stops,
  papers,
}: {
  w: Words;
  stops: number;
  papers: readonly PaperToBring[];
}) {
  const needed = papers.filter((paper) => paper.needed).length;
  return (
    <div id="conversation-tabs" data-follows="reception">
      <Tabs
        label={w('reception.title')}
        narrowOnly
        tabs={[
          {
            href: '#subjectIds',
            label: w('reception.tab.needs'),
            note: String(stops),
            current: true,
          },
          { href: '#name', label: w('reception.tab.who'), note: w('app.optional') },
          { href: '#papers', label: w('reception.tab.papers'), note: String(needed) },
          {
            href: '#route',
            label: w('reception.tab.route'),
            note: w('reception.stops', { count: stops }),
          },
        ]}
      />
    </div>
  );
}
