// The name that a person has put on a paper of hers: a certificate, a declaration, and whoever checks one types it.

/** The longest that a paper has room for, in characters. */
export const PAPER_NAME_MAX = 120;
