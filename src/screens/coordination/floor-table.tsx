// The floor as one table on one axis of time: a single "now" line cuts the house and every office.
import { nameOfLanguage } from '#base/languages.ts';
import { nameIn } from '#modules/directory/rules/names.ts';
import { DayCurve } from '#platform/ui/day-curve.tsx';
import { DeskPips, Figure } from '#platform/ui/meter.tsx';
import { Measure } from '#platform/ui/table.tsx';
import { formatList, formatNumber, formatShare, formatTime } from '#platform/words/format.ts';
import type { PageRequest } from '../page.ts';
import type { FloorView, OfficeLine } from './floor.ts';

/** More would break the line. */
const LANGUAGES_SHOWN = 2;

const COLUMNS = ['office', 'waiting', 'longest', 'curve', 'desks', 'missing'] as const;

export function FloorTable({ page, view }: { page: PageRequest; view: FloorView }) {
  const { w } = page;
  const worst = view.attention.find((item) => item.kind !== 'language')?.office.officeId;
  const highest = Math.max(30, ...view.lines.flatMap(({ curve }) => curve.map((p) => p.value)));
  return (
    <table class="table floor" data-roomy>
      <caption class="aside-voice">{w('coordination.floor')}</caption>
      <colgroup>
        {COLUMNS.map((column) => (
          <col class={`floor-col-${column}`} />
        ))}
      </colgroup>
      <thead>
        <HouseRow page={page} view={view} />
        <tr>
          <th scope="col">{w('coordination.office')}</th>
          <th scope="col" data-align="end">
            {w('coordination.waiting')}
          </th>
          <th scope="col" data-align="end">
            {w('coordination.longest')}
          </th>
          <th scope="col" class="floor-curve" data-optional>
            <Axis view={view} page={page} />
          </th>
          <th scope="col">{w('coordination.desks')}</th>
          <th scope="col" data-optional>
            {w('coordination.missing-language')}
          </th>
        </tr>
      </thead>
      <tbody>
        {view.lines.map((line) => (
          <Line
            page={page}
            view={view}
            line={line}
            highest={highest}
            attention={line.office.id === worst}
          />
        ))}
      </tbody>
    </table>
  );
}

/** On a narrow screen the figures of the house stand above the table. */
export function FloorFigures({ page, view }: { page: PageRequest; view: FloorView }) {
  return (
    <div class="figures floor-figures">
      <PeopleFigures page={page} view={view} />
      <ActFigures page={page} view={view} />
    </div>
  );
}

function PeopleFigures({ page, view }: { page: PageRequest; view: FloorView }) {
  const { w } = page;
  const { here, medianWait } = view.house;
  return (
    <>
      <Figure label={w('coordination.people-in-house')} value={formatNumber(w.language, here)} />
      <Figure
        label={w('coordination.median-wait')}
        value={medianWait === null ? '–' : Math.round(medianWait / 60)}
        unit={medianWait === null ? undefined : w('coordination.minutes-unit')}
      />
    </>
  );
}

function ActFigures({ page, view }: { page: PageRequest; view: FloorView }) {
  const { w } = page;
  return (
    <>
      <Figure
        label={w('coordination.one-trip')}
        value={view.inOneTrip === undefined ? '–' : formatShare(w.language, view.inOneTrip)}
      />
      <Figure label={w('coordination.served-today')} value={formatNumber(w.language, view.acts)} />
    </>
  );
}

/** The house above its offices, its curve on the same axis as theirs. */
function HouseRow({ page, view }: { page: PageRequest; view: FloorView }) {
  const { w } = page;
  const { axis } = view;
  const most = Math.max(10, ...view.houseCurve.map((point) => point.value));
  return (
    <tr class="floor-house">
      <td colspan={3}>
        <div class="figures">
          <PeopleFigures page={page} view={view} />
        </div>
      </td>
      <td class="floor-curve" data-optional>
        <NowLabel page={page} view={view} />
        <DayCurve
          points={view.houseCurve}
          {...axis}
          max={most}
          label={w('coordination.curve-house')}
          size="large"
        />
      </td>
      <td colspan={2}>
        <div class="figures">
          <ActFigures page={page} view={view} />
        </div>
      </td>
    </tr>
  );
}

function Line({
  page,
  view,
  line,
  highest,
  attention,
}: {
  page: PageRequest;
  view: FloorView;
  line: OfficeLine;
  highest: number;
  attention: boolean;
}) {
  const { w, language, directory } = page;
  const { office, floor, minutes, desksOpen, desksPaused, desksFree, missing, curve } = line;
  const name = nameIn(office.shortName, language);
  const total = office.desks.length;
  const note = [
    desksFree > 0 && w('coordination.desks-free', { count: desksFree }),
    desksPaused > 0 && w('coordination.desks-on-break', { count: desksPaused }),
    ...view.lent.flatMap(({ deskId, officeId, homeOfficeId }) => {
      const desk = directory.desks.get(deskId)?.label ?? '';
      if (officeId === office.id) return w('lent.here', { desk });
      const away = directory.offices.get(officeId)?.shortName ?? { pt: officeId };
      return homeOfficeId === office.id
        ? w('lent.away', { desk, office: nameIn(away, language) })
        : [];
    }),
  ]
    .filter(Boolean)
    .join(' · ');
  return (
    <tr id={`floor-${office.id}`} data-attention={attention ? '' : undefined}>
      <th scope="row">
        {name}
        {note ? <small>{note}</small> : null}
      </th>
      <td data-align="end">
        {floor.waiting > 0 ? (
          <Measure value={formatNumber(w.language, floor.waiting)} />
        ) : (
          <span class="muted">0</span>
        )}
      </td>
      <td data-align="end">
        {floor.waiting > 0 ? (
          <Measure
            value={minutes}
            unit={w('coordination.minutes-unit')}
            tone={attention ? 'attention' : undefined}
          />
        ) : (
          <span class="muted">–</span>
        )}
      </td>
      <td class="floor-curve" data-optional>
        <DayCurve
          points={curve}
          {...view.axis}
          max={highest}
          label={w('coordination.curve-office', { office: name })}
          tone={attention ? 'attention' : 'azul'}
        />
      </td>
      <td>
        <DeskPips
          open={desksOpen}
          closed={Math.max(0, total - desksOpen)}
          text={w('coordination.desks-open-count', { open: desksOpen, total })}
        />
      </td>
      <td class="attention" data-optional>
        <Missing page={page} languages={missing} />
      </td>
    </tr>
  );
}

/** The first languages that nobody at the office speaks, and how many more; all of them on hover. */
function Missing({ page, languages }: { page: PageRequest; languages: readonly string[] }) {
  const { w, language } = page;
  if (languages.length === 0) return null;
  const names = languages.map((tag) => nameOfLanguage(tag, language));
  const shown = names.slice(0, LANGUAGES_SHOWN);
  if (names.length === shown.length) return <>{formatList(w.language, shown)}</>;
  return (
    <span title={formatList(w.language, names)}>
      {shown.join(w.direction === 'rtl' ? '، ' : ', ')} <bdi>+{names.length - shown.length}</bdi>
    </span>
  );
}

/** Hours under the house's curve: the ends and the middle of the day. */
function Axis({ page, view }: { page: PageRequest; view: FloorView }) {
  const { w } = page;
  const { from, to } = view.axis;
  const hour = (minute: number) =>
    formatTime(
      w.language,
      Temporal.PlainTime.from({ hour: Math.floor(minute / 60), minute: minute % 60 }),
    );
  return (
    <span class="floor-axis">
      <span class="aside-voice">{w('coordination.longest-wait')}: </span>
      {[from, Math.round((from + to) / 120) * 60, Math.min(to, 1439)].map((minute) => (
        <bdi>{hour(minute)}</bdi>
      ))}
    </span>
  );
}

/** "now, 10:38" over the line, on the side where there is room. */
function NowLabel({ page, view }: { page: PageRequest; view: FloorView }) {
  const { w, now } = page;
  const { axis, centre } = view;
  const share = Math.min(1, Math.max(0, (axis.now - axis.from) / (axis.to - axis.from)));
  const fromLeft = w.direction === 'rtl' ? 1 - share : share;
  const roomAfter = fromLeft < 0.55;
  const time = formatTime(w.language, now.toZonedDateTimeISO(centre.zone).toPlainTime());
  return (
    <svg class="floor-now" width="100%" height="16" aria-hidden="true">
      <text
        x={`${Math.round(fromLeft * 1000) / 10}%`}
        dx={roomAfter ? 4 : -4}
        y="12"
        direction="ltr"
        text-anchor={roomAfter ? 'start' : 'end'}
      >
        {w('coordination.now-at', { time })}
      </text>
    </svg>
  );
}
