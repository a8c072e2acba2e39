// A problem that has a page to itself: nothing there, not allowed, or the database away.
import type { Problem } from '#base/problem.ts';
import { Document } from '#platform/ui/document.tsx';
import { PublicPage } from '#platform/ui/public-page.tsx';
import { problemText } from '#platform/words/problem-text.ts';
import type { PageBase } from '../page.ts';

/** What happened and what to do, and the way home. */
export function ProblemPage({
  w,
  assets,
  theme,
  problem: found,
}: PageBase & { readonly problem: Problem }) {
  const text = problemText(w.language, found);
  return (
    <Document
      lang={w.tag}
      dir={w.direction}
      title={w('app.name')}
      kind="public"
      theme={theme}
      assets={assets}
    >
      <PublicPage home="/" place={w('app.name')} skip={w('app.skip-to-content')}>
        <h1>{text}</h1>
        <p>
          <a href="/">{w('app.back')}</a>
        </p>
      </PublicPage>
    </Document>
  );
}
