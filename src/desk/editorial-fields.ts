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
    IMPORTED: { description: 'An importer wrote it.' },
    CREATED: { description: 'Somebody created it.' },
    UPDATED: { description: 'Somebody changed it.' },
    PUBLISHED: { description: 'It was published.' },
    SCHEDULED: { description: 'Its publication was scheduled.' },
    UNPUBLISHED: { description: 'It became a draft again.' },
    WITHDRAWN: { description: 'It was withdrawn.' },
    CORRECTED: { description: 'A correction was appended.' },
    RESTORED: { description: 'The content of an older revision was restored.' },
    REMOVED: { description: 'It was removed. Only posts of live blogs are removed.' },
  },
});

const RevisionType = builder.objectRef<Revision>('Revision').implement({
  description: 'A version of an item, with the whole content.',
  fields: (t) => ({
    version: t.exposeInt('version', { description: 'The version, from 1.' }),
    action: t.expose('action', { type: RevisionActionEnum, description: 'What was done.' }),
    changedAt: t.expose('changedAt', { type: 'DateTime', description: 'When it was done.' }),
    changedBy: t.exposeString('changedBy', {
      description:
        'Who did it: the name of a token, or the name of an account with its identity provider and subject in parentheses.',
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

/** Compares values by their JSON texts. Equal values have equal texts, because PostgreSQL writes them in the same way. */
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
    description: 'Why it was withdrawn. Needs the role contributor. Readers get the reason from `tombstone`.',
    resolve: async ({ id }, _args, { loaders }) => (await loaders.desk.editorial.load(id))?.withdrawnReason ?? null,
  }),
  revisions: t.connection(
    {
      type: RevisionType,
      authScopes: { role: 'editor' },
      description: 'All its versions, the newest first. Needs the role editor.',
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
