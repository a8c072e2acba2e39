// A calendar file (RFC 5545) with one appointment, for whatever calendar a person uses. Times are UTC, so
// that no calendar needs to know our zones. Pure.

export interface CalendarEntry {
  /** The same for the same promise, so that a moved one replaces the first. */
  readonly uid: string;
  /** Grows with each change. */
  readonly sequence: number;
  readonly writtenAt: Temporal.Instant;
  readonly startsAt: Temporal.Instant;
  readonly endsAt: Temporal.Instant;
  /** Neutral: whoever looks over her shoulder learns nothing. */
  readonly title: string;
  readonly place: string;
  readonly cancelled?: boolean;
}

/** The text of the file, with the line ends and folds that the standard asks for. */
export function calendarFile(entry: CalendarEntry): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Oneroof//Bookings//EN',
    'CALSCALE:GREGORIAN',
    `METHOD:${entry.cancelled ? 'CANCEL' : 'PUBLISH'}`,
    'BEGIN:VEVENT',
    `UID:${entry.uid}`,
    `SEQUENCE:${entry.sequence}`,
    `DTSTAMP:${utc(entry.writtenAt)}`,
    `DTSTART:${utc(entry.startsAt)}`,
    `DTEND:${utc(entry.endsAt)}`,
    `SUMMARY:${escape(entry.title)}`,
    `LOCATION:${escape(entry.place)}`,
    'CLASS:PRIVATE',
    `STATUS:${entry.cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return lines.flatMap(fold).join('\r\n').concat('\r\n');
}

function utc(instant: Temporal.Instant): string {
  return instant.round('second').toString().replaceAll(/[-:]/g, '');
}

function escape(text: string): string {
  return text.replaceAll(/[\\;,]/g, (sign) => `\\${sign}`).replaceAll(/\r?\n/g, '\\n');
}

/** Lines of at most 75 bytes, broken between characters; what follows begins with a space. */
function fold(line: string): string[] {
  const parts: string[] = [];
  let part = '';
  let bytes = 0;
  for (const character of line) {
    const size = new TextEncoder().encode(character).length;
    if (bytes + size > 75) {
      parts.push(part);
      part = ' ';
      bytes = 1;
    }
    part += character;
    bytes += size;
  }
  return [...parts, part];
}
