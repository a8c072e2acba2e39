// What the settings screens have alike: who gets in, the tabs, what was done, what was refused.
import type { Child } from 'hono/jsx';
import { problem } from '#base/problem.ts';
import { isAdministrator, leadsUnit, managesSomething } from '#modules/access/account-rules.ts';
import type { Actor } from '#platform/session/actor.ts';
import { Document } from '#platform/ui/document.tsx';
import { Frame } from '#platform/ui/frame.tsx';
import { Notice } from '#platform/ui/note.tsx';
import { Tabs } from '#platform/ui/tabs.tsx';
import { fieldText } from '#platform/words/problem-text.ts';
import { findWords } from '#platform/words/words.ts';
import { FormOutcome } from '../form-outcome.tsx';
import { freshPage } from '../account/fresh-page.ts';
import type { Page, PageRequest } from '../page.ts';
import { staffBar, staffDocument } from '../staff-bar.tsx';

type Tab = 'accounts' | 'reconciliation' | 'firewall' | 'partners';

/** Who reads the monthly lists: those who manage accounts, and those who look after the network. */
export function seesReconciliation(actor: Actor): boolean {
  return (
    managesSomething(actor) ||
    (actor.kind === 'person' && actor.memberships.some(({ role }) => role === 'network-manager'))
  );
}

/** A page of the settings: not there for others; a proof of the last minutes for those who change. */
export function settingsPage(page: Page, allowed: (actor: Actor) => boolean): Page {
  const fresh = freshPage(page);
  return {
    screen: page.screen,
    async render(request) {
      if (!allowed(request.actor)) return problem('not-found');
      return managesSomething(request.actor) ? fresh.render(request) : page.render(request);
    },
  };
}

export function SettingsFrame({
  page,
  tab,
  title,
  sheet,
  sheetFoot,
  sheetLabel,
  children,
}: {
  page: PageRequest;
  tab: Tab;
  title: string;
  sheet?: Child;
  sheetFoot?: Child;
  sheetLabel?: string;
  children: Child;
}) {
  const { w, actor, attempt, query } = page;
  const done = findWords(w.language, `settings.done.${query.get('done') ?? ''}`);
  const tabs = [
    ...(managesSomething(actor) ? (['accounts'] as const) : []),
    'reconciliation' as const,
    ...(isAdministrator(actor) ? (['firewall', 'partners'] as const) : []),
  ];
  return (
    <Document {...staffDocument(page, title)}>
      <Frame
        skip={w('app.skip-to-content')}
        bar={staffBar(page, { title: w('settings.title') })}
        sheet={sheet}
        sheetFoot={sheetFoot}
        sheetLabel={sheetLabel}
      >
        <div class="stack-loose settings">
          <Tabs
            label={w('settings.title')}
            tabs={tabs.map((name) => ({
              href: `/settings/${name}`,
              label: w(`settings.${name}.title`),
              current: name === tab,
            }))}
          />
          <FormOutcome page={page} />
          {done && !attempt ? <Notice tone="done">{done}</Notice> : null}
          {children}
        </div>
      </Frame>
    </Document>
  );
}

/** What is wrong with a field of a refused form. */
export function errorAt({ w, attempt }: PageRequest, field: string): string | undefined {
  const code = attempt?.problem.fields?.[field];
  return code === undefined ? undefined : fieldText(w.language, code, attempt?.problem.params);
}

/** Units whose monthly list the actor confirms. */
export function ledUnits(page: PageRequest): string[] {
  return [...page.directory.units.keys()].filter((id) => leadsUnit(page.actor, id));
}
