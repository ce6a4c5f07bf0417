import { builder } from '../graphql/builder.js';
import { encodeGlobalId } from '../graphql/global-id.js';
import type { PreviewLink } from './store.js';

/** The type in a link's global id. `node(id:)` does not return links, because they are not nodes. */
export const PREVIEW_LINK = 'PreviewLink';

export const PreviewLinkType = builder.objectRef<PreviewLink>(PREVIEW_LINK).implement({
  description:
    'A link that shows one item to everybody who has the link. Its address is shown only once, when the link is created.',
  fields: (t) => ({
    id: t.id({
      description:
        'Its id, for `revokePreviewLink`. The field `node` does not return links, because they are not nodes.',
      resolve: ({ id }) => encodeGlobalId(PREVIEW_LINK, id),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was created.' }),
    createdBy: t.exposeString('createdBy', { description: 'Who created it: the name of a token or of an account.' }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'When it expires.' }),
    revokedAt: t.expose('revokedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the link itself was revoked; null when it was not.',
    }),
  }),
});
