import { builder } from '../graphql/builder.js';
import { PrimaryLabel } from '../section/primary-label.js';
import type { Region } from './store.js';

export const RegionType = builder.objectRef<Region>('Region');
builder.node(RegionType, {
  description: 'A part of the world that the site covers.',
  interfaces: [PrimaryLabel],
  id: { resolve: (region) => region.id },
  loadMany: (ids, context) => Promise.all(ids.map((id) => context.loaders.region.byId(Number(id)))),
});
