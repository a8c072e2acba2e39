// Pages of what people ask about their data, and of what must be kept. Takes nothing from the product.

export const RIGHTS_PAGES = [
  { way: '/rights', says: 'rights over data', who: 'dpo' },
  { way: '/rights/holds', says: 'files under a hold', who: 'dpo' },
  { way: '/rights/restrictions', says: 'files that are restricted', who: 'dpo' },
  {
    way: '/people/:personId',
    says: 'a file that is restricted',
    who: 'iryna',
    at: ({ restricted }: { readonly restricted: string }) => `/people/${restricted}`,
  },
  { way: '/rights/retention', says: 'what will go and what went', who: 'dpo' },
  { way: '/disclosures', says: 'orders of authorities', who: 'dpo' },
  { way: '/authority-requests', says: 'how often authorities asked' },
  {
    way: '/people/:personId/rights',
    says: 'what one person asks about her data',
    who: 'iryna',
    at: ({ ana }: { readonly ana: string }) => `/people/${ana}/rights`,
  },
] as const;

/** Addresses of these that are no page of their own. */
export const RIGHTS_PARTS = {
  '/disclosures/:act': 'leads back to the orders, for officers alone',
} as const;
