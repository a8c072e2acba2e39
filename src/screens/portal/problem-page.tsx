// A problem that has a page to itself: nothing there, not allowed, or the database away.
import type { Problem } from '#base/problem.ts';
import { ButtonLink, ButtonRow } from '#platform/ui/button.tsx';
import { Icon, type IconName } from '#platform/ui/icon.tsx';
import { problemText } from '#platform/words/problem-text.ts';
import type { PageBase } from '../page.ts';
import { PublicShell } from './public-shell.tsx';

const AWAY: ReadonlySet<string> = new Set(['database-down', 'disk-full', 'server-busy']);
const ICONS: Readonly<Record<Problem['problem'], IconName>> = {
  'not-found': 'map-pin',
  'not-allowed': 'lock',
  conflict: 'circle-alert',
  invalid: 'circle-alert',
  'too-late': 'clock',
};

/** What happened and what to do, and the way on. */
export function ProblemPage({ problem: found, ...page }: PageBase & { readonly problem: Problem }) {
  const { w } = page;
  const away = AWAY.has(found.code);
  const broken = found.code === 'server-error';
  const title = broken
    ? w('app.error.title')
    : w(`portal.problem.${away ? 'away' : found.problem}`);
  return (
    <PublicShell page={page} title={title} band={72} back="/">
      <div class="problem">
        <Icon name={away || broken ? 'rotate-cw' : ICONS[found.problem]} size={64} />
        <div class="stack">
          <h1>{title}</h1>
          <p class="lead">{broken ? w('app.error.text') : problemText(w.language, found)}</p>
          <ButtonRow>
            {away || broken ? (
              <ButtonLink href={page.path} icon="rotate-cw">
                {w('app.retry')}
              </ButtonLink>
            ) : null}
            <ButtonLink href="/" icon="house">
              {w('portal.home')}
            </ButtonLink>
            {found.problem === 'not-allowed' ? (
              <ButtonLink href="/sign-in" icon="log-in">
                {w('portal.problem.other-account')}
              </ButtonLink>
            ) : null}
          </ButtonRow>
        </div>
      </div>
    </PublicShell>
  );
}
