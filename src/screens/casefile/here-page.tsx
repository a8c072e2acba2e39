// Who else has this file open now: /people/:personId/here, a live region of the file.
import { isId } from '#base/ids.ts';
import { problem } from '#base/problem.ts';
import { DESK, isFenced, mayAct, WELCOME } from '#modules/access/decide.ts';
import { findPerson } from '#modules/people/queries.ts';
import type { Watcher } from '#platform/live/hub.ts';
import { Icon } from '#platform/ui/icon.tsx';
import { LiveRegion } from '#platform/ui/live-region.tsx';
import { formatList } from '#platform/words/format.ts';
import type { Page, PageRequest } from '../page.ts';

/** Tells who watches a topic in this moment. */
export type WhoWatches = (topic: string) => readonly Watcher[];

/**
 * CAS-36: two people who have the same file open see each other's names, and nothing of what the other
 * does there.
 */
export function AlsoHere({
  page,
  personId,
  who,
}: {
  page: PageRequest;
  personId: string;
  who: WhoWatches;
}) {
  const { w, actor } = page;
  const others = who(`file:${personId}`).filter(({ accountId }) => accountId !== actor.accountId);
  return (
    <LiveRegion id="also-here" src={`/people/${personId}/here`} topic={`file:${personId}`}>
      {others.length > 0 ? (
        <p class="file-here" role="status">
          <Icon name="users-round" />
          <span>
            {w('file.also-here', {
              count: others.length,
              names: formatList(
                w.language,
                others.map(({ name }) => name),
              ),
            })}
          </span>
        </p>
      ) : (
        <span hidden />
      )}
    </LiveRegion>
  );
}

/** The region alone, for its refresh. */
export function herePage(who: WhoWatches): Page {
  return {
    screen: 'casefile',
    async render(page) {
      const { tx, actor, params } = page;
      const personId = params['personId'] ?? '';
      const may = !isFenced(actor) && mayAct(actor, { roles: [...DESK, ...WELCOME] });
      const person = isId(personId) && may ? await findPerson(tx, personId) : undefined;
      if (!person) return problem('not-found');
      return <AlsoHere page={page} personId={personId} who={who} />;
    },
  };
}
