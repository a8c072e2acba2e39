// The floor of a house, live: how many wait where and how long, which desks are open, and what
// needs a look. Counts only: nobody who looks after a house reaches a person by it.
import { problem } from '#base/problem.ts';
import { mayKeepDevices } from '#modules/access/device-rules.ts';
import { namesDuty } from '#modules/visits/rules/duty-rules.ts';
import { Document } from '#platform/ui/document.tsx';
import { Frame } from '#platform/ui/frame.tsx';
import { Icon, type IconName } from '#platform/ui/icon.tsx';
import { LiveRegion } from '#platform/ui/live-region.tsx';
import type { Page, PageRequest } from '../page.ts';
import { mayOversee } from '../portal/places.ts';
import { ProtectionRegion } from '../protection/protection-page.tsx';
import { staffBar, staffDocument } from '../staff-bar.tsx';
import { AttentionList, DeskMoves } from './attention-list.tsx';
import { type FloorView, loadFloor } from './floor.ts';
import { FloorFigures, FloorTable } from './floor-table.tsx';
import { OverflowPart } from './overflow-part.tsx';

export const coordinationPage: Page = {
  screen: 'coordination',
  async render(page) {
    const view = await findView(page);
    if (!view) return problem('not-found');
    const { w } = page;
    const { centre } = view;
    const home = `/coordination/${centre.id}`;
    const told = await ProtectionRegion({ page, centre });
    return (
      <Document {...staffDocument(page, `${w('coordination.title')} · ${centre.name}`)}>
        <Frame
          skip={w('app.skip-to-content')}
          bar={staffBar(page, { title: w('coordination.title'), centre, live: true })}
          sheetLabel={w('coordination.attention')}
          sheet={
            <div class="floor-sheet">
              {told}
              <h2>{w('coordination.attention')}</h2>
              <AttentionRegion page={page} view={view} />
            </div>
          }
          sheetFoot={
            <nav class="places" aria-label={w('portal.home.where-to')}>
              <Place href={`${home}/care`} icon="house" says={w('care.link')} />
              <Place href={`${home}/walls`} icon="monitor" says={w('wall.link')} />
              {namesDuty(page.actor, centre.id) ? (
                <Place href={`${home}/duty`} icon="eye-off" says={w('duty.title')} />
              ) : null}
              <Place
                href={`/figures/${centre.id}`}
                icon="chart-column"
                says={w('portal.door.figures')}
              />
              <Place href={`${home}/acts`} icon="rotate-cw" says={w('correction.acts')} />
              <Place href={`/board/${centre.id}`} icon="monitor" says={w('portal.door.board')} />
              <Place href={`${home}/roster`} icon="calendar" says={w('roster.title')} />
              <Place href={`${home}/messages`} icon="send" says={w('messages.title')} />
              {mayKeepDevices(page.actor, centre.id) ? (
                <Place href="/settings/devices" icon="printer" says={w('devices.link')} />
              ) : null}
            </nav>
          }
        >
          <h1 class="aside-voice">{w('coordination.floor')}</h1>
          <FloorRegion page={page} view={view} />
        </Frame>
      </Document>
    );
  },
};

function Place({ href, icon, says }: { href: string; icon: IconName; says: string }) {
  return (
    <a href={href}>
      <Icon name={icon} size={16} /> <span>{says}</span>
    </a>
  );
}

/** The two live regions alone, for their refreshes. */
export const coordinationRegions: Page = {
  screen: 'coordination',
  async render(page) {
    const view = await findView(page);
    if (!view) return problem('not-found');
    return page.params['region'] === 'attention' ? (
      <AttentionRegion page={page} view={view} />
    ) : (
      <FloorRegion page={page} view={view} />
    );
  },
};

async function findView(page: PageRequest): Promise<FloorView | undefined> {
  const centre = page.directory.centres.get(page.params['centreId'] ?? '');
  if (!centre || !mayOversee(page.actor, centre.id)) return undefined;
  return loadFloor(page, centre);
}

function FloorRegion({ page, view }: { page: PageRequest; view: FloorView }) {
  const { id } = view.centre;
  return (
    <LiveRegion id="floor" src={`/coordination/${id}/live/floor`} topic={`floor:${id}`}>
      <FloorFigures page={page} view={view} />
      <FloorTable page={page} view={view} />
      <p class="floor-note" data-optional>
        {page.w('coordination.curve-note')}
      </p>
    </LiveRegion>
  );
}

function AttentionRegion({ page, view }: { page: PageRequest; view: FloorView }) {
  const { id } = view.centre;
  return (
    <LiveRegion
      id="attention"
      src={`/coordination/${id}/live/attention`}
      topic={`floor:${id} alarm:${id} mediation:${id}`}
    >
      <OverflowPart page={page} overflow={view.overflow} />
      <AttentionList page={page} view={view} />
      <DeskMoves page={page} view={view} />
    </LiveRegion>
  );
}
