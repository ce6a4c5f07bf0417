import { builder } from '../graphql/builder.js';
import { encodeGlobalId } from '../graphql/global-id.js';
import type { PreviewLink } from './store.js';

/** The type of a link's global id. `node` doesn't find it. */
export const PREVIEW_LINK = 'PreviewLink';

export const PreviewLinkType = builder.objectRef<PreviewLink>(PREVIEW_LINK).implement({
  description: 'A link that shows one item to whoever has it. Its address is shown once, when it is made.',
  fields: (t) => ({
    id: t.id({
      description: 'Its id, for `revokePreviewLink`; `node` does not find it.',
      resolve: ({ id }) => encodeGlobalId(PREVIEW_LINK, id),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
    createdBy: t.exposeString('createdBy', { description: "Who made it: a token's name, or an account's." }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'From when on it is refused.' }),
    revokedAt: t.expose('revokedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Since when it is refused for being revoked by itself; null while it is not.',
    }),
  }),
});
