// Pages of what people ask about their data, and of what must be kept. Takes nothing from the product.

export const RIGHTS_PAGES = [
  { way: '/rights', says: 'rights over data', who: 'dpo' },
  { way: '/rights/holds', says: 'files under a hold', who: 'dpo' },
  { way: '/rights/restrictions', says: 'files that are restricted', who: 'dpo' },
  { way: '/rights/retention', says: 'what will go and what went', who: 'dpo' },
  {
    way: '/people/:personId/rights',
    says: 'what one person asks about her data',
    who: 'iryna',
    at: ({ ana }: { readonly ana: string }) => `/people/${ana}/rights`,
  },
] as const;
