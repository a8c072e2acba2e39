// What somebody may be told of her: a service that is called, or whoever stands for her.

export const FACETS = ['language', 'needs', 'safe-way', 'name', 'where', 'danger'] as const;
export type Facet = (typeof FACETS)[number];
