// Pages of packages for partners without accounts. What is behind a link and its code is looked at in
// partner-browser.test.ts. Takes nothing from the product.

export const PARTNER_PAGES = [
  { way: '/package', says: 'a link that leads nowhere', status: 404 },
  { way: '/package/said', says: 'a partner’s answer was passed on' },
  { way: '/verify', says: 'proving a signed file' },
  { way: '/settings/partners', says: 'partners without accounts', who: 'augusto' },
] as const;

/** What of them is no page. */
export const PARTNER_PARTS = {
  '/p/:link': 'swaps the link of a letter for a cookie',
  '/settings/partners/:act': 'leads back to the list',
  '/package/received': 'leads back to the package',
  '/package/answer': 'leads back to the package',
  '/package/close': 'leads back to the package',
  '/package/paper.pdf': 'a PDF: modules/partners/partners.test.ts',
  '/package/signed': 'a signed file: modules/partners/partners.test.ts',
  '/people/:personId/package': 'leads back to the request',
  '/.well-known/oneroof-keys.json': 'keys: modules/partners/partners.test.ts',
} as const;
