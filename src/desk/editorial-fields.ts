import { BlockUnion, withAnchors } from '../body/block-types.js';
import { builder } from '../graphql/builder.js';
import { readPageRequest, toConnection } from '../graphql/pagination.js';
import { ContentItemInterface } from '../item/type.js';
import { snapshotSchema } from '../kinds/kinds.js';
import { type Revision, selectRevisions } from './store.js';

const RevisionActionEnum = builder.enumType('RevisionAction', {
  description: 'The action that made a revision.',
  values: {
    FOUND: { description: 'The item was in the database before revisions were kept.' },
    IMPORTED: { description: 'An import wrote the item.' },
    CREATED: { description: 'The item was created.' },
    UPDATED: { description: 'The item was changed.' },
    PUBLISHED: { description: 'The item was published.' },
    SCHEDULED: { description: 'The publication of the item was scheduled.' },
    UNPUBLISHED: { description: 'The item became a draft again.' },
    WITHDRAWN: { description: 'The item was withdrawn.' },
    CORRECTED: { description: 'A correction was appended.' },
    RESTORED: { description: 'The content of an older revision was restored.' },
    REMOVED: { description: 'A post of a live blog was removed.' },
  },
});

const RevisionType = builder.objectRef<Revision>('Revision').implement({
  description: 'A version of an item, with the whole content.',
  fields: (t) => ({
    version: t.exposeInt('version', { description: 'The version, from 1.' }),
    action: t.expose('action', { type: RevisionActionEnum, description: 'The action that made the revision.' }),
    changedAt: t.expose('changedAt', { type: 'DateTime', description: 'When the revision was made.' }),
    changedBy: t.exposeString('changedBy', {
      description:
        'Who made the revision: the name of a token, or the name of an account with its identity provider and subject in parentheses.',
    }),
    changedFields: t.stringList({
      description:
        'The fields that differ from the previous version, by their names in inputs. For the first version, all fields.',
      resolve: listChanges,
    }),
    headline: t.string({
      description: 'The headline as it was.',
      resolve: (revision) => readSnapshot(revision).headline,
    }),
    standfirst: t.string({
      nullable: true,
      description: 'The standfirst as it was.',
      resolve: (revision) => readSnapshot(revision).standfirst ?? null,
    }),
    body: t.field({
      type: [BlockUnion],
      description: 'The body as it was, in typed blocks.',
      resolve: (revision) => withAnchors(readSnapshot(revision).body),
    }),
  }),
});

const readSnapshot = ({ snapshot }: Revision) => snapshotSchema.parse(snapshot);

/** Compares values by their JSON texts. PostgreSQL writes equal values in the same way, so their texts are equal. */
function listChanges({ before, snapshot }: Revision): string[] {
  const [old, current] = [entriesOf(before), entriesOf(snapshot)];
  const names = new Set([...old.keys(), ...current.keys()]);
  return [...names].filter((name) => old.get(name) !== current.get(name)).sort();
}

function entriesOf(snapshot: unknown): Map<string, string> {
  return new Map(Object.entries(snapshot ?? {}).map(([name, value]) => [name, JSON.stringify(value)]));
}

builder.interfaceFields(ContentItemInterface, (t) => ({
  embargoedUntil: t.expose('embargoedUntil', {
    type: 'DateTime',
    nullable: true,
    authScopes: { role: 'contributor' },
    description: 'The item is not public before this moment. Needs the role contributor.',
  }),
  expiresAt: t.expose('expiresAt', {
    type: 'DateTime',
    nullable: true,
    authScopes: { role: 'contributor' },
    description: 'The item is not public from this moment on. Needs the role contributor.',
  }),
  edNote: t.string({
    nullable: true,
    authScopes: { role: 'contributor' },
    description: 'A note for editors. Needs the role contributor.',
    resolve: async ({ id }, _args, { loaders }) => (await loaders.desk.editorial.load(id))?.edNote ?? null,
  }),
  withdrawnReason: t.string({
    nullable: true,
    authScopes: { role: 'contributor' },
    description: 'Why the item was withdrawn. Needs the role contributor. Readers get the reason from `tombstone`.',
    resolve: async ({ id }, _args, { loaders }) => (await loaders.desk.editorial.load(id))?.withdrawnReason ?? null,
  }),
  revisions: t.connection(
    {
      type: RevisionType,
      authScopes: { role: 'editor' },
      description: 'All versions of the item, the newest first. Needs the role editor.',
      resolve: async ({ id }, args, { batch, db }) => {
        const page = readPageRequest(args, ['int']);
        const rows = await batch.track(selectRevisions(db, { contentId: id }, page));
        return toConnection(rows, page, ({ version }) => [version]);
      },
    },
    { name: 'RevisionConnection', description: 'A page of revisions.' },
    { name: 'RevisionEdge', description: 'A revision at its place in the list.' },
  ),
}));
