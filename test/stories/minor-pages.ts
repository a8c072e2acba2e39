// Pages of the register of minors, for the offices that keep it. Takes nothing from the product.

export const MINOR_PAGES = [
  { way: '/minors', says: 'register of minors', who: 'mariama' },
  {
    way: '/minors/:entryId',
    says: 'an entry in the register of minors',
    who: 'mariama',
    at: ({ minor }: { readonly minor: string }) => `/minors/${minor}`,
  },
  {
    way: '/people/:personId/minors',
    says: 'the register of minors, of one child',
    who: 'mariama',
    at: ({ child }: { readonly child: string }) => `/people/${child}/minors`,
  },
] as const;
