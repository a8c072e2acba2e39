// Who may need protection, for the few who were told: quietly on their own screens, and a page on
// which one of them says that she goes. For everybody else neither is there.
import { dayOf, timeOf } from '#base/dates.ts';
import { newId } from '#base/ids.ts';
import { problem } from '#base/problem.ts';
import type { Centre } from '#modules/directory/schema.ts';
import { listProtections, type Protection, protects } from '#modules/visits/protection-queries.ts';
import { Autonym } from '#platform/ui/autonym.tsx';
import { Button } from '#platform/ui/button.tsx';
import { Document } from '#platform/ui/document.tsx';
import { EmptyState } from '#platform/ui/empty-state.tsx';
import { Frame } from '#platform/ui/frame.tsx';
import { Icon } from '#platform/ui/icon.tsx';
import { LiveRegion } from '#platform/ui/live-region.tsx';
import { Plaque } from '#platform/ui/plaque.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { StateWord } from '#platform/ui/state-word.tsx';
import { TicketNumber } from '#platform/ui/ticket-number.tsx';
import { formatList, formatTime, inLanguage } from '#platform/words/format.ts';
import { FormOutcome } from '../form-outcome.tsx';
import type { Page, PageRequest } from '../page.ts';
import { staffBar, staffDocument } from '../staff-bar.tsx';

interface Told {
  readonly page: PageRequest;
  readonly centre: Centre;
}

/** The house of the address, for those who stand on protection duty there. */
async function findDuty(page: PageRequest): Promise<Centre | undefined> {
  const centre = page.directory.centres.get(page.params['centreId'] ?? '');
  return centre && (await protects(page.tx, centre.id)) ? centre : undefined;
}

/** /protection/:centreId */
export const protectionPage: Page = {
  screen: 'protection',
  async render(page) {
    const centre = await findDuty(page);
    if (!centre) return problem('not-found');
    const { w } = page;
    const list = await read({ page, centre });
    return (
      <Document {...staffDocument(page, w('door.protection'))}>
        <Frame
          bar={staffBar(page, { title: w('door.protection'), centre })}
          skip={w('app.skip-to-content')}
        >
          <div class="stack-loose protection-page">
            <FormOutcome page={page} />
            <SectionHeading title={w('door.protection')} aside={w('door.protection.hint')} ruled />
            {list.length === 0 ? (
              <EmptyState icon="eye-off" title={w('reception.here-empty')} />
            ) : (
              <ul class="protections">
                {list.map((one) => (
                  <li>
                    <One page={page} centre={centre} one={one} />
                    {one.takenBy === null ? (
                      <form method="post" action={`/protection/${centre.id}`}>
                        <input type="hidden" name="commandId" value={newId()} />
                        <input type="hidden" name="protectionId" value={one.id} />
                        <Button kind="primary">
                          {w(one.hasLeft ? 'gone.see-to-it' : 'door.protection.take')}
                        </Button>
                      </form>
                    ) : null}
                  </li>
                ))}
              </ul>
            )}
          </div>
        </Frame>
      </Document>
    );
  },
};

/** The region alone: /protection/:centreId/live */
export const protectionPart: Page = {
  screen: 'protection',
  async render(page) {
    const centre = await findDuty(page);
    return centre ? Region({ page, centre }) : problem('not-found');
  },
};

/** The quiet list on a screen of the house; nothing for whoever is not on duty. */
export async function ProtectionRegion(told: Told) {
  return (await protects(told.page.tx, told.centre.id)) ? Region(told) : null;
}

async function Region({ page, centre }: Told) {
  const { w } = page;
  const list = await read({ page, centre });
  const address = `/protection/${centre.id}`;
  return (
    <LiveRegion id="protections" src={`${address}/live`} topic={`floor:${centre.id}`}>
      {list.length === 0 ? null : (
        <section class="protections-quiet" aria-labelledby="protections-title">
          <SectionHeading
            id="protections-title"
            title={w('door.protection')}
            aside={String(list.length)}
          />
          <ul class="protections">
            {list.map((one) => (
              <li id={`protection-${one.id}`}>
                <a href={address}>
                  <Quietly page={page} one={one} />
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </LiveRegion>
  );
}

async function read({ page, centre }: Told): Promise<Protection[]> {
  const list = await listProtections(page.tx, centre.id, dayOf(page.now, centre.zone));
  await page.reads(
    list.map(({ personId }) => personId),
    'protect',
  );
  return list;
}

/** A number and a place: whoever looks over her shoulder reads no name and no sign. */
function Quietly({ page, one }: { page: PageRequest; one: Protection }) {
  const { w, directory } = page;
  const office = one.officeId ? directory.offices.get(one.officeId) : undefined;
  return (
    <span class="protection">
      <TicketNumber number={one.number} spoken={w('app.ticket')} />
      <span class="hint">
        {one.hasLeft ? w('gone.left') : office ? inLanguage(office.shortName, w.language) : null}
      </span>
      {one.takenBy ? <Icon name="check" size={16} /> : null}
    </span>
  );
}

function One({ page, centre, one }: Told & { one: Protection }) {
  const { w, directory } = page;
  const office = one.officeId ? directory.offices.get(one.officeId) : undefined;
  const desk = one.deskId ? directory.desks.get(one.deskId)?.label : undefined;
  return (
    <span class="protection">
      <TicketNumber number={one.number} spoken={w('app.ticket')} />
      <span>
        <b>{one.name ? <bdi>{one.name}</bdi> : w('reception.without-name')}</b>
        {' · '}
        <Autonym tag={one.language} />
        <br />
        <span>
          {formatList(
            w.language,
            one.signs.map((sign) => w(`door.sign.${sign}`)),
          )}
        </span>
        <br />
        <span class="hint">
          {office ? `${inLanguage(office.shortName, w.language)} · ` : ''}
          <bdi>{formatTime(w.language, timeOf(one.notedAt, centre.zone))}</bdi>
        </span>
        {one.hasLeft ? (
          <span class="protection-left">
            <StateWord state="attention" icon="log-out">
              {w('gone.left-unmet')}
            </StateWord>
          </span>
        ) : null}
        {one.takenBy ? (
          <span class="hint protection-taken">
            {' · '}
            <Icon name="check" size={16} />{' '}
            {one.mine
              ? w('door.protection.mine')
              : w('door.protection.taken', { name: one.takenBy })}
          </span>
        ) : null}
      </span>
      {desk ? <Plaque label={desk} spoken={`${w('app.desk')} ${desk}`} /> : null}
    </span>
  );
}
