// The link to a ticket's page by message: one field, where a way for it is set. What was typed is shown
// again only when it was refused, and never once it has gone.
import { Button } from '#platform/ui/button.tsx';
import { TextField } from '#platform/ui/field.tsx';
import { fieldText, problemText } from '#platform/words/problem-text.ts';
import { type PageBase, typedIn } from '../page.ts';

interface Props {
  readonly page: PageBase;
  /** Where the form goes. */
  readonly action: string;
  readonly title: string;
}

/** Nothing at all in a house that can send neither. */
export function SendLink({ page, action, title }: Props) {
  const { w, linkWays, commandId, attempt, query } = page;
  if (!linkWays.email && !linkWays.sms) return null;
  const only = linkWays.email ? (linkWays.sms ? 'either' : 'email') : 'phone';
  const field = attempt?.problem.fields?.['to'];
  return (
    <details class="send-link" open={attempt !== undefined || query.has('link')}>
      <summary>{title}</summary>
      {query.has('link') && !attempt ? <p role="status">{w('kiosk.link.sent')}</p> : null}
      {attempt && !field ? <p role="alert">{problemText(w.language, attempt.problem)}</p> : null}
      <p class="muted">{w('kiosk.link.hint')}</p>
      <form method="post" action={action} autocomplete="off">
        <input type="hidden" name="commandId" value={commandId} />
        <TextField
          name="to"
          label={w(`kiosk.link.${only}`)}
          error={field && fieldText(w.language, field)}
          type={only === 'phone' ? 'tel' : only === 'email' ? 'email' : 'text'}
          inputmode={only === 'phone' ? 'tel' : 'email'}
          dir="ltr"
          value={typedIn(attempt, 'to')}
          maxlength={254}
          autocomplete="off"
          required
        />
        <Button icon="send">{w('kiosk.link.send')}</Button>
      </form>
    </details>
  );
}
