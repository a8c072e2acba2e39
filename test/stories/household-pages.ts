// Pages of who came and belongs together. Takes nothing from the product.

export const HOUSEHOLD_PAGES = [
  {
    way: '/reception/:centreId/together',
    says: 'together',
    who: 'iryna',
    at: () => '/reception/cnaim-lisboa/together?language=uk',
  },
  {
    way: '/people/:personId/household',
    says: 'households',
    who: 'catarina',
    at: ({ elsewhere }: { readonly elsewhere: string }) =>
      `/people/${elsewhere}/household?to=new&q=Sita`,
  },
] as const;

export const HOUSEHOLD_PARTS = {
  '/reception/:centreId/together/known': 'a part of reception',
  '/people/:personId/household/now': 'a part of the page of a household',
} as const;
