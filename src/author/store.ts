import { isShown, nameRule } from '../access/visibility.js';
import { namedLoaders, namedPages } from '../db/named-table.js';
import { authors } from './table.js';

export type Author = Omit<typeof authors.$inferSelect, 'shownFrom'>;

export const authorLoaders = namedLoaders(authors, nameRule(authors));

/** Reads authors in the order of their names. The values must contain `nameValues`. */
export const findAuthors = namedPages('authors', authors, [authors.name, authors.id], isShown(authors.shownFrom));
