// Is a certificate valid? Asks for its code and the name on it, and answers yes or no. Nothing else is
// said: not when, not where, not whether the code or the name was wrong.
import type { Problem } from '#base/problem.ts';
import { Button } from '#platform/ui/button.tsx';
import { TextField } from '#platform/ui/field.tsx';
import { Notice } from '#platform/ui/note.tsx';
import { problemText } from '#platform/words/problem-text.ts';
import type { PageBase } from '../page.ts';
import { PublicShell } from '../portal/public-shell.tsx';
import { PAPER_NAME_MAX } from './paper-name.ts';

interface Props {
  readonly page: PageBase;
  readonly answer?: 'valid' | 'not-valid' | undefined;
  readonly problem?: Problem | undefined;
  readonly typed?: { readonly code: string; readonly name: string };
}

export function CheckPage({ page, answer, problem, typed }: Props) {
  const { w } = page;
  return (
    <PublicShell page={page} title={w('exit.check.title')} band={48} back="/check">
      <div class="stack">
        <div class="stack-tight">
          <h1>{w('exit.check.title')}</h1>
          <p class="lead">{w('exit.check.hint')}</p>
        </div>
        {problem ? <Notice tone="error">{problemText(w.language, problem)}</Notice> : null}
        {answer ? (
          <div role="status">
            <Notice tone={answer === 'valid' ? 'done' : 'attention'}>
              {w(`exit.check.${answer}`)}
            </Notice>
          </div>
        ) : null}
        <form class="form" method="post" action="/check" novalidate>
          <TextField
            name="code"
            label={w('exit.check.code')}
            hint={w('exit.check.code.hint')}
            value={typed?.code}
            autocomplete="off"
            dir="ltr"
            maxlength={40}
            required
          />
          <TextField
            name="name"
            label={w('exit.check.name')}
            value={typed?.name}
            autocomplete="off"
            dir="auto"
            maxlength={PAPER_NAME_MAX}
            required
          />
          <Button kind="primary" size="large" wide>
            {w('exit.check.do')}
          </Button>
        </form>
      </div>
    </PublicShell>
  );
}
