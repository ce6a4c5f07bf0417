import { hasRole } from '../access/roles.js';
import { findOrigin } from '../editing/lock.js';
import { codedError } from '../errors.js';
import { builder } from '../graphql/builder.js';
import { encodeGlobalId } from '../graphql/global-id.js';
import { TYPE_NAMES } from '../item/kind-names.js';
import { findWrittenContent } from '../item/store.js';
import type { Context } from '../schema/context.js';
import { unknownId } from '../writing/changes.js';
import { readId } from '../writing/fields.js';
import { defineMutation, type Writing } from '../writing/mutation.js';
import { type Answer, answerRow } from '../writing/payload.js';
import { invalid, notFound } from '../writing/user-faults.js';
import { findPreviewLink, insertPreviewLink, type PreviewLink, revokePreviewLink } from './store.js';

const MOST_DAYS = 30;
const DAY_MS = 86_400_000;

/** The type in the global id of a preview link. `node(id:)` does not return links, because they are not nodes. */
export const PREVIEW_LINK = 'PreviewLink';

const PreviewLinkType = builder.objectRef<PreviewLink>(PREVIEW_LINK).implement({
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

interface NewLink {
  readonly url: string;
  readonly previewLink: PreviewLink;
}

const answerNewLink: Answer<NewLink> = {
  fields: (t) => ({
    url: t.field({
      type: 'URL',
      nullable: true,
      description:
        "The item's address with `?preview=TOKEN`. Everybody who opens this address sees the item, but no other hidden item. The site must send the token to the gateway in the header `Dateline-Preview`. Null if there are `userErrors`.",
      resolve: async ({ row }) => (await row())?.url,
    }),
    previewLink: t.field({
      type: PreviewLinkType,
      nullable: true,
      description: 'The link, with the id that revokes it. Null if there are `userErrors`.',
      resolve: async ({ row }) => (await row())?.previewLink,
    }),
  }),
  load: loadNewLink,
};

defineMutation('createPreviewLink', {
  description:
    'Creates a signed link that shows one item to somebody without an account. The link ends when it expires, when it is revoked, or when the API token that created it is revoked. Contributors create links to their own drafts; links to other items need the role editor.',
  role: 'contributor',
  action: 'CREATED',
  input: 'The item to show, and when the link expires.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'Global id of an item of any kind, in any state.' }),
    expiresAt: t.field({
      type: 'DateTime',
      required: true,
      description: `When the link stops working: in the future, at most ${MOST_DAYS} days from now.`,
    }),
  }),
  answer: answerNewLink,
  async run(input, { caller, db, now }) {
    const contentId = readId('id', input.id, TYPE_NAMES);
    await checkMayShow(contentId, db, caller);
    const { expiresAt } = input;
    if (expiresAt <= now) throw invalid('expiresAt', 'must be in the future');
    if (expiresAt.getTime() > now.getTime() + MOST_DAYS * DAY_MS)
      throw invalid('expiresAt', `must be at most ${MOST_DAYS} days from now`);
    const { key, name: createdBy, tokenId = null } = caller.identity;
    if (key === null) throw new Error('an anonymous caller can make no link');
    return insertPreviewLink(db, { contentId, expiresAt, tokenId, creator: key, createdBy, createdAt: now });
  },
});

/** Loads a link with its address. The token is not stored: signing the same id and expiry gives the same token. */
async function loadNewLink(id: number, { db, services, toUrl }: Context): Promise<NewLink | null> {
  const previewLink = await findPreviewLink(db, id);
  const item = previewLink && (await findWrittenContent(db, previewLink.contentId));
  if (!previewLink || !item) return null;
  const token = await services.previewLinks.sign(id, previewLink.expiresAt);
  return { url: `${toUrl(item.path)}?preview=${token}`, previewLink };
}

async function checkMayShow(id: number, db: Writing['db'], { identity }: Writing['caller']): Promise<void> {
  const item = await findWrittenContent(db, id);
  if (!item) throw unknownId('id', 'item');
  const isOwn =
    item.state === 'DRAFT' && identity.key !== null && (await findOrigin(db, id))?.createdBy === identity.key;
  if (isOwn || hasRole(identity, 'editor')) return;
  const message = `id: showing somebody else's item needs the role editor; this token has ${identity.role}`;
  throw codedError('FORBIDDEN', message);
}

const answerLink = answerRow('previewLink', PreviewLinkType, (id, { db }) => findPreviewLink(db, id));

defineMutation('revokePreviewLink', {
  description:
    'Revokes a preview link, and closes the subscriptions and sockets that were opened with it. Contributors revoke their own links; other links need the role editor.',
  role: 'contributor',
  action: 'REMOVED',
  input: 'The preview link to revoke: its id or its address.',
  isOneOf: true,
  withoutKey: 'Its input takes exactly one field, which names the link. Revoking a link again changes nothing.',
  fields: (t) => ({
    id: t.id({ description: 'Its id, from the answer of `createPreviewLink`.' }),
    url: t.field({ type: 'URL', description: 'Its whole address, with the parameter `preview`.' }),
  }),
  answer: answerLink('The link, revoked.'),
  // The signing key is read before the transaction begins, because reading it takes a second connection from the pool.
  before: (_input, { services }) => services.previewLinks.ready(),
  async run({ id: globalId, url }, { caller, db, now, services }) {
    const id = url == null ? readId('id', String(globalId), [PREVIEW_LINK]) : await identify(url, services);
    const link = await findPreviewLink(db, id);
    if (!link) throw notFound('id', 'there is no such preview link, or it has expired');
    const { identity } = caller;
    if (link.creator !== identity.key && !hasRole(identity, 'editor')) {
      const message = `id: revoking somebody else's preview link needs the role editor; this token has ${identity.role}`;
      throw codedError('FORBIDDEN', message);
    }
    await revokePreviewLink(db, id, now);
    return id;
  },
});

async function identify(url: string, { previewLinks }: Writing['services']): Promise<number> {
  const token = URL.canParse(url) ? new URL(url).searchParams.get('preview') : null;
  const id = token === null ? undefined : await previewLinks.identify(token);
  if (id === undefined) throw invalid('url', 'must be the whole address of a preview link, with its `preview`');
  return id;
}
