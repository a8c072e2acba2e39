// Screens and printers of the houses that somebody coordinates: what is enrolled, and the way to
// enrol and to switch off.
import type { Centre } from '#modules/directory/schema.ts';
import { type Device, listDevices } from '#modules/access/device-queries.ts';
import { mayKeepDevices } from '#modules/access/device-rules.ts';
import { problem } from '#base/problem.ts';
import { Button } from '#platform/ui/button.tsx';
import { Document } from '#platform/ui/document.tsx';
import { Frame } from '#platform/ui/frame.tsx';
import { Icon } from '#platform/ui/icon.tsx';
import { Notice } from '#platform/ui/note.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { formatMoment } from '#platform/words/format.ts';
import { findWords } from '#platform/words/words.ts';
import type { Page, PageRequest } from '../page.ts';
import { FormProblem } from '../portal/form-problem.tsx';
import { staffBar, staffDocument } from '../staff-bar.tsx';
import { EnrolForm, PrinterForm } from './device-forms.tsx';

export const devicesPage: Page = {
  screen: 'devices',
  async render(page) {
    const { w, tx, attempt, query } = page;
    const centres = centresKept(page);
    if (centres.length === 0) return problem('not-found');
    const devices = await listDevices(
      tx,
      centres.map(({ id }) => id),
    );
    const title = w('devices.title');
    const done = attempt
      ? undefined
      : findWords(w.language, `devices.done.${query.get('done') ?? ''}`);
    const shown = centres.filter(({ id }) => devices.some(({ centreId }) => centreId === id));
    return (
      <Document {...staffDocument(page, title)}>
        <Frame
          skip={w('app.skip-to-content')}
          bar={staffBar(page, { title, centre: centres.length === 1 ? centres[0] : undefined })}
        >
          <div class="stack-loose account">
            <h1 class="aside-voice">{title}</h1>
            <FormProblem page={page} problem={attempt?.problem} field="code" />
            {done ? <Notice tone="done">{done}</Notice> : null}
            {shown.length === 0 ? <p class="muted">{w('devices.none')}</p> : null}
            {shown.map((centre) => (
              <House
                page={page}
                centre={centre}
                devices={devices.filter(({ centreId }) => centreId === centre.id)}
              />
            ))}
            <EnrolForm page={page} centres={centres} />
            <PrinterForm page={page} centres={centres} />
          </div>
        </Frame>
      </Document>
    );
  },
};

/** The open houses whose devices the asking account keeps. */
function centresKept({ actor, directory }: PageRequest): Centre[] {
  return [...directory.centres.values()].filter(
    ({ id, kind }) => kind !== 'line' && mayKeepDevices(actor, id),
  );
}

const ICONS = { kiosk: 'hand', board: 'monitor', 'ticket-printer': 'printer' } as const;

function House({
  page,
  centre,
  devices,
}: {
  page: PageRequest;
  centre: Centre;
  devices: readonly Device[];
}) {
  const { w, commandId } = page;
  return (
    <section class="stack-tight">
      <SectionHeading title={centre.name} />
      <form method="post" action="/settings/devices/revoke">
        <input type="hidden" name="commandId" value={commandId} />
        <ul class="session-list device-list">
          {devices.map(({ id, kind, name, host, port, enrolledAt, enrolledByName }) => (
            <li>
              <Icon name={ICONS[kind]} />
              <span class="device-name">
                <b>
                  <bdi>{name}</bdi>
                </b>
                <small class="muted">
                  {w(`devices.kind.${kind}`)}
                  {host ? (
                    <>
                      {' · '}
                      <bdi dir="ltr">
                        {host}:{port}
                      </bdi>
                    </>
                  ) : null}
                </small>
                <small class="muted">
                  {w('devices.since', {
                    moment: formatMoment(w.language, enrolledAt, centre.zone, 'date-time'),
                    name: enrolledByName,
                  })}
                </small>
              </span>
              <Button name="deviceId" value={id} size="small">
                {w('devices.revoke')}
                <span class="aside-voice"> {name}</span>
              </Button>
            </li>
          ))}
        </ul>
      </form>
    </section>
  );
}
