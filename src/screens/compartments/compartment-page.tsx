// One compartment, for its members: /compartments/:compartmentId. What is written there, the form to write,
// who is a member, who read it. Whatever is typed here is kept in no browser: it has no draft.
import { dayOf } from '#base/dates.ts';
import { isId } from '#base/ids.ts';
import { problem } from '#base/problem.ts';
import { isFenced, reachesPeople } from '#modules/access/decide.ts';
import { noteReading } from '#modules/access/note-reading.ts';
import { NETWORK_ZONE } from '#modules/access/schema.ts';
import {
  findCompartment,
  isOpenable,
  listCandidates,
  listKinds,
  listLeaves,
  listMembers,
  listReaders,
  type ShownLeaf,
} from '#modules/compartments/queries.ts';
import { listSheets } from '#modules/compartments/count-queries.ts';
import { listHelplines, listProtocols } from '#modules/compartments/protocol-queries.ts';
import { protocolsOn } from '#modules/compartments/protocol-rules.ts';
import { reachOf } from '#modules/people/contact-rules.ts';
import { findPerson, listContacts } from '#modules/people/queries.ts';
import type { Vault } from '#platform/vault/vault.ts';
import { Button, ButtonLink } from '#platform/ui/button.tsx';
import { Document } from '#platform/ui/document.tsx';
import { TextArea } from '#platform/ui/field.tsx';
import { Frame } from '#platform/ui/frame.tsx';
import { Notice } from '#platform/ui/note.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { formatDate, formatMoment } from '#platform/words/format.ts';
import { findWords } from '#platform/words/words.ts';
import { FormOutcome } from '../form-outcome.tsx';
import { type Page, type PageRequest, typedIn } from '../page.ts';
import { errorOf } from '../referrals/referral-words.tsx';
import { staffBar, staffDocument } from '../staff-bar.tsx';
import { Leaves } from './compartment-leaves.tsx';
import { Members } from './compartment-members.tsx';
import { kindName } from './compartment-words.tsx';
import { CountPart } from './count-part.tsx';
import { GuardianPart } from './guardian-part.tsx';
import { LinesPart } from './lines-part.tsx';
import { ProtocolPart } from './protocol-part.tsx';

/** The page; `vault` opens what is written there. */
export function compartmentPage(vault: Vault): Page {
  return { screen: 'compartment', render: (page) => renderCompartment(page, vault) };
}

async function renderCompartment(page: PageRequest, vault: Vault) {
  const { tx, actor, params, w, attempt, query } = page;
  const id = params['compartmentId'] ?? '';
  const may = isId(id) && !isFenced(actor) && reachesPeople(actor);
  const line = may ? await findCompartment(tx, id) : undefined;
  if (!line) return problem('not-found');
  // Under its own id, so that its members know who read it; that purpose is on no list of hers (AUD-7).
  await noteReading(tx, [line.personId], 'protect', `compartment:${id}`);
  const [
    kinds,
    members,
    leaves,
    key,
    candidates,
    readers,
    person,
    contacts,
    all,
    helplines,
    sheets,
  ] = await Promise.all([
    listKinds(tx),
    listMembers(tx, id),
    listLeaves(tx, vault, id),
    isOpenable(tx, vault, line),
    listCandidates(tx, id),
    listReaders(tx, id),
    findPerson(tx, line.personId),
    listContacts(tx, line.personId),
    listProtocols(tx),
    listHelplines(tx),
    listSheets(tx),
  ]);
  const protocols = protocolsOn(all, line.kindId, dayOf(line.openedAt, NETWORK_ZONE));
  const sheet = sheets.find(({ kindId }) => kindId === line.kindId);
  const done = findWords(w.language, `compartments.done.${query.get('done') ?? ''}`);
  const title = kindName(page, kinds, line.kindId);
  const opens = key === true;
  return (
    <Document {...staffDocument(page, w('compartments.title'))}>
      <Frame
        skip={w('app.skip-to-content')}
        bar={staffBar(page, { title: w('compartments.title') })}
        sheetLabel={w('compartments.write')}
        sheet={
          <div class="stack-loose">
            {opens ? <WriteForm page={page} compartmentId={id} /> : null}
            <Members page={page} line={line} members={members} candidates={candidates} />
            <section class="stack-tight">
              <SectionHeading title={w('compartments.readers')} level={3} />
              <ul class="rows">
                {readers.map(({ name, lastAt }) => (
                  <li>
                    <bdi class="row-text">{name}</bdi>
                    <span class="hint">{formatMoment(w.language, lastAt, NETWORK_ZONE)}</span>
                  </li>
                ))}
              </ul>
              <p class="hint">{w('compartments.readers.hint')}</p>
            </section>
          </div>
        }
        sheetFoot={
          <div class="stack-tight">
            {opens ? (
              <Button kind="primary" size="large" wide form="write" shortcut="mod+enter">
                {w('compartments.write.do')}
              </Button>
            ) : null}
            {person ? (
              <ButtonLink kind="quiet" wide href={`/people/${line.personId}`}>
                {w('compartments.to-file')}
              </ButtonLink>
            ) : null}
          </div>
        }
      >
        <div class="stack-loose">
          <FormOutcome page={page} />
          {done && !attempt ? <Notice tone="done">{done}</Notice> : null}
          {opens ? null : (
            <Notice>
              {w(key === 'locked' ? 'compartments.locked' : 'problem.compartment-damaged')}
            </Notice>
          )}
          <div class="stack-tight">
            <SectionHeading
              title={title}
              aside={<bdi>{line.name ?? w('compartments.no-name')}</bdi>}
              end={<a href="/compartments">{w('compartments.list')}</a>}
            />
            <p class="file-facts muted">
              {line.number ? (
                <span>
                  <bdi>{w('compartments.file', { number: line.number })}</bdi>
                </span>
              ) : null}
              <span>
                {w('compartments.opened', {
                  date: formatDate(w.language, dayOf(line.openedAt, NETWORK_ZONE), 'medium'),
                })}
              </span>
            </p>
            <p class="hint">{w('compartments.hint')}</p>
          </div>
          {opens
            ? protocols.map((protocol) => (
                <ProtocolPart
                  page={page}
                  line={line}
                  leaves={leaves}
                  protocol={protocol}
                  several={protocols.length > 1}
                />
              ))
            : null}
          {opens ? (
            <GuardianPart page={page} line={line} leaves={leaves} reach={reachOf(contacts)} />
          ) : null}
          {opens && sheet ? (
            <CountPart page={page} line={line} leaves={leaves} sheet={sheet} />
          ) : null}
          {opens && protocols[0] ? (
            <LinesPart
              page={page}
              line={line}
              leaves={leaves}
              protocol={protocols[0]}
              helplines={helplines}
            />
          ) : null}
          <SectionHeading title={w('compartments.texts')} ruled />
          <Leaves page={page} line={line} leaves={leaves.filter(isText)} />
        </div>
      </Frame>
    </Document>
  );
}

/** A text, and what is gone or does not open: forms stand where they belong. */
const isText = ({ form, body }: ShownLeaf) => form === 'note' || body === null;

/** Fields by which the other forms of the page are known. */
const OTHER_FORMS = ['correctsId', 'protocolId', 'sheetId', 'leafId', 'accountId', 'relation'];

function WriteForm({ page, compartmentId }: { page: PageRequest; compartmentId: string }) {
  const { w, attempt, commandId } = page;
  // Another wording stands in its own form.
  const own = attempt && OTHER_FORMS.every((field) => typedIn(attempt, field) === undefined);
  return (
    <form
      id="write"
      class="form stack"
      method="post"
      action={`/compartments/${compartmentId}/write`}
      autocomplete="off"
    >
      <input type="hidden" name="commandId" value={commandId} />
      <TextArea
        name="body"
        label={w('compartments.write')}
        hint={w('compartments.body.hint')}
        rows={6}
        value={own ? typedIn(attempt, 'body') : undefined}
        error={own ? errorOf(page)('body') : undefined}
        required
      />
    </form>
  );
}
