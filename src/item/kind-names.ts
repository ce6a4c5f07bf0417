/**
 * The kinds of content, each with the name of its GraphQL type, the name of its records in an export, the noun in
 * messages and a description. To add a kind, begin with an entry here. `src/kinds/kinds.ts` lists the declarations.
 */
export const CONTENT_KINDS = {
  ARTICLE: kind('Article', 'article', 'article', 'A text, with pictures and other media in it.'),
  VIDEO: kind('Video', 'video', 'video', 'Moving pictures.'),
  GALLERY: kind('Gallery', 'gallery', 'gallery', 'Pictures in order, each with its caption.'),
  INFOGRAPHIC: kind('Infographic', 'infographic', 'infographic', 'Facts as a drawing: a map, a chart, a diagram.'),
  LIVE_BLOG: kind(
    'LiveBlog',
    'liveBlog',
    'live blog',
    'Short posts about an event while it happens, the newest first.',
  ),
};

export type ContentType = keyof typeof CONTENT_KINDS;

export const CONTENT_TYPES = keysOf(CONTENT_KINDS);

/** The names of the GraphQL types of content. Global ids contain these names. */
export const TYPE_NAMES: readonly string[] = CONTENT_TYPES.map(typeNameOf);

/** The kinds of content by the names of their records in an export. */
export const RECORD_TYPES = typesByRecord();
export const CONTENT_RECORDS = keysOf(RECORD_TYPES);

/** Returns the name of the GraphQL type of a kind. */
export function typeNameOf(type: ContentType): string {
  return CONTENT_KINDS[type].typeName;
}

export const GENRES = ['NEWS', 'OPINION', 'ANALYSIS', 'BLOG', 'FEATURE'] as const;
export type Genre = (typeof GENRES)[number];

function kind<Record extends string>(typeName: string, record: Record, noun: string, description: string) {
  return { typeName, record, noun, description };
}

type RecordName = (typeof CONTENT_KINDS)[ContentType]['record'];

function typesByRecord(): Readonly<Record<RecordName, ContentType>>;
function typesByRecord(): Record<string, ContentType> {
  return Object.fromEntries(CONTENT_TYPES.map((type) => [CONTENT_KINDS[type].record, type]));
}

/** Returns the keys of an object. The type says that the list is not empty, because Drizzle and zod require this. */
function keysOf<Key extends string>(entries: Readonly<Record<Key, unknown>>): [Key, ...Key[]];
function keysOf(entries: object): string[] {
  return Object.keys(entries);
}
