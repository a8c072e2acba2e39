// The design page: every component and sample screens, in every complete language and both lights.
import { isWordsLanguage } from '#platform/words/locales.ts';
import { DesignPage } from '#screens/design/design-page.tsx';
import type { Services } from './services.ts';
import type { Site } from './site.tsx';

/** Mounts `/_design?lang=&theme=&sample=`. It shows invented people only. */
export function designRoutes(site: Site, services: Services): void {
  site.open('/_design', ({ query, language, theme }) => {
    const lang = query.get('lang') ?? language;
    const light = query.get('theme');
    return (
      <DesignPage
        lang={isWordsLanguage(lang) ? lang : language}
        theme={light === 'light' || light === 'dark' ? light : theme}
        sample={query.get('sample') ?? undefined}
        assets={services.assets}
      />
    );
  });
}
