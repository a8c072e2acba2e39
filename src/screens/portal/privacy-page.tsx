// What is kept, who sees it and who never can: in the language of the page, one thought a part.
import { Icon, type IconName } from '#platform/ui/icon.tsx';
import type { PageBase } from '../page.ts';
import { PublicShell } from './public-shell.tsx';

const PARTS = [
  { key: 'kept', icon: 'file-text' },
  { key: 'seen', icon: 'eye' },
  { key: 'never', icon: 'shield' },
  { key: 'long', icon: 'hourglass' },
  { key: 'ask', icon: 'hand' },
  { key: 'browser', icon: 'monitor' },
] as const satisfies readonly { key: string; icon: IconName }[];

export function PrivacyPage({ page }: { page: PageBase }) {
  const { w } = page;
  return (
    <PublicShell page={page} title={w('privacy.title')} band={72} exit>
      <h1>{w('privacy.title')}</h1>
      <p class="lead">{w('privacy.notice')}</p>
      <p>{w('privacy.papers-not-needed')}</p>
      <div class="privacy-parts">
        {PARTS.map(({ key, icon }) => (
          <section>
            <Icon name={icon} size={24} />
            <div>
              <h2>{w(`privacy.${key}.title`)}</h2>
              <p>{w(`privacy.${key}`)}</p>
            </div>
          </section>
        ))}
      </div>
      <p>
        <a class="link-alone" href="/authority-requests">
          {w('published.link')}
        </a>
      </p>
    </PublicShell>
  );
}
