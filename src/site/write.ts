import { and, eq, sql } from 'drizzle-orm';
import type { Database } from '../db/client.js';
import type { Changes } from '../writing/changes.js';
import { editions, type menu, navigationItems, site, staticPages } from './table.js';

type SiteValues = typeof site.$inferInsert;
type EditionValues = typeof editions.$inferInsert;
type PageValues = typeof staticPages.$inferInsert;

/** Entries of a menu, in order. */
export interface MenuValues {
  readonly language: string;
  readonly menu: (typeof menu.enumValues)[number];
  readonly items: readonly (MenuItem & { readonly children: readonly MenuItem[] })[];
}

interface MenuItem {
  readonly label: string;
  readonly path: string;
}

/** Writes the site's settings, over those that there are. */
export async function putSite(db: Database, values: SiteValues): Promise<void> {
  await db.insert(site).values(values).onConflictDoUpdate({ target: site.id, set: values });
}

/** Changes what is given of the site's settings; the others are those of `otherwise` where none are stored. */
export async function changeSite(db: Database, values: Changes<SiteValues>, otherwise: SiteValues): Promise<void> {
  await db.insert(site).values(otherwise).onConflictDoNothing();
  // Itself: something is set where nothing changes.
  await db.update(site).set({ ...values, language: sql`${site.language}` });
}

/** Writes an edition, over the one of its language if there is one. */
export async function putEdition(db: Database, values: EditionValues): Promise<void> {
  await db.insert(editions).values(values).onConflictDoUpdate({ target: editions.language, set: values });
}

/** Writes an edition unless its language has one. */
export async function addEdition(db: Database, values: EditionValues): Promise<void> {
  await db.insert(editions).values(values).onConflictDoNothing();
}

/** Changes what is given; false when the language has no edition. */
export async function changeEdition(
  db: Database,
  language: string,
  values: Changes<Omit<EditionValues, 'language'>>,
): Promise<boolean> {
  const rows = await db
    .update(editions)
    .set({ ...values, language })
    .where(eq(editions.language, language))
    .returning({ language: editions.language });
  return rows.length > 0;
}

/** Writes a menu whole, instead of what it was. */
export async function putMenu(db: Database, { items, language, menu: name }: MenuValues): Promise<void> {
  // Of two at once, the second takes away what the first wrote.
  await db.execute(sql`lock table navigation_items in share row exclusive mode`);
  await db.delete(navigationItems).where(and(eq(navigationItems.language, language), eq(navigationItems.menu, name)));
  for (const [position, { children, label, path }] of items.entries()) {
    const [row] = await db
      .insert(navigationItems)
      .values({ language, menu: name, label, path, position })
      .returning({ id: navigationItems.id });
    const own = { language, menu: name, parentId: row?.id };
    const below = children.map((child, place) => ({ ...own, label: child.label, path: child.path, position: place }));
    if (below.length > 0) await db.insert(navigationItems).values(below);
  }
}

/** Writes a static page, over the one of its slug if there is one. */
export async function putPage(db: Database, values: PageValues): Promise<void> {
  await db
    .insert(staticPages)
    .values(values)
    .onConflictDoUpdate({ target: [staticPages.language, staticPages.slug], set: values });
}

/** The id of a new static page; undefined when its slug is taken. */
export async function insertPage(db: Database, values: PageValues): Promise<number | undefined> {
  const [row] = await db.insert(staticPages).values(values).onConflictDoNothing().returning({ id: staticPages.id });
  return row?.id;
}

/** Changes what is given; false when there is no such page. */
export async function changePage(db: Database, id: number, values: Changes<PageValues>): Promise<boolean> {
  const rows = await db
    .update(staticPages)
    .set({ ...values, language: sql`${staticPages.language}` })
    .where(sql`${staticPages.id} = ${id}::bigint`)
    .returning({ id: staticPages.id });
  return rows.length > 0;
}

/** Whether there was such a page. */
export async function deletePage(db: Database, id: number): Promise<boolean> {
  const rows = await db
    .delete(staticPages)
    .where(sql`${staticPages.id} = ${id}::bigint`)
    .returning({ id: staticPages.id });
  return rows.length > 0;
}
