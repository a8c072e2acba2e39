// The line above the conversation: her language by its own name, how it is bridged, the way to turn
// the screen, and how much of the three minutes is gone.
import type { Centre } from '#modules/directory/schema.ts';
import { ButtonLink } from '#platform/ui/button.tsx';
import { Elapsed } from '#platform/ui/clock.tsx';
import { LanguageName } from '#platform/ui/language-dot.tsx';
import { formatList, formatMoment } from '#platform/words/format.ts';
import type { Words } from '#platform/words/words.ts';
import type { PageRequest } from '../page.ts';
import type { Bridge } from './language-bridge.ts';
import { languageName, type TwoVoices } from './reception-words.ts';

/** What a conversation should take. */
const TARGET_SECONDS = 180;

export function ConversationHead({
  page,
  centre,
  voices,
  bridge,
  since,
}: {
  page: PageRequest;
  centre: Centre;
  voices: TwoVoices;
  bridge: Bridge;
  since: Temporal.Instant;
}) {
  const { first: w, turned } = voices;
  const here = `/reception/${centre.id}`;
  const other = new URLSearchParams([
    ['language', voices.tag],
    ['since', since.toString()],
    ...(turned ? [] : [['turned', '1']]),
  ] as string[][]);
  return (
    <header class="reception-language">
      <h1 class="autonym" lang={voices.tag} dir={voices.direction}>
        {voices.autonym}
      </h1>
      {turned ? (
        <p class="muted">{w('reception.what-brings-you-today.hint')}</p>
      ) : (
        <>
          <p class="muted">
            <LanguageName bridge={bridge.kind} meaning={meaningOf(w, bridge)}>
              <span class="only-wide">{bridgeWords(w, voices, bridge)}</span>
              <span class="only-narrow">{languageName(w, voices.tag)}</span>
            </LanguageName>
            {voices.hers.language === voices.tag ? null : (
              <span>{w('reception.words-in', { language: languageName(w, voices.hers.tag) })}</span>
            )}
          </p>
          <ButtonLink kind="quiet" href={`${here}?change=1`} shortcut="l">
            {w('reception.change-language')}
          </ButtonLink>
        </>
      )}
      <span class="reception-turn only-script">
        <ButtonLink kind="quiet" icon="rotate-cw" href={`${here}?${other}`} shortcut="r">
          <span class="only-wide">
            {turned ? w('reception.turn-screen-back') : w('reception.turn-screen')}
          </span>
          <span class="only-narrow">{turned ? w('app.back') : w('reception.turn')}</span>
        </ButtonLink>
      </span>
      {turned ? null : (
        <ThreeMinutes
          w={w}
          now={page.now}
          since={since}
          exact={formatMoment(w.language, since, centre.zone)}
        />
      )}
    </header>
  );
}

function bridgeWords(w: Words, voices: TwoVoices, bridge: Bridge): string {
  const language = languageName(w, voices.tag);
  const [name] = bridge.names;
  if (bridge.kind === 'own' && name)
    return w('reception.like-you', { language, name: name.split(' ')[0] ?? name });
  if (bridge.kind === 'mediator')
    return w('reception.with-colleague', {
      language,
      names: formatList(w.language, bridge.names.slice(0, 2), 'disjunction'),
    });
  return w('reception.by-phone', { language });
}

/** What a bridge means, for readers and on hover. */
export function meaningOf(w: Words, { kind }: Bridge): string {
  if (kind === 'own') return w('reception.speaks.me');
  return kind === 'mediator' ? w('reception.speaks.mediator') : w('reception.speaks.phone');
}

/** Minutes and seconds since it began, on a line that fills: a measure, never a hurry. */
function ThreeMinutes({
  w,
  now,
  since,
  exact,
}: {
  w: Words;
  now: Temporal.Instant;
  since: Temporal.Instant;
  exact: string;
}) {
  const used = Math.max(0, Math.floor(now.since(since).total('seconds')));
  const share = Math.min(100, (used / TARGET_SECONDS) * 100);
  const text = `${Math.floor(used / 60)}:${String(used % 60).padStart(2, '0')}`;
  return (
    <p class="three-minutes">
      <span>
        <Elapsed format="stopwatch" since={since.toString()} text={text} exact={exact} />{' '}
        {w('reception.time-target', { target: w('app.duration.minutes', { minutes: 3 }) })}
      </span>
      <svg viewBox="0 0 100 3" preserveAspectRatio="none" aria-hidden="true">
        <rect width={share} height="3" fill="currentColor">
          <animate
            attributeName="width"
            from={share}
            to="100"
            dur={`${Math.max(1, TARGET_SECONDS - used)}s`}
            fill="freeze"
          />
        </rect>
      </svg>
    </p>
  );
}
