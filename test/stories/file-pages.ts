// Pages of files, and of the telephone that hands photographs in. Takes nothing from the product.

export const FILE_PAGES = [
  {
    way: '/people/:personId/files',
    says: 'files of a person',
    who: 'paulo',
    at: ({ ana }: { readonly ana: string }) => `/people/${ana}/files`,
  },
  {
    way: '/files/:fileId',
    says: 'a file',
    who: 'paulo',
    at: ({ file }: { readonly file: string }) => `/files/${file}`,
  },
  {
    way: '/photo-links/:linkId',
    says: 'a code for her phone',
    who: 'paulo',
    at: ({ link }: { readonly link: string }) => `/photo-links/${link}`,
  },
  { way: '/hand-in', says: 'photographing' },
  { way: '/hand-in/done', says: 'photographs handed in' },
] as const;

/** What of them is no page. */
export const FILE_PARTS = {
  '/files/:fileId/content': 'bytes, as an attachment: main/uploads.test.ts',
  '/people/:personId/files/list': 'a live region',
  '/photo-links/:linkId/coming': 'a live region',
  '/h/:link': 'swaps the code for a cookie',
} as const;
