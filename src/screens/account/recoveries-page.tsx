// Helping somebody who lost her keys: begin, or confirm what another began. For those who answer for
// her unit; what is shown once is a code for the first, a link for the second.
import { Document } from '#platform/ui/document.tsx';
import { Button } from '#platform/ui/button.tsx';
import { TextField } from '#platform/ui/field.tsx';
import { Frame } from '#platform/ui/frame.tsx';
import { Notice } from '#platform/ui/note.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { listRecoveries } from '#platform/session/recovery.ts';
import { FormOutcome } from '../form-outcome.tsx';
import type { Page } from '../page.ts';
import { staffBar, staffDocument } from '../staff-bar.tsx';
import { momentOf } from './moment.ts';

/** Shown once, after the act that made it. */
export interface Shown {
  readonly code?: string;
  readonly link?: string;
}

export const recoveriesPage = (shown: Shown = {}): Page => ({
  screen: 'account',
  async render(page) {
    const { w, tx } = page;
    const open = await listRecoveries(tx);
    const title = w('security.recovery.title');
    return (
      <Document {...staffDocument(page, title)}>
        <Frame skip={w('app.skip-to-content')} bar={staffBar(page, { title })}>
          <div class="stack-loose account">
            <FormOutcome page={page} />
            {shown.code ? (
              <Notice tone="done">
                <p>{w('security.recovery.code-made')}</p>
                <p class="secret" dir="ltr">
                  {shown.code}
                </p>
              </Notice>
            ) : null}
            {shown.link ? (
              <Notice tone="done">
                <p>{w('security.recovery.link-made')}</p>
                <p class="secret" dir="ltr">
                  {shown.link}
                </p>
              </Notice>
            ) : null}
            <section class="stack-tight">
              <SectionHeading title={w('security.recovery.begin')} />
              <p class="muted">{w('security.recovery.hint')}</p>
              <form class="form" method="post" action="/account/recoveries" data-turbo="false">
                <TextField
                  name="login"
                  label={w('portal.email')}
                  type="email"
                  maxlength={120}
                  required
                />
                <Button>{w('security.recovery.confirm')}</Button>
              </form>
            </section>
            <section class="stack-tight">
              <SectionHeading title={w('security.recovery.waiting')} />
              {open.length === 0 ? <p class="muted">{w('security.recovery.none')}</p> : null}
              <form method="post" action="/account/recoveries/confirm" data-turbo="false">
                <ul class="session-list">
                  {open.map(({ id, name, login, first_by: first, asked_at: at }) => (
                    <li>
                      <span>
                        <b>
                          <bdi>{name}</bdi>
                        </b>
                        <small class="muted">
                          <bdi>{login}</bdi> ·{' '}
                          {w('security.recovery.first-by', {
                            name: first,
                            moment: momentOf(page, at.toString()),
                          })}
                        </small>
                      </span>
                      <Button name="recovery" value={id} size="small">
                        {w('security.recovery.confirm')}
                      </Button>
                      <Button name="drop" value={id} size="small" kind="quiet">
                        {w('security.recovery.drop')}
                      </Button>
                    </li>
                  ))}
                </ul>
              </form>
            </section>
          </div>
        </Frame>
      </Document>
    );
  },
});
