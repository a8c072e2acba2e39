// The page on which one hand-over of one person's file is written: whose file, the form, and its button.
import type { Child } from 'hono/jsx';
import { Button } from '#platform/ui/button.tsx';
import { Document } from '#platform/ui/document.tsx';
import { Frame } from '#platform/ui/frame.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { FormOutcome } from '../form-outcome.tsx';
import type { PageRequest } from '../page.ts';
import { staffBar, staffDocument } from '../staff-bar.tsx';

/** `act`: the last word of the address, and whose texts are said. `above` stands between name and form. */
export function HandoverForm({
  page,
  act,
  person,
  above,
  children,
}: {
  page: PageRequest;
  act: 'assign' | 'request';
  person: { readonly id: string; readonly name: string | null | undefined };
  above?: Child;
  children: Child;
}) {
  const { w, commandId } = page;
  const title = w(`sharing.${act}.title`);
  return (
    <Document {...staffDocument(page, title)}>
      <Frame
        skip={w('app.skip-to-content')}
        bar={staffBar(page, { title })}
        sheetLabel={w(`sharing.${act}`)}
        sheet={<p>{w(`sharing.${act}.hint`)}</p>}
        sheetFoot={
          <Button kind="primary" size="large" wide form={act} shortcut="mod+enter">
            {w(`sharing.${act}.send`)}
          </Button>
        }
      >
        <div class="stack-loose">
          <FormOutcome page={page} />
          <SectionHeading
            title={<bdi>{person.name ?? w('sharing.no-name')}</bdi>}
            end={<a href={`/people/${person.id}`}>{w('sharing.open-file')}</a>}
          />
          {above}
          <form
            id={act}
            class="form stack"
            method="post"
            action={`/people/${person.id}/${act}`}
            data-draft={`${act}:${person.id}`}
          >
            <input type="hidden" name="commandId" value={commandId} />
            {children}
          </form>
        </div>
      </Frame>
    </Document>
  );
}
