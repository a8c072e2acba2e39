// What on the floor needs a look, with who could help; and the last desks that opened or closed.
import { nameOfLanguage } from '#base/languages.ts';
import { nameIn } from '#modules/directory/rules/names.ts';
import type { AskedFor } from '#modules/interpretation/queries.ts';
import type { Alarm } from '#modules/visits/rules/alarm-rules.ts';
import type { Attention } from '#modules/visits/floor-rules.ts';
import { EmptyState } from '#platform/ui/empty-state.tsx';
import { formatList, formatMoment } from '#platform/words/format.ts';
import { isolateText } from '#platform/words/isolate.ts';
import type { PageRequest } from '../page.ts';
import type { FloorView } from './floor.ts';

/** Longer lists hide what matters; the table shows the rest. */
const MOST = 4;
/** Names that are enough to know whom to ask. */
const NAMES = 4;

export function AttentionList({ page, view }: { page: PageRequest; view: FloorView }) {
  const { w } = page;
  if (view.alarms.length + view.askedFor.length + view.leftOpen > 0)
    return (
      <ol class="attention-list">
        {view.alarms.map((alarm) => (
          <AlarmItem page={page} view={view} alarm={alarm} />
        ))}
        {view.askedFor.map((asked) => (
          <AskedItem page={page} view={view} asked={asked} />
        ))}
        {view.leftOpen > 0 ? (
          <li>
            <h3>{w('care.left-open.count', { count: view.leftOpen })}</h3>
            <a href={`/coordination/${view.centre.id}/care`}>{w('care.link')}</a>
          </li>
        ) : null}
        {view.attention.slice(0, MOST).map((item) => (
          <Item page={page} item={item} first={false} />
        ))}
      </ol>
    );
  if (view.house.arrived === 0)
    return <EmptyState icon="coffee" title={w('coordination.nobody-yet')} />;
  if (view.attention.length === 0)
    return <EmptyState icon="circle-check" title={w('coordination.all-quiet')} />;
  return (
    <ol class="attention-list">
      {view.attention.slice(0, MOST).map((item, index) => (
        <Item page={page} item={item} first={index === 0} />
      ))}
    </ol>
  );
}

/** A desk that asks for help stands before everything else. */
function AlarmItem({ page, view, alarm }: { page: PageRequest; view: FloorView; alarm: Alarm }) {
  const { w, directory } = page;
  const desk = directory.desks.get(alarm.deskId)?.label ?? '';
  return (
    <li data-first="" data-alarm="">
      <h3>{w('guard.attention', { desk })}</h3>
      <p>
        {alarm.acknowledgedAt
          ? w('guard.acknowledged')
          : w('guard.raised', {
              time: formatMoment(w.language, alarm.raisedAt, view.centre.zone),
            })}
      </p>
      <a href={`/security/${view.centre.id}`}>{w('guard.open')}</a>
    </li>
  );
}

/** A desk that asks for a mediator, until she is there. */
function AskedItem({ page, view, asked }: { page: PageRequest; view: FloorView; asked: AskedFor }) {
  const { w, directory, language } = page;
  return (
    <li>
      <h3>
        {w('mediation.attention', {
          desk: directory.desks.get(asked.deskId)?.label ?? '',
          language: nameOfLanguage(asked.language, language),
        })}
      </h3>
      <p>
        {w(asked.coming ? 'mediation.attention.coming' : 'mediation.asked', {
          time: formatMoment(w.language, asked.askedAt, view.centre.zone),
        })}
      </p>
    </li>
  );
}

function Item({ page, item, first }: { page: PageRequest; item: Attention; first: boolean }) {
  const { w, directory, language } = page;
  const nameOf = ({ officeId }: { officeId: string }, kind: 'name' | 'shortName') =>
    nameIn(directory.offices.get(officeId)?.[kind] ?? { pt: officeId }, language);
  const names = formatList(
    w.language,
    item.helpers.slice(0, NAMES).map((name) => isolateText(name, w.direction)),
  );
  const helps = item.helpers.length > 0;
  if (item.kind === 'language') {
    return (
      <li data-first={first ? '' : undefined}>
        <h3>
          {w('coordination.attention.language', {
            language: nameOfLanguage(item.language, language),
            offices: formatList(
              w.language,
              item.offices.map((office) => nameOf(office, 'shortName')),
            ),
          })}
        </h3>
        <p>{helps ? w('coordination.speakers', { names }) : w('coordination.no-speaker')}</p>
      </li>
    );
  }
  return (
    <li data-first={first ? '' : undefined}>
      <h3>{w(`coordination.attention.${item.kind}`, { office: nameOf(item.office, 'name') })}</h3>
      <p class="attention-wait">
        <b>
          <bdi>{item.minutes}</bdi> {w('coordination.minutes-unit')}
        </b>{' '}
        {w('board.waiting', { count: item.office.waiting })}
      </p>
      <p>{helps ? w('coordination.could-open', { names }) : w('coordination.nobody-free')}</p>
    </li>
  );
}

export function DeskMoves({ page, view }: { page: PageRequest; view: FloorView }) {
  const { w, directory, language } = page;
  if (view.moves.length === 0) return null;
  return (
    <section class="desk-moves" aria-labelledby="desk-moves">
      <h3 id="desk-moves" class="aside-voice">
        {w('coordination.recent')}
      </h3>
      <ol>
        {view.moves.map(({ deskId, officeId, opened, at }) => {
          const words = {
            desk: directory.desks.get(deskId)?.label ?? '',
            office: nameIn(directory.offices.get(officeId)?.shortName ?? { pt: '' }, language),
          };
          return (
            <li>
              <time datetime={at.toString()}>{formatMoment(w.language, at, view.centre.zone)}</time>
              <span>
                {opened
                  ? w('coordination.desk-opened', words)
                  : w('coordination.desk-closed', words)}
              </span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
