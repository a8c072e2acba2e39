// What each entry of the read log says beside who, whom and why: which parts of a file a screen shows,
// and by which article of the General Data Protection Regulation they are read for that purpose. Pure.

/** Parts of a file, as the person reads them on her own list. `whole`: all that the office may see. */
export const SECTIONS = [
  'whole',
  'name',
  'contact',
  'visit',
  'needs',
  'acts',
  'notes',
  'papers',
  'bookings',
  'tasks',
  'household',
] as const;
export type Section = (typeof SECTIONS)[number];

/** Articles: a task in the public interest; a legal obligation; vital interests; consent. */
export const BASES = ['gdpr-6-1-e', 'gdpr-6-1-c', 'gdpr-6-1-d', 'gdpr-6-1-a'] as const;
export type Basis = (typeof BASES)[number];

/** AUD-5: What is read is read for a purpose, and each purpose has its article. */
export const PURPOSES: Readonly<Record<string, Basis>> = {
  receive: 'gdpr-6-1-e',
  serve: 'gdpr-6-1-e',
  file: 'gdpr-6-1-e',
  summary: 'gdpr-6-1-e',
  book: 'gdpr-6-1-e',
  'follow-up': 'gdpr-6-1-e',
  certificate: 'gdpr-6-1-e',
  // What was written down wrongly is put right (article 5 and 16).
  correct: 'gdpr-6-1-c',
  // Whether two files are one person: what is kept is to be accurate (article 5).
  merge: 'gdpr-6-1-c',
  // Signs of danger, for the few who are told.
  protect: 'gdpr-6-1-d',
  // A file that was opened in an emergency; the database says so of whatever is read by it.
  'break-glass': 'gdpr-6-1-d',
  // A file was taken out, with a reason.
  export: 'gdpr-6-1-e',
  // She asks who saw her file, or anything else about her data (articles 15 to 21).
  account: 'gdpr-6-1-c',
  // An authority ordered it; on no list, as what is read to protect her (0440).
  disclose: 'gdpr-6-1-c',
  // She is asked what may be shared, and what she agreed to is handed over.
  share: 'gdpr-6-1-a',
  refer: 'gdpr-6-1-a',
  // A partner without accounts opened what it was sent; the database writes by which article (0400).
  package: 'gdpr-6-1-a',
  // Several units speak of her, as she agreed.
  confer: 'gdpr-6-1-a',
};

/** AUD-6: Which parts of a file each screen shows; a screen that says nothing counts as the whole file. */
export const SCREENS: Readonly<Record<string, readonly Section[]>> = {
  reception: ['name', 'contact', 'visit', 'needs', 'household'],
  local: ['name', 'visit', 'needs', 'acts', 'notes'],
  summary: ['visit', 'needs', 'acts'],
  casefile: ['name', 'visit', 'needs', 'acts', 'notes', 'papers', 'tasks', 'household'],
  desk: ['name', 'visit', 'needs', 'acts', 'notes', 'papers'],
  export: ['name', 'visit', 'needs', 'acts', 'notes', 'papers', 'bookings', 'tasks'],
  'export-fetched': ['name', 'visit', 'needs', 'acts', 'notes', 'papers', 'bookings', 'tasks'],
  files: ['name', 'papers'],
  'file-content': ['papers'],
  act: ['name', 'acts'],
  booking: ['name', 'bookings'],
  tasks: ['name', 'tasks', 'contact'],
  calendar: ['bookings'],
  protection: ['visit'],
  coordination: ['visit'],
  api: ['visit', 'needs', 'bookings', 'tasks'],
  readers: ['name'],
  sharing: ['name'],
  apart: ['name'],
  rights: ['name'],
  holds: ['name'],
  restrictions: ['name'],
  claim: ['name'],
  disclosures: ['name'],
  referrals: ['name', 'needs'],
  conference: ['name'],
  // Never on a list (0190): what is read to protect her.
  compartment: ['name', 'notes'],
  minors: ['name'],
};

/** What an entry says about parts and article; what follows a colon names which one of a screen's things. */
export function readingOf(
  purpose: string,
  screen: string,
): { readonly sections: readonly Section[]; readonly basis: Basis } {
  return {
    sections: SCREENS[screen.split(':')[0] ?? ''] ?? ['whole'],
    basis: PURPOSES[purpose] ?? 'gdpr-6-1-e',
  };
}
