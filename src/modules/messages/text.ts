// The words of a message, made at the moment of sending in her language. Pure.
import { type UiLanguage, uiLanguageFor } from '#base/languages.ts';
import { formatDate, formatTime } from '#platform/words/format.ts';
import { words } from '#platform/words/words.ts';
import type { DueMessage } from './schema.ts';

export interface MessageText {
  readonly language: UiLanguage;
  readonly subject: string;
  readonly body: string;
  /** The same without the foot, for an SMS. */
  readonly short: string;
}

/** What a text is made of: nothing about her but the promise itself. */
export type Said = Pick<DueMessage, 'kind' | 'language' | 'centreName' | 'startsAt' | 'dueOn'> & {
  readonly zone: string | null;
  /** Where her ticket is, of a ticket's link. */
  readonly link?: string | undefined;
};

/** Subject and text. A language in which Oneroof is not written is answered in Portuguese. */
// MSG-4: a message names the centre and the time; never her, her need, the service or the office;
// of a ticket its link alone, not even the number
export function textOf(said: Said): MessageText {
  const language = uiLanguageFor(said.language ?? 'pt');
  const w = words(language);
  const zoned = said.startsAt?.toZonedDateTimeISO(said.zone ?? 'UTC');
  const day = zoned?.toPlainDate() ?? said.dueOn;
  const place = {
    centre: said.centreName ?? w('app.name'),
    day: day ? formatDate(language, day) : '',
    time: zoned ? formatTime(language, zoned.toPlainTime()) : '',
  };
  // The address stands alone and as it is: nothing may come between its signs.
  const short = said.link
    ? `${w(said.kind === 'package' ? 'messages.text.package' : 'messages.text.ticket-link', place)}\n${said.link}`
    : w(`messages.text.${said.kind}`, place);
  // MSG-8: a letter to a partner says that there is something, and nothing of whom or what
  if (said.kind === 'package')
    return {
      language,
      subject: w('partners.mail.subject'),
      short,
      body: `${short}\n\n${w('partners.mail.foot')}\n`,
    };
  return {
    language,
    subject: w('messages.subject', { centre: place.centre }),
    short,
    body: `${short}\n\n${w('messages.foot')}\n`,
  };
}
