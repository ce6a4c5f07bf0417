import { hasRole } from '../access/identity.js';
import { findCreator } from '../content/edit/lock.js';
import { type ContentItem, findWrittenContent } from '../content/store.js';
import { TYPE_NAMES } from '../content/type.js';
import { codedError } from '../errors.js';
import { builder } from '../graphql/builder.js';
import type { Context } from '../graphql/context.js';
import { readId } from '../writing/fields.js';
import { INPUT, needs, UserErrorType } from '../writing/mutation.js';
import { invalid, notFound, type UserError, UserFaults } from '../writing/user-faults.js';
import { findPreviewLink, insertPreviewLink, type PreviewLink } from './store.js';
import { PreviewLinkType } from './type.js';

const MOST_DAYS = 30;
const DAY_MS = 86_400_000;

const CreatePreviewLinkInput = builder.inputType('CreatePreviewLinkInput', {
  description: 'Which item to show, and until when.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'Global id of an item of any kind, in any state.' }),
    expiresAt: t.field({
      type: 'DateTime',
      required: true,
      description: `When the link stops working: in the future, at most ${MOST_DAYS} days on.`,
    }),
  }),
});

interface NewLink {
  readonly url: string | null;
  readonly link: () => Promise<PreviewLink | undefined> | null;
  readonly userErrors: readonly UserError[];
}

const CreatePreviewLinkPayload = builder.objectRef<NewLink>('CreatePreviewLinkPayload').implement({
  description: 'What `createPreviewLink` answers.',
  fields: (t) => ({
    url: t.field({
      type: 'URL',
      nullable: true,
      description:
        "The item's address with `?preview=TOKEN`: whoever opens it sees the item, and nothing else that is hidden. A site sends the token as the header `Dateline-Preview`. Null with `userErrors`.",
      resolve: ({ url }) => url,
    }),
    previewLink: t.field({
      type: PreviewLinkType,
      nullable: true,
      description: 'The link, as it can be revoked. Null with `userErrors`.',
      resolve: ({ link }) => link(),
    }),
    userErrors: t.field({
      type: [UserErrorType],
      description: 'What a person can mend. Where there is something, no link was made.',
      resolve: ({ userErrors }) => [...userErrors],
    }),
  }),
});

builder.mutationField('createPreviewLink', (t) =>
  t.field({
    type: CreatePreviewLinkPayload,
    ...needs(
      'contributor',
      'Makes a signed link that shows one item to somebody without an account, until it expires or is revoked, by itself or with the token that made it. Own drafts; any other item needs editor.',
    ),
    args: { input: t.arg({ type: CreatePreviewLinkInput, required: true, description: INPUT }) },
    resolve: async (_root, { input: { expiresAt, id } }, context): Promise<NewLink> => {
      try {
        const item = await findToShow(String(id), context);
        checkExpiry(expiresAt, context.clock());
        const linkId = await addLink(item.id, expiresAt, context);
        const token = await context.services.previewLinks.sign(linkId, expiresAt);
        const url = `${context.toUrl(item.path)}?preview=${token}`;
        return { url, link: () => findPreviewLink(context.db, linkId), userErrors: [] };
      } catch (error) {
        if (!(error instanceof UserFaults)) throw error;
        return { url: null, link: () => null, userErrors: error.errors };
      }
    },
  }),
);

async function addLink(contentId: number, expiresAt: Date, context: Context): Promise<number> {
  const { key, name, tokenId = null } = context.caller.identity;
  if (key === null) throw new Error('who makes a link has shown who they are');
  const link = { contentId, expiresAt, tokenId, creator: key, createdBy: name };
  const { result } = await context.write('CREATED', (db, createdAt) => insertPreviewLink(db, { ...link, createdAt }));
  return result;
}

async function findToShow(globalId: string, { caller, db }: Context): Promise<ContentItem> {
  const id = readId('id', globalId, Object.values(TYPE_NAMES));
  const item = await findWrittenContent(db, id);
  if (!item) throw notFound('id', 'there is no such item');
  const { identity } = caller;
  const isOwn = item.state === 'DRAFT' && identity.key !== null && (await findCreator(db, id)) === identity.key;
  if (isOwn || hasRole(identity, 'editor')) return item;
  throw codedError(
    'FORBIDDEN',
    `id: to show somebody else's item needs the role editor; this token has ${identity.role}`,
  );
}

function checkExpiry(expiresAt: Date, now: Date): void {
  if (expiresAt <= now) throw invalid('expiresAt', 'must be in the future');
  if (expiresAt.getTime() > now.getTime() + MOST_DAYS * DAY_MS) {
    throw invalid('expiresAt', `must be at most ${MOST_DAYS} days on`);
  }
}
