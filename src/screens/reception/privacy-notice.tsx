// What is kept and who sees it, in two sentences of her language, before she says anything; in full
// behind the link.
import { Icon } from '#platform/ui/icon.tsx';
import type { TwoVoices } from './reception-words.ts';

export function PrivacyNotice({ voices: { hers } }: { voices: TwoVoices }) {
  return (
    <p class="reception-privacy" lang={hers.tag} dir={hers.direction}>
      <Icon name="lock" size={16} />
      <span>
        {hers('privacy.notice')}{' '}
        <a href={`/privacy?lang=${hers.language}`} target="_blank" rel="noopener">
          {hers('privacy.title')}
        </a>
      </span>
    </p>
  );
}
