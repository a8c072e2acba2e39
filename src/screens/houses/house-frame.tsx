// What the pages of houses and of the catalogue have alike: the tabs, what was done or refused, and at
// the end the sheet on which one thing is changed.
import type { Child } from 'hono/jsx';
import { mayChange } from '#modules/directory/change.ts';
import type { Centre } from '#modules/directory/schema.ts';
import { Button } from '#platform/ui/button.tsx';
import { Document } from '#platform/ui/document.tsx';
import { Frame } from '#platform/ui/frame.tsx';
import { Notice } from '#platform/ui/note.tsx';
import { Tabs } from '#platform/ui/tabs.tsx';
import { FormOutcome } from '../form-outcome.tsx';
import type { PageRequest } from '../page.ts';
import { staffBar, staffDocument } from '../staff-bar.tsx';

/** A form of the sheet, sent by the filled button at its foot. */
export interface Editing {
  readonly title: string;
  readonly body: Child;
  /** Nothing to send: the sheet only says what can be done. */
  readonly plain?: boolean;
  /** Another button than the one that shows what would change. */
  readonly foot?: Child;
}

export function HouseFrame({
  page,
  centre,
  title,
  editing,
  tab,
  children,
}: {
  page: PageRequest;
  /** Undefined: the catalogue of the network. */
  centre?: Centre | undefined;
  /** Where it is neither a house nor the catalogue. */
  tab?: 'partners';
  title: string;
  editing: Editing;
  children: Child;
}) {
  const { w, actor, attempt, query } = page;
  const done = query.get('done');
  return (
    <Document {...staffDocument(page, title)}>
      <Frame
        skip={w('app.skip-to-content')}
        bar={staffBar(page, { title: w('houses.title'), centre })}
        sheetLabel={editing.title}
        sheet={
          <div class="stack" id="edit-sheet">
            <h2>{editing.title}</h2>
            <FormOutcome page={page} />
            {editing.body}
          </div>
        }
        sheetFoot={
          editing.foot ??
          (editing.plain ? undefined : (
            <Button kind="primary" size="large" wide form="edit" shortcut="mod+enter">
              {w('houses.look')}
            </Button>
          ))
        }
      >
        <div class="stack-loose settings houses">
          {mayChange(actor, null) ? (
            <Tabs
              label={w('houses.title')}
              tabs={[
                {
                  href: '/settings/houses',
                  label: w('houses.houses'),
                  current: centre !== undefined,
                },
                {
                  href: '/settings/catalogue',
                  label: w('houses.catalogue'),
                  current: centre === undefined && tab === undefined,
                },
                {
                  href: '/settings/partners',
                  label: w('settings.partners.title'),
                  current: tab === 'partners',
                },
              ]}
            />
          ) : null}
          {done && !attempt && !tab ? <Notice tone="done">{w('houses.done')}</Notice> : null}
          {children}
        </div>
      </Frame>
    </Document>
  );
}

/** The form of the sheet. Its answer is first what would change. */
export function EditForm({
  page,
  centre,
  command,
  fixed = {},
  dated = true,
  children,
}: {
  page: PageRequest;
  centre?: Centre | undefined;
  command: string;
  /** What is not typed: of what the change is. */
  fixed?: Readonly<Record<string, string>>;
  /** It may begin later. */
  dated?: boolean;
  children?: Child;
}) {
  const { w, attempt } = page;
  return (
    // Without Turbo, which takes no page as the answer to a form: this one is answered by what would change.
    <form id="edit" class="form stack" method="post" action={changePath(centre)} data-turbo="false">
      <input type="hidden" name="command" value={command} />
      <input type="hidden" name="edit" value={page.query.get('edit') ?? editOf(page)} />
      {Object.entries(fixed).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      {children}
      {dated ? (
        <label class="field">
          <span class="field-label">{w('houses.from')}</span>
          <input
            class="control-plain"
            type="date"
            name="from"
            value={attempt?.values['from']?.[0]}
          />
          <small class="field-hint">{w('houses.from-hint')}</small>
        </label>
      ) : null}
    </form>
  );
}

/** What is on the sheet: named by the address, or by the form that was refused. */
export function editOf({ query, attempt }: PageRequest): string {
  return query.get('edit') ?? attempt?.values['edit']?.[0] ?? '';
}

export function changePath(centre: Centre | undefined): string {
  return centre ? `/settings/houses/${centre.id}/change` : '/settings/catalogue/change';
}
