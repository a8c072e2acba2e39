// Where one sits today: straight to one's open desk, else the desks of one's offices to choose from.
import { dayOf } from '#base/dates.ts';
import { nameIn } from '#modules/directory/rules/names.ts';
import type { Desk, Office } from '#modules/directory/schema.ts';
import { listShiftsOf } from '#modules/rosters/queries.ts';
import { type DeskHolder, listDeskHolders } from '#modules/visits/desk-queries.ts';
import { listLentDesks } from '#modules/visits/lent-desks.ts';
import { findMyDesk } from '#modules/visits/queries.ts';
import { asToday } from '#modules/visits/rules/lend-rules.ts';
import { ButtonLink } from '#platform/ui/button.tsx';
import { Document } from '#platform/ui/document.tsx';
import { EmptyState } from '#platform/ui/empty-state.tsx';
import { Actions, Frame } from '#platform/ui/frame.tsx';
import { LiveRegion } from '#platform/ui/live-region.tsx';
import { Plaque } from '#platform/ui/plaque.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import type { Page, PageRequest } from '../page.ts';
import { staffBar, staffDocument } from '../staff-bar.tsx';
import { mayServeAt } from './load-desk.ts';

export const chooseDeskPage: Page = {
  screen: 'desk',
  async render(page) {
    const { tx, actor, now, w } = page;
    const mine = await findMyDesk(tx, actor.accountId);
    if (mine) return { redirect: `/desk/${mine.deskId}` };
    const centreIds = [...page.directory.offices.values()]
      .filter((office) => mayServeAt(actor, office))
      .map(({ centreId }) => centreId);
    const houses = [...new Set(centreIds)];
    const lent = await Promise.all(houses.map((id) => listLentDesks(tx, id)));
    const directory = asToday(page.directory, lent.flat());
    const offices = [...directory.offices.values()].filter((office) => mayServeAt(actor, office));
    const centre = directory.centres.get(offices[0]?.centreId ?? '');
    const [shifts, ...held] = await Promise.all([
      listShiftsOf(tx, actor.accountId, dayOf(now, centre?.zone ?? 'UTC')),
      ...houses.map((id) => listDeskHolders(tx, id)),
    ]);
    const rostered = shifts.find((shift) => shift.deskId !== undefined)?.deskId;
    const holders = new Map(held.flat().map((holder) => [holder.deskId, holder]));
    const own = directory.desks.get(rostered ?? '');
    const topic = offices.map(({ id }) => `queue:${id}`).join(' ');
    return (
      <Document {...staffDocument(page, w('desk.choose-desk'))}>
        <Frame
          skip={w('app.skip-to-content')}
          bar={staffBar(page, { title: w('desk.title'), centre, live: true })}
          actionsLabel={w('desk.title')}
          actions={
            own ? (
              <Actions
                main={
                  <LiveRegion id="desk-own" src="/desk" topic={topic}>
                    <OwnDesk page={page} desk={own} holder={holders.get(own.id)} />
                  </LiveRegion>
                }
              />
            ) : undefined
          }
        >
          <div class="choose-desk stack-loose">
            <h2>{w('desk.choose-desk')}</h2>
            {offices.length === 0 ? (
              <EmptyState icon="door-open" title={w('desk.no-desk')}>
                {w('desk.no-desk.hint')}
              </EmptyState>
            ) : (
              <LiveRegion id="desk-choices" src="/desk" topic={topic}>
                <div class="stack-loose">
                  {offices.map((office) => (
                    <OfficeDesks
                      page={page}
                      office={office}
                      holders={holders}
                      rostered={rostered}
                    />
                  ))}
                </div>
              </LiveRegion>
            )}
          </div>
        </Frame>
      </Document>
    );
  },
};

/** The desk of today's roster: opened from here, unless a colleague has it. */
function OwnDesk({
  page: { w },
  desk,
  holder,
}: {
  page: PageRequest;
  desk: Desk;
  holder: DeskHolder | undefined;
}) {
  return holder ? (
    <span class="muted">
      {w(holder.pausedAt ? 'desk.own-on-break' : 'desk.own-opened-by', {
        desk: desk.label,
        name: holder.name,
      })}
    </span>
  ) : (
    <ButtonLink href={`/desk/${desk.id}`} kind="primary" size="large" shortcut="n">
      {w('desk.open-desk', { desk: desk.label })}
    </ButtonLink>
  );
}

function holderWords(w: PageRequest['w'], { name, pausedAt }: DeskHolder): string {
  return w(pausedAt ? 'sitting.desk-on-break' : 'desk.desk-opened-by', { name });
}

function OfficeDesks({
  page,
  office,
  holders,
  rostered,
}: {
  page: PageRequest;
  office: Office;
  holders: ReadonlyMap<string, DeskHolder>;
  rostered: string | undefined;
}) {
  const { w, language, directory } = page;
  return (
    <section>
      <SectionHeading
        title={nameIn(office.name, language)}
        aside={directory.centres.get(office.centreId)?.name}
        ruled
      />
      <ul class="desk-list">
        {office.desks.map((desk) => {
          const holder = holders.get(desk.id);
          const own = desk.id === rostered;
          return (
            <li data-chosen={own ? '' : undefined}>
              <Plaque label={desk.label} size="medium" spoken={`${w('app.desk')} ${desk.label}`} />
              <span class={holder ? 'muted' : undefined}>
                {holder
                  ? holderWords(w, holder)
                  : own
                    ? w('desk.desk-rostered')
                    : w('desk.desk-free')}
              </span>
              <ButtonLink href={`/desk/${desk.id}`} kind={holder ? 'quiet' : 'secondary'}>
                {w(holder ? 'sitting.take-over' : 'desk.open-desk', { desk: desk.label })}
              </ButtonLink>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
