import { hasRole } from '../access/identity.js';
import { codedError } from '../errors.js';
import { builder } from '../graphql/builder.js';
import { readId } from '../writing/fields.js';
import { answerWriting, INPUT, needs, payloadType, type Writing } from '../writing/mutation.js';
import { invalid, notFound } from '../writing/user-faults.js';
import type { PreviewLinks } from './links.js';
import { findPreviewLink, type PreviewLink, revokePreviewLink } from './store.js';
import { PREVIEW_LINK, PreviewLinkType } from './type.js';

const RevokePreviewLinkInput = builder.inputType('RevokePreviewLinkInput', {
  description: 'A preview link to revoke, by one of these.',
  isOneOf: true,
  fields: (t) => ({
    id: t.id({ description: 'Its id, as `createPreviewLink` answered it.' }),
    url: t.field({ type: 'URL', description: 'Its address, with its `preview`.' }),
  }),
});

const RevokePreviewLinkPayload = payloadType<PreviewLink>('revokePreviewLink', (t) => ({
  previewLink: t.field({
    type: PreviewLinkType,
    nullable: true,
    description: 'The link, revoked.',
    resolve: ({ row }) => row(),
  }),
}));

builder.mutationField('revokePreviewLink', (t) =>
  t.field({
    type: RevokePreviewLinkPayload,
    ...needs(
      'contributor',
      "Revokes a preview link: it is refused from now on, and what was opened with it is closed. One's own; any other link needs editor.",
    ),
    args: { input: t.arg({ type: RevokePreviewLinkInput, required: true, description: INPUT }) },
    resolve: async (_root, { input }, context) => {
      // Read before the transaction, as the key of the links may have to be read for it.
      const named = input.url == null ? undefined : await identify(input.url, context.services.previewLinks);
      return answerWriting(
        context,
        'REMOVED',
        (writing) => revoke(input.url == null ? readId('id', String(input.id), [PREVIEW_LINK]) : named, writing),
        async (id) => (await findPreviewLink(context.db, id)) ?? null,
      );
    },
  }),
);

async function identify(url: string, { identify: read }: PreviewLinks): Promise<number | undefined> {
  const token = URL.canParse(url) ? new URL(url).searchParams.get('preview') : null;
  return token ? read(token) : undefined;
}

async function revoke(id: number | undefined, { context, db, now }: Writing): Promise<number> {
  if (id === undefined) throw invalid('url', 'must be the whole address of a preview link, with its `preview`');
  const link = await findPreviewLink(db, id);
  if (!link) throw notFound('id', 'there is no such preview link, or it has expired');
  const { identity } = context.caller;
  if (link.creator !== identity.key && !hasRole(identity, 'editor')) {
    const message = `id: to revoke somebody else's preview link needs the role editor; this token has ${identity.role}`;
    throw codedError('FORBIDDEN', message);
  }
  await revokePreviewLink(db, id, now);
  return id;
}
