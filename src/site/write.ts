import { isDeepStrictEqual } from 'node:util';
import { and, asc, eq, sql } from 'drizzle-orm';
import type { Database } from '../db/client.js';
import type { Changes } from '../writing/changes.js';
import { replacementOf } from '../writing/rows.js';
import { editions, type menu, navigationItems, site } from './table.js';

type SiteValues = typeof site.$inferInsert;
type EditionValues = typeof editions.$inferInsert;

/** A menu, with its entries in order. */
export interface MenuValues {
  readonly language: string;
  readonly menu: (typeof menu.enumValues)[number];
  readonly items: readonly (MenuItem & { readonly children: readonly MenuItem[] })[];
}

type MenuItem = Pick<typeof navigationItems.$inferSelect, 'label' | 'path'>;

/** Inserts the site's settings, or overwrites the stored ones. */
export async function putSite(db: Database, values: SiteValues): Promise<void> {
  await db
    .insert(site)
    .values(values)
    .onConflictDoUpdate({ target: site.id, set: replacementOf(site) });
}

/** Changes the given settings. If no settings are stored yet, `otherwise` is stored first. */
export async function changeSite(db: Database, values: Changes<SiteValues>, otherwise: SiteValues): Promise<void> {
  await db.insert(site).values(otherwise).onConflictDoNothing();
  // An update must set at least one column, so the language is set to itself.
  await db.update(site).set({ ...values, language: sql`${site.language}` });
}

/** Inserts an edition, or overwrites the stored edition of the same language. */
export async function putEdition(db: Database, values: EditionValues): Promise<void> {
  await db
    .insert(editions)
    .values(values)
    .onConflictDoUpdate({ target: editions.language, set: replacementOf(editions) });
}

/** Adds an edition, unless its language has one already. */
export async function addEdition(db: Database, values: EditionValues): Promise<void> {
  await db.insert(editions).values(values).onConflictDoNothing();
}

/** Changes the given fields of an edition. Returns false if the language has no edition. */
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

/** Replaces a whole menu, unless it is the same already. */
export async function putMenu(db: Database, { items, language, menu: name }: MenuValues): Promise<void> {
  // Without the lock, a menu that two transactions replace at once would have the entries of both.
  await db.execute(sql`lock table navigation_items in share row exclusive mode`);
  const isOfMenu = and(eq(navigationItems.language, language), eq(navigationItems.menu, name));
  const stored = await db.select().from(navigationItems).where(isOfMenu).orderBy(asc(navigationItems.position));
  const childrenOf = (parent: number | null): MenuItem[] =>
    stored
      .filter(({ parentId }) => parentId === parent)
      .map(({ id, label, path }) => ({ label, path, ...(parent === null && { children: childrenOf(id) }) }));
  if (isDeepStrictEqual(childrenOf(null), items)) return;
  await db.delete(navigationItems).where(isOfMenu);
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
