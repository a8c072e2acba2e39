// The conversation at the door: what she needs in two languages, her name if she wishes, the papers,
// and beside them the route as it grows. Two languages side by side, so that the screen can be
// turned round to her; then hers comes first and everything is in her direction.
import { isId } from '#base/ids.ts';
import type { Centre } from '#modules/directory/schema.ts';
import { listServicesForSubject } from '#modules/directory/rules/services.ts';
import { BilingualRow } from '#platform/ui/bilingual-row.tsx';
import { Button, ButtonLink } from '#platform/ui/button.tsx';
import { Document } from '#platform/ui/document.tsx';
import { ErrorSummary } from '#platform/ui/error-summary.tsx';
import { FieldNotes } from '#platform/ui/field.tsx';
import { Frame } from '#platform/ui/frame.tsx';
import { iconNamed } from '#platform/ui/icon.tsx';
import { TileWall } from '#platform/ui/tile-wall.tsx';
import { inLanguage } from '#platform/words/format.ts';
import { fieldText, problemText } from '#platform/words/problem-text.ts';
import { pageToday } from '../house-today.ts';
import type { PageRequest } from '../page.ts';
import { staffBar, staffDocument } from '../staff-bar.tsx';
import { costsFor, papersFor } from './chosen-route.ts';
import { ConversationHead } from './conversation-head.tsx';
import { ConversationTabs } from './conversation-tabs.tsx';
import type { Bridge } from './language-bridge.ts';
import { NoTicketPart, nextDayOf } from './no-ticket.tsx';
import { OnlyForYou } from './only-for-you.tsx';
import { PapersPart } from './papers-part.tsx';
import type { DoorPlan } from './plan-at-door.ts';
import { PrivacyNotice } from './privacy-notice.tsx';
import type { TwoVoices } from './reception-words.ts';
import { LeaveByField, RouteChoices } from './route-choices.tsx';
import { RouteLine, RoutePart } from './route-part.tsx';
import { WhoPart } from './who-part.tsx';

/** One key for each tile, in reading order, as they lie on the keyboard. */
const TILE_KEYS = '1234567890qw';

/** The address that asks for the parts that follow the form. */
export function followAddress(centreId: string): string {
  return `/reception/${centreId}/route`;
}

/** What was said so far: the needs, the plan that follows from them, and when it began. */
interface Talk {
  readonly chosen: readonly string[];
  readonly plan: DoorPlan;
  readonly since: Temporal.Instant;
}

/** The page of one conversation. */
export async function conversationPage(
  page: PageRequest,
  centre: Centre,
  voices: TwoVoices,
  bridge: Bridge,
  { chosen, plan, since }: Talk,
) {
  const { now, attempt, commandId, query } = page;
  const { directory } = await pageToday(page, centre.id);
  const { first: w, second, turned } = voices;
  const { tickets, stops, route, choice } = plan;
  const papers = papersFor(directory, stops);
  const seen = { ...page, w, language: voices.first.language as PageRequest['language'] };
  const fields = attempt?.problem.fields ?? {};
  const errorOf = (field: string) => {
    const code = fields[field];
    return code && fieldText(w.language, code, attempt?.problem.params);
  };
  const personId = attempt?.values['personId']?.[0] ?? query.get('personId') ?? undefined;
  const chosenId = personId && isId(personId) ? personId : undefined;
  const who = await WhoPart({ page, centre, voices, errorOf, personId: chosenId });
  const shown = new URLSearchParams([
    ['language', voices.tag],
    ...(turned ? [['turned', '1']] : []),
    ...chosen.map((id) => ['subjectIds', id]),
    ...(chosenId ? [['personId', chosenId]] : []),
    ...(choice.leaveBy ? [['leaveBy', choice.leaveBy]] : []),
    ...(choice.first ? [['first', choice.first]] : []),
    ...choice.notToday.map((id) => ['notToday', id]),
  ] as string[][]);
  return (
    <Document {...staffDocument(seen, w('reception.title'))}>
      <Frame
        bar={staffBar(seen, { title: w('reception.title'), centre })}
        skip={w('app.skip-to-content')}
        form={{
          id: 'reception',
          action: `/reception/${centre.id}`,
          draft: `reception:${centre.id}`,
          data: {
            follow: followAddress(centre.id),
            'follow-fields': 'language turned subjectIds personId first notToday leaveBy',
            'follow-shown': shown.toString(),
          },
          fields: (
            <>
              <input type="hidden" name="commandId" value={commandId} />
              <input type="hidden" name="language" value={voices.tag} />
              <input type="hidden" name="since" value={since.toString()} />
              {turned ? <input type="hidden" name="turned" value="1" /> : null}
            </>
          ),
        }}
        sheetLabel={w('reception.route')}
        sheetSize="wide"
        sheet={
          <>
            <RoutePart w={w} directory={directory} centre={centre} now={now} plan={plan} />
            <LeaveByField w={w} value={choice.leaveBy} error={errorOf('leaveBy')} />
            <RouteChoices w={w} directory={directory} centre={centre} plan={plan} />
            <NoTicketPart page={page} centre={centre} w={w} tickets={tickets} />
          </>
        }
        workFoot={<OnlyForYou page={page} centre={centre} voices={voices} />}
        sheetFoot={
          <>
            <RouteLine
              w={w}
              centre={centre}
              route={route}
              without={tickets.some(({ why }) => why)}
            />
            <Button kind="primary" size="large" wide shortcut="mod+enter">
              {w('reception.issue-ticket')}
            </Button>
            {turned ? null : (
              <div class="other-ends">
                <ButtonLink
                  kind="quiet"
                  size="small"
                  shortcut="f"
                  href={`/reception/${centre.id}/together?language=${voices.tag}`}
                >
                  {w('door.together')}
                </ButtonLink>
                <Button
                  kind="quiet"
                  size="small"
                  shortcut="a"
                  formaction={`/reception/${centre.id}/question`}
                >
                  {w('door.answered')}
                </Button>
              </div>
            )}
          </>
        }
      >
        <div class="conversation">
          {attempt ? (
            <ErrorSummary
              title={problemText(w.language, attempt.problem)}
              errors={Object.keys(fields).map((field) => ({ field, text: errorOf(field) ?? '' }))}
            />
          ) : null}
          <ConversationHead
            page={page}
            centre={centre}
            voices={voices}
            bridge={bridge}
            since={since}
          />
          <Question voices={voices} />
          <ConversationTabs w={w} stops={stops.length} papers={papers} />
          <div>
            <FieldNotes id="subjectIds" error={errorOf('subjectIds')} />
            <TileWall
              name="subjectIds"
              legend={w('reception.needs')}
              legendHidden
              secondaryLang={second?.tag}
              secondaryDir={second?.direction}
              tiles={directory.tiles
                .filter(({ id }) => listServicesForSubject(directory, centre.id, id).length > 0)
                .map((subject, index) => ({
                  value: subject.id,
                  icon: iconNamed(subject.icon ?? ''),
                  primary: inLanguage(subject.name, w.language),
                  secondary: second && inLanguage(subject.name, second.language),
                  shortcut: TILE_KEYS[index],
                  checked: chosen.includes(subject.id),
                }))}
            />
          </div>
          <div class="conversation-rest">
            {who}
            <PapersPart
              voices={voices}
              papers={papers}
              costs={costsFor(directory, stops)}
              stops={stops.length}
              again={nextDayOf(centre, now)}
            />
          </div>
          <PrivacyNotice voices={voices} />
        </div>
      </Frame>
    </Document>
  );
}

function Question({ voices }: { voices: TwoVoices }) {
  const { first, second } = voices;
  const asked = (w: TwoVoices['first']) => ({
    text: w('reception.what-brings-you-today'),
    lang: w.tag,
    dir: w.direction,
  });
  return second ? (
    <BilingualRow heading first={asked(first)} second={asked(second)} />
  ) : (
    <h2 class="conversation-question">{first('reception.what-brings-you-today')}</h2>
  );
}
