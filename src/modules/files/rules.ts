// When a file may be opened, named and destroyed; when a link takes photographs. Pure.
import { type Problem, problem } from '#base/problem.ts';
import { type Checked, FILES_MAX, type Verdict } from './schema.ts';

/** A file as it is now. */
export interface FileState {
  readonly checked: Checked;
  /** What it is; null: nobody has said it yet. */
  readonly documentId: string | null;
  readonly discarded: boolean;
}

/** May it be opened? */
// FIL-1: a file stays in quarantine, for its own unit too, until it was judged; what is destroyed opens no more
export function isOpen({ checked, discarded }: Pick<FileState, 'checked' | 'discarded'>): boolean {
  return !discarded && (checked === 'clean' || checked === 'unchecked');
}

/** Whether files are looked through by a scanner; if not, whether the setting lets pictures out. */
export type Checking = 'scanner' | 'pictures' | 'hold';

/** What becomes of a file. Nothing: it goes on waiting. */
// FIL-2: what a scanner says counts; while it does not answer, the file waits
// FIL-3: without a scanner nothing leaves quarantine but a picture that was made anew, and that only where a
// setting says so; a PDF never does
export function verdictOf(
  checking: Checking,
  media: 'image/jpeg' | 'application/pdf',
  scanned: 'clean' | 'harmful' | 'away' | undefined,
): Verdict | undefined {
  if (checking === 'scanner') return scanned === 'away' ? undefined : scanned;
  return checking === 'pictures' && media === 'image/jpeg' ? 'unchecked' : undefined;
}

/** Why it is not said what a file is, or nothing. */
// FIL-4: whoever says what a paper is has seen it: it is out of quarantine; what was said is put right by
// saying it again
export function refuseName(file: FileState, documentId: string): Problem | undefined {
  if (file.discarded || file.checked === 'harmful') return problem('conflict', 'file-gone');
  if (file.checked === 'waiting') return problem('conflict', 'file-not-checked');
  return file.documentId === documentId ? problem('conflict', 'file-named') : undefined;
}

/** Why it is not destroyed, or nothing. */
// FIL-5: the unit that keeps a file destroys it, whatever it is by then; once gone, it is gone
export function refuseDiscard({ checked, discarded }: FileState): Problem | undefined {
  return discarded || checked === 'harmful' ? problem('conflict', 'file-gone') : undefined;
}

/** Why no more files are kept, or nothing. */
// FIL-6: a unit keeps sixty files of one person: a bound against mistakes, far beyond what a desk needs
export function refuseMore(kept: number, more: number): Problem | undefined {
  return kept + more > FILES_MAX
    ? problem('too-late', 'files-enough', { params: { most: FILES_MAX } })
    : undefined;
}

/** A link for photographs. */
export interface PhotoLink {
  readonly usedAt: Temporal.Instant | null;
  readonly endedAt: Temporal.Instant | null;
  readonly endsAt: Temporal.Instant;
  /** Its desk still serves her. */
  readonly serving: boolean;
}

/** How a link stands: `open` is the only one that takes photographs. */
// FIL-7: a link takes photographs once, for ten minutes, while the desk that showed it serves her
export function stateOfLink(
  { usedAt, endedAt, endsAt, serving }: PhotoLink,
  now: Temporal.Instant,
): 'open' | 'used' | 'over' {
  if (usedAt) return 'used';
  const inTime = Temporal.Instant.compare(now, endsAt) < 0;
  return !endedAt && inTime && serving ? 'open' : 'over';
}
