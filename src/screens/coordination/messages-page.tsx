// How many messages of a house stand where; in a demonstration, whose people are invented, also what
// was written to them.
import { languageOf, nameOfLanguage } from '#base/languages.ts';
import { problem } from '#base/problem.ts';
import {
  countMessages,
  type DemonstrationMessage,
  listDemonstrationMessages,
} from '#modules/messages/queries.ts';
import { MESSAGE_KINDS } from '#modules/messages/schema.ts';
import { textOf } from '#modules/messages/text.ts';
import type { Centre } from '#modules/directory/schema.ts';
import { Document } from '#platform/ui/document.tsx';
import { EmptyState } from '#platform/ui/empty-state.tsx';
import { Frame } from '#platform/ui/frame.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { Table } from '#platform/ui/table.tsx';
import { formatMoment, formatNumber } from '#platform/words/format.ts';
import type { Page, PageRequest } from '../page.ts';
import { mayOversee } from '../portal/places.ts';
import { staffBar, staffDocument } from '../staff-bar.tsx';

const STATES = ['waiting', 'held', 'told', 'sent', 'failed', 'skipped'] as const;

/** Why one was not sent, as far as it says nothing of how she lives. */
const REASONS = ['no-longer-so', 'never', 'no-address', 'no-channel'] as const;

export const messagesPage: Page = {
  screen: 'messages',
  async render(page) {
    const { tx, actor, params, w, language, directory } = page;
    const centre = directory.centres.get(params['centreId'] ?? '');
    if (!centre || !mayOversee(actor, centre.id)) return problem('not-found');
    const [counts, shown] = await Promise.all([
      countMessages(tx, centre.id),
      listDemonstrationMessages(tx, centre.id),
    ]);
    const count = (kind: string, state: string) =>
      counts.find((one) => one.kind === kind && one.state === state)?.howMany ?? 0;
    return (
      <Document {...staffDocument(page, w('messages.title'))}>
        <Frame
          skip={w('app.skip-to-content')}
          bar={staffBar(page, { title: w('messages.title'), centre })}
        >
          <div class="stack-loose">
            <p class="muted">{w('messages.explain')}</p>
            {counts.length === 0 ? (
              <EmptyState icon="send" title={w('messages.none')}>
                {w('messages.none-hint')}
              </EmptyState>
            ) : (
              <Table
                caption={w('messages.title')}
                columns={[
                  { label: w('messages.kind'), heads: true },
                  ...STATES.map((state) => ({
                    label: w(`messages.state.${state}`),
                    align: 'end' as const,
                  })),
                ]}
                rows={MESSAGE_KINDS.map((kind) => ({
                  cells: [
                    w(`messages.kind.${kind}`),
                    ...STATES.map((state) => formatNumber(language, count(kind, state))),
                  ],
                }))}
              />
            )}
            {shown.length > 0 ? <Demonstration page={page} shown={shown} centre={centre} /> : null}
          </div>
        </Frame>
      </Document>
    );
  },
};

function Demonstration({
  page,
  shown,
  centre,
}: {
  page: PageRequest;
  shown: readonly DemonstrationMessage[];
  centre: Centre;
}) {
  const { w, language } = page;
  return (
    <section class="stack-tight">
      <SectionHeading title={w('messages.demo')} />
      <p class="muted">{w('messages.demo-hint')}</p>
      <ul class="outbox">
        {shown.map((message) => {
          const text = textOf({ ...message, centreName: centre.name, zone: centre.zone });
          const why = message.reason ? findReason(page, message.reason) : undefined;
          return (
            <li>
              <p class="line-spread">
                <b>{w(`messages.kind.${message.kind}`)}</b>
                <small class="muted">
                  <bdi>{formatMoment(language, message.dueAt, centre.zone, 'date-time')}</bdi>
                  {' · '}
                  {nameOfLanguage(text.language, language)}
                  {' · '}
                  {w(`messages.state.${message.state}`)}
                  {why ? ` (${why})` : ''}
                </small>
              </p>
              <blockquote lang={text.language} dir={languageOf(text.language)?.direction}>
                {text.body.split('\n\n').map((part) => (
                  <p>{part}</p>
                ))}
              </blockquote>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function findReason({ w }: PageRequest, reason: string): string | undefined {
  const known = REASONS.find((one) => one === reason);
  return known && w(`messages.reason.${known}`);
}
