// Pages of what named people alone know of, and of who is trained for it. Takes nothing from the product.

export const COMPARTMENT_PAGES = [
  {
    way: '/people/:personId/compartments',
    says: 'protected notes of a file',
    who: 'samira',
    at: ({ ana }: { readonly ana: string }) => `/people/${ana}/compartments`,
  },
  { way: '/compartments', says: 'protected notes', who: 'samira' },
  {
    way: '/compartments/:compartmentId',
    says: 'a compartment',
    who: 'samira',
    at: ({ compartment }: { readonly compartment: string }) => `/compartments/${compartment}`,
  },
  { way: '/counts', says: 'counts without persons' },
  { way: '/trainings', says: 'trainings', who: 'ines' },
  {
    way: '/reception/:centreId/questions',
    says: 'questions for anybody’s ears',
    who: 'iryna',
    at: () => '/reception/cnaim-lisboa/questions?language=ar',
  },
] as const;
