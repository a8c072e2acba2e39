// What the house says to those who wait: queues that are closed for now, messages and slides on the
// boards, waiting rooms and their quiet. A list of what is, and on the sheet the one form asked for.
import { problem } from '#base/problem.ts';
import { oversees } from '#modules/access/decide.ts';
import { listDevices } from '#modules/access/device-queries.ts';
import { loadWall } from '#modules/content/wall.ts';
import { nameIn } from '#modules/directory/rules/names.ts';
import { listClosedQueues } from '#modules/visits/closed-queues.ts';
import { listLentDesks } from '#modules/visits/lent-desks.ts';
import { asToday } from '#modules/visits/rules/lend-rules.ts';
import { Button, ButtonLink } from '#platform/ui/button.tsx';
import { Document } from '#platform/ui/document.tsx';
import { Frame } from '#platform/ui/frame.tsx';
import { Notice } from '#platform/ui/note.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { StateWord } from '#platform/ui/state-word.tsx';
import { formatList, formatMoment } from '#platform/words/format.ts';
import type { Child } from 'hono/jsx';
import { FormOutcome } from '../form-outcome.tsx';
import type { Page, PageRequest } from '../page.ts';
import { staffBar, staffDocument } from '../staff-bar.tsx';
import { DesksToday } from './desks-today.tsx';
import { PressForm, wallForm } from './wall-forms.tsx';
import type { WallsView } from './walls-view.ts';

export const wallsPage: Page = {
  screen: 'coordination',
  async render(page) {
    const { tx, now, w, attempt, query } = page;
    const known = page.directory.centres.get(page.params['centreId'] ?? '');
    if (!known || !oversees(page.actor, known.id)) return problem('not-found');
    const [wall, closed, devices, lent] = await Promise.all([
      loadWall(tx, known.id, now),
      listClosedQueues(tx, known.id),
      listDevices(tx, [known.id]),
      listLentDesks(tx, known.id),
    ]);
    const centre = asToday(page.directory, lent).centres.get(known.id) ?? known;
    const boards = devices.filter(({ kind }) => kind === 'board');
    const view: WallsView = { centre, wall, closed, lent, boards };
    const form = wallForm(page, view);
    return (
      <Document {...staffDocument(page, `${w('wall.title')} · ${centre.name}`)}>
        <Frame
          skip={w('app.skip-to-content')}
          bar={staffBar(page, { title: w('wall.title'), centre })}
          sheetLabel={form.title}
          sheet={
            <div class="stack" id="edit-sheet">
              <h2>{form.title}</h2>
              <FormOutcome page={page} />
              {form.body}
            </div>
          }
          sheetFoot={
            <Button kind="primary" size="large" wide form="edit" shortcut="mod+enter">
              {form.press}
            </Button>
          }
        >
          <div class="stack-loose settings">
            <h1 class="aside-voice">{w('wall.title')}</h1>
            {query.has('done') && !attempt ? <Notice tone="done">{w('care.mended')}</Notice> : null}
            <Queues page={page} view={view} />
            <Texts page={page} view={view} kind="message" />
            <Texts page={page} view={view} kind="slide" />
            <Rooms page={page} view={view} />
            <DesksToday page={page} view={view} />
            <p>
              <ButtonLink href={`/coordination/${centre.id}`} kind="quiet" icon="arrow-left">
                {w('care.back')}
              </ButtonLink>
            </p>
          </div>
        </Frame>
      </Document>
    );
  },
};

interface Part {
  readonly page: PageRequest;
  readonly view: WallsView;
}

function Section({ title, end, children }: { title: string; end?: Child; children: Child }) {
  return (
    <section class="stack-tight">
      <SectionHeading title={title} end={end} />
      <ul class="care-list">{children}</ul>
    </section>
  );
}

function Queues({ page, view: { centre, closed } }: Part) {
  const { w, language } = page;
  return (
    <Section title={w('wall.queues')}>
      {centre.offices
        .filter(({ kind }) => kind !== 'welcome')
        .map((office) => {
          const now = closed.find(({ officeId }) => officeId === office.id);
          return (
            <li>
              <span>
                {nameIn(office.name, language)}{' '}
                {now ? (
                  <StateWord state="attention">
                    {w('wall.queue.closed', { message: nameIn(now.message, language) })}
                  </StateWord>
                ) : null}
              </span>
              {now ? (
                <PressForm
                  centre={centre}
                  act="queue-open"
                  fields={{ officeId: office.id }}
                  label={w('wall.queue.reopen')}
                />
              ) : (
                <ButtonLink href={`?edit=queue:${office.id}#edit-sheet`} size="small" kind="quiet">
                  {w('wall.queue.close')}
                </ButtonLink>
              )}
            </li>
          );
        })}
    </Section>
  );
}

function Texts({ page, view: { centre, wall }, kind }: Part & { kind: 'message' | 'slide' }) {
  const { w, language } = page;
  return (
    <Section
      title={w(`wall.${kind}s`)}
      end={
        <ButtonLink href={`?edit=${kind}#edit-sheet`} size="small" icon="plus">
          {w(`wall.${kind}.new`)}
        </ButtonLink>
      }
    >
      {wall.texts
        .filter((text) => text.kind === kind)
        .map(({ id, text, until }) => (
          <li>
            <span>
              {nameIn(text, language)}
              {until ? (
                <small class="muted">
                  {' '}
                  {w('wall.until', { time: formatMoment(w.language, until, centre.zone) })}
                </small>
              ) : null}
            </span>
            <PressForm
              centre={centre}
              act="take-down"
              fields={{ textId: id }}
              label={w('wall.take-down')}
            />
          </li>
        ))}
    </Section>
  );
}

function Rooms({ page, view: { centre, wall } }: Part) {
  const { w, language, directory } = page;
  return (
    <Section
      title={w('wall.rooms')}
      end={
        <ButtonLink href="?edit=room#edit-sheet" size="small" icon="plus">
          {w('wall.room.new')}
        </ButtonLink>
      }
    >
      {wall.rooms.map((room) => (
        <li>
          <span>
            <a href={`/board/${centre.id}?room=${room.id}`}>{nameIn(room.name, language)}</a>{' '}
            <small class="muted">
              {formatList(
                w.language,
                room.officeIds.map((id) =>
                  nameIn(directory.offices.get(id)?.shortName ?? { pt: id }, language),
                ),
              )}
            </small>
          </span>
          <span class="button-row">
            <ButtonLink href={`?edit=room:${room.id}#edit-sheet`} size="small" kind="quiet">
              {w('wall.room.change')}
            </ButtonLink>
            <PressForm
              centre={centre}
              act="room-close"
              fields={{ roomId: room.id }}
              label={w('wall.room.close')}
            />
          </span>
        </li>
      ))}
    </Section>
  );
}
