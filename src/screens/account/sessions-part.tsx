// Where somebody is signed in, each with its end.
import { Button } from '#platform/ui/button.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import type { OwnKeys } from '#platform/session/own-keys.ts';
import { findWords } from '#platform/words/words.ts';
import type { PageRequest } from '../page.ts';
import { momentOf } from './moment.ts';

export function SessionsPart({ page, keys }: { page: PageRequest; keys: OwnKeys }) {
  const { w } = page;
  return (
    <section class="stack-tight">
      <SectionHeading title={w('security.sessions.title')} />
      <form method="post" action="/account/sessions">
        <ul class="session-list">
          {keys.sessions.map(({ id, method, openedAt, own }) => (
            <li>
              <span>
                <b>{findWords(w.language, `security.method.${method}`) ?? method}</b>
                <small class="muted">
                  {w('security.sessions.since', { moment: momentOf(page, openedAt) })}
                </small>
              </span>
              {own ? (
                <span class="done">{w('security.sessions.this')}</span>
              ) : (
                <Button name="session" value={id} size="small">
                  {w('security.sessions.end')}
                </Button>
              )}
            </li>
          ))}
        </ul>
        {keys.sessions.length > 1 ? (
          <Button name="session" value="others">
            {w('security.sessions.end-others')}
          </Button>
        ) : null}
      </form>
    </section>
  );
}
