import { basename, dirname, resolve } from 'node:path';
import { canonicalLanguage } from '../../site/language-tag.js';
import type { ImportOptions } from '../contract/format.js';
import { toWebUrl } from '../text/address.js';
import type { Fields } from './fields.js';

/** The facts in a file's path, by the rules of site generators. */
export interface FileIdentity {
  /** Names the file: its last folders and its name, without the language and the ending. */
  readonly key: string;
  readonly slug: string;
  /** Jekyll: the day in `2026-03-23-the-ferry.md`. */
  readonly date: string | undefined;
  /** Hugo: `es` in `the-ferry.es.md`. */
  readonly language: string | undefined;
  /** Jekyll's `_drafts/`. */
  readonly isDraft: boolean;
  /** Hugo's `_index.md` lists the content of its folder. */
  readonly isList: boolean;
}

/** The number of folders in a file's key. The whole path would differ between machines. */
const FOLDERS = 2;

export function identifyFile(path: string): FileIdentity {
  const whole = resolve(path).toWellFormed();
  const name = basename(whole).replace(/\.\w+$/, '');
  const [, stem = name, mark] = /^(.+)\.([a-z]{2,3}(?:-[a-z\d]{2,8})?)$/i.exec(name) ?? [];
  const language = canonicalLanguage(mark);
  const undotted = language === undefined ? name : stem;
  const folders = dirname(whole).split(/[\\/]/).filter(Boolean);
  // In a page bundle of Hugo, the folder has the name and index.md has the text.
  const isBundle = undotted === 'index' && folders.length > 0;
  const title = isBundle ? (folders.pop() ?? undotted) : undotted;
  const [, date, dated] = /^(\d{4}-\d{2}-\d{2})-(.+)$/.exec(title) ?? [];
  return {
    key: [...folders.slice(-FOLDERS), title].join('/'),
    slug: dated ?? title,
    date,
    language,
    isDraft: folders.at(-1) === '_drafts',
    isList: undotted === '_index',
  };
}

/** The document's own address, if it is absolute. */
export function readAddress({ find, values }: Fields): string | undefined {
  if (typeof values.sourceUrl === 'string') return values.sourceUrl;
  const address = find('canonicalurl', 'canonical', 'permalink', 'url', 'link')?.value;
  return typeof address === 'string' ? toWebUrl(address) : undefined;
}

/**
 * The id of a document without a field for it: the key that its translations share, its address, or its path. A document in
 * a language other than the import's is a translation of the document with the same key in the import's language.
 */
export function readIdentity(
  { find, values }: Fields,
  file: FileIdentity,
  options: ImportOptions,
  sourceUrl: string | undefined,
): { sourceId?: string; translationOf?: string } {
  if ('sourceId' in values) return {};
  const shared = find('translationkey')?.value;
  const isShared = typeof shared === 'string' || typeof shared === 'number';
  if (!isShared && sourceUrl !== undefined) return { sourceId: sourceUrl };
  const key = isShared ? `translation:${shared}` : `file:${file.key}`;
  const language = isShared ? (values.language ?? file.language) : file.language;
  const isTranslation = typeof language === 'string' && canonicalLanguage(language) !== options.language;
  return isTranslation ? { sourceId: `${key}:${canonicalLanguage(language)}`, translationOf: key } : { sourceId: key };
}
