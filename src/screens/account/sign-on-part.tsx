// The account that one's institution keeps, in place of the password.
import { Button, ButtonLink } from '#platform/ui/button.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import type { PageRequest } from '../page.ts';

export function SignOnPart({ page, linked }: { page: PageRequest; linked: boolean }) {
  const { w } = page;
  return (
    <section class="stack-tight">
      <SectionHeading
        title={w('security.sign-on.title')}
        aside={linked ? w('security.sign-on.linked') : undefined}
      />
      <p class="muted">{w('security.sign-on.hint')}</p>
      {linked ? (
        <form method="post" action="/account/sign-on/remove">
          <Button>{w('security.sign-on.remove')}</Button>
        </form>
      ) : (
        <p>
          <ButtonLink href="/sign-on?link">{w('security.sign-on.link')}</ButtonLink>
        </p>
      )}
    </section>
  );
}
