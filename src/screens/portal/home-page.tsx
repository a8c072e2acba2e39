// Where to go: the screens that the account's roles open, with the house's hours beside them.
import type { Centre } from '#modules/directory/schema.ts';
import { nameIn } from '#modules/directory/rules/names.ts';
import { managesSomething } from '#modules/access/account-rules.ts';
import { isFenced } from '#modules/access/decide.ts';
import { listRegisterOffices } from '#modules/minors/queries.ts';
import { keepsRegister } from '#modules/minors/rules.ts';
import { Document } from '#platform/ui/document.tsx';
import { DoorLink, DoorList } from '#platform/ui/door.tsx';
import { EmptyState } from '#platform/ui/empty-state.tsx';
import { Frame } from '#platform/ui/frame.tsx';
import { Icon, type IconName } from '#platform/ui/icon.tsx';
import { Notice } from '#platform/ui/note.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { hoursToday } from '../hours-today.ts';
import type { Page, PageRequest } from '../page.ts';
import { staffBar, staffDocument } from '../staff-bar.tsx';
import { CentreTable } from './centre-table.tsx';
import { centresOf, placesAt, type Screen } from './places.ts';

const ICONS: Readonly<Record<Screen, IconName>> = {
  local: 'store',
  reception: 'hand-heart',
  desk: 'landmark',
  board: 'monitor',
  coordination: 'layout-grid',
  figures: 'chart-column',
  mediation: 'languages',
  security: 'shield',
  duty: 'eye-off',
};

/** More centres than this are a table, not a list of doors. */
const MOST_DOORS = 3;

export const homePage: Page = {
  screen: 'home',
  forDevices: true,
  async render(page) {
    const { w, actor, directory, tx } = page;
    const [device] = actor.kind === 'device' ? actor.memberships : [];
    if (device?.centreId) return { redirect: `/board/${device.centreId}` };
    const centres = centresOf(actor, directory);
    const keepsMinors = keepsRegister(actor, await listRegisterOffices(tx));
    return (
      <Document {...staffDocument(page, w('portal.home'))}>
        <Frame
          skip={w('app.skip-to-content')}
          bar={staffBar(page, {
            title: w('portal.home'),
            centre: centres.length === 1 ? centres[0] : undefined,
          })}
          sheet={<Who page={page} />}
          sheetLabel={w('portal.roles')}
        >
          <div class="stack-loose home">
            <div>
              <h1>{w('portal.home.hello', { name: actor.name })}</h1>
              {centres.length > 0 ? <p class="muted">{w('portal.home.where-to')}</p> : null}
            </div>
            {isFenced(actor) ? (
              <Notice tone="plain">{w('portal.enforcement-notice')}</Notice>
            ) : null}
            {managesSomething(actor) ? (
              <DoorList label={w('settings.title')}>
                <DoorLink
                  href="/settings/accounts"
                  icon="users-round"
                  title={w('settings.title')}
                  note={w('settings.door')}
                />
              </DoorList>
            ) : null}
            {keepsMinors ? (
              <DoorList label={w('minors.title')}>
                <DoorLink
                  href="/minors"
                  icon="school"
                  title={w('minors.title')}
                  note={w('minors.door')}
                />
              </DoorList>
            ) : null}
            {centres.length === 0 && managesSomething(actor) ? null : centres.length === 0 ? (
              <EmptyState icon="key-round" title={w('portal.home.nothing')} />
            ) : centres.length <= MOST_DOORS ? (
              centres.map((centre) => <Doors page={page} centre={centre} />)
            ) : (
              <CentreTable page={page} centres={centres} />
            )}
          </div>
        </Frame>
      </Document>
    );
  },
};

function Doors({ page, centre }: { page: PageRequest; centre: Centre }) {
  const { w, actor, now } = page;
  return (
    <section class="stack-tight">
      <SectionHeading title={centre.name} aside={hoursToday(w, centre, now)} />
      <DoorList label={centre.name}>
        {placesAt(actor, centre).map(({ screen, href }) => (
          <DoorLink
            href={href}
            icon={ICONS[screen]}
            title={w(`portal.door.${screen}`)}
            note={w(`portal.home.${screen}`)}
          />
        ))}
      </DoorList>
    </section>
  );
}

const ROLES = {
  'reception-mediator': 'portal.role.reception',
  mediator: 'portal.role.mediator',
  'unit-officer': 'portal.role.officer',
  'support-technician': 'portal.role.officer',
  'local-technician': 'portal.role.technician',
  'centre-coordinator': 'portal.role.coordinator',
  'security-guard': 'portal.role.security',
  'network-manager': 'portal.role.network',
  administrator: 'portal.role.administrator',
  device: 'portal.role.board',
} as const;

/** Who is signed in, as what. */
function Who({ page }: { page: PageRequest }) {
  const { w, actor, directory, language } = page;
  return (
    <div class="stack">
      <h2>{w('portal.roles')}</h2>
      <ul class="roles">
        {actor.memberships.map(({ role, unitId, centreId }) => {
          const unit = directory.units.get(unitId)?.name;
          const place = centreId === null ? undefined : directory.centres.get(centreId)?.name;
          return (
            <li>
              <b>{role in ROLES ? w(ROLES[role as keyof typeof ROLES]) : role}</b>
              {unit ? <span>{nameIn(unit, language)}</span> : null}
              {place ? <span>{place}</span> : null}
            </li>
          );
        })}
      </ul>
      <a class="line" href="/privacy">
        <Icon name="lock" size={16} />
        {w('portal.privacy-link')}
      </a>
    </div>
  );
}
