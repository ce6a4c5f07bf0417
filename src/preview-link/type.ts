import { builder } from '../graphql/builder.js';
import { encodeGlobalId } from '../graphql/global-id.js';
import type { PreviewLink } from './store.js';

/** The type of a link's global id. `node` doesn't find it. */
export const PREVIEW_LINK = 'PreviewLink';

export const PreviewLinkType = builder.objectRef<PreviewLink>(PREVIEW_LINK).implement({
  description:
    'A link that shows one item to everybody who has the link. Its address is shown only once, when it is made.',
  fields: (t) => ({
    id: t.id({
      description: 'Its id, for `revokePreviewLink`; `node` does not find it.',
      resolve: ({ id }) => encodeGlobalId(PREVIEW_LINK, id),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
    createdBy: t.exposeString('createdBy', { description: "Who made it: a token's name, or an account's." }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'When it expires.' }),
    revokedAt: t.expose('revokedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the link itself was revoked; null when it was not.',
    }),
  }),
});
