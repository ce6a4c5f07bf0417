import { namedLoaders, namedPages } from '../db/named-table.js';
import { authors } from './table.js';

export type Author = typeof authors.$inferSelect;

export const authorLoaders = namedLoaders(authors);

/** Reads authors in the order of their names. */
export const findAuthors = namedPages('authors', authors, [authors.name, authors.id]);
