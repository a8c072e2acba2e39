// One's own keys: where one is signed in, PIN, recovery codes, password, and what happened lately.
import { Document } from '#platform/ui/document.tsx';
import { Frame } from '#platform/ui/frame.tsx';
import { Notice } from '#platform/ui/note.tsx';
import type { Actor } from '#platform/session/actor.ts';
import { listOwnPasskeys } from '#platform/session/passkeys.ts';
import { hasSignOn } from '#platform/session/sign-on.ts';
import { type OwnKeys, readOwnKeys } from '#platform/session/own-keys.ts';
import { findWords } from '#platform/words/words.ts';
import { FormOutcome } from '../form-outcome.tsx';
import type { Page, PageRequest } from '../page.ts';
import { staffBar, staffDocument } from '../staff-bar.tsx';
import { PasskeysPart } from './passkeys-part.tsx';
import { PasswordPart, PinPart, RecoveryPart } from './key-forms.tsx';
import { momentOf } from './moment.ts';
import { SignOnPart } from './sign-on-part.tsx';
import { SessionsPart } from './sessions-part.tsx';

/** `offer` makes the options of a new passkey, where this address can have one. */
export const securityPage = (
  offer?: (actor: Actor, known: readonly string[]) => Promise<string>,
  signOn = false,
): Page => ({
  screen: 'account',
  async render(page) {
    const { w, tx, query } = page;
    const passkeys = await listOwnPasskeys(tx);
    const known = passkeys.map(({ credential_id }) => credential_id);
    const options = offer && (await offer(page.actor, known));
    const keys = await readOwnKeys(tx);
    const title = w('security.title');
    const done = findWords(w.language, `security.done.${query.get('done') ?? ''}`);
    return (
      <Document {...staffDocument(page, title)}>
        <Frame
          skip={w('app.skip-to-content')}
          bar={staffBar(page, { title })}
          sheet={<Notes page={page} keys={keys} />}
          sheetLabel={w('security.notes.title')}
        >
          <div class="stack-loose account">
            <FormOutcome page={page} />
            {done ? <Notice tone="done">{done}</Notice> : null}
            <SessionsPart page={page} keys={keys} />
            <PasskeysPart page={page} passkeys={passkeys} options={options} />
            {signOn ? <SignOnPart page={page} linked={await hasSignOn(tx)} /> : null}
            <PinPart page={page} keys={keys} />
            {keys.authenticator ? <RecoveryPart page={page} keys={keys} /> : null}
            {keys.password ? <PasswordPart page={page} keys={keys} /> : null}
          </div>
        </Frame>
      </Document>
    );
  },
});

/** What happened to the keys lately: whoever sees something here that was not herself asks for help. */
function Notes({ page, keys }: { page: PageRequest; keys: OwnKeys }) {
  const { w } = page;
  return (
    <div class="stack">
      <h2>{w('security.notes.title')}</h2>
      <ul class="key-notes">
        {keys.notes.map(({ kind, at }) => (
          <li>
            <span>{findWords(w.language, `security.note.${kind}`) ?? kind}</span>
            <small class="muted">{momentOf(page, at)}</small>
          </li>
        ))}
      </ul>
      <p class="hint">{w('security.notes.hint')}</p>
    </div>
  );
}
