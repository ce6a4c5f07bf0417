import { basename, dirname, resolve } from 'node:path';
import { canonicalLanguage } from '../../site/language-tag.js';
import type { ImportOptions } from '../contract/format.js';
import { toWebUrl } from '../text/address.js';
import type { Fields } from './fields.js';

/** The facts that site generators read from the path of a file. */
export type FileIdentity = ReturnType<typeof identifyFile>;

/** The number of folders in the key of a file. A key with the whole path would be different on another machine. */
const FOLDERS = 2;

export function identifyFile(path: string) {
  const whole = resolve(path).toWellFormed();
  const name = basename(whole).replace(/\.\w+$/, '');
  // Hugo's `the-ferry.es.md`.
  const [, stem = name, mark] = /^(.+)\.([a-z]{2,3}(?:-[a-z\d]{2,8})?)$/i.exec(name) ?? [];
  const language = canonicalLanguage(mark);
  const undotted = language === undefined ? name : stem;
  const folders = dirname(whole).split(/[\\/]/).filter(Boolean);
  // In a page bundle of Hugo, the folder has the name of the item and index.md has the text.
  const isBundle = undotted === 'index' && folders.length > 0;
  const title = isBundle ? (folders.pop() ?? undotted) : undotted;
  // Jekyll's `2026-03-23-the-ferry.md`.
  const [, date, dated] = /^(\d{4}-\d{2}-\d{2})-(.+)$/.exec(title) ?? [];
  return {
    /** The last folders and the name of the file, without the language and the file extension. */
    key: [...folders.slice(-FOLDERS), title].join('/'),
    slug: dated ?? title,
    date,
    language,
    isDraft: folders.at(-1) === '_drafts',
    /** True for Hugo's `_index.md`, which lists the content of its folder. */
    isList: undotted === '_index',
  };
}

/** Returns the document's own address if it is absolute. */
export function readAddress({ find, values }: Fields): string | undefined {
  if (typeof values.sourceUrl === 'string') return values.sourceUrl;
  const address = find('canonicalurl', 'canonical', 'permalink', 'url', 'link')?.value;
  return typeof address === 'string' ? toWebUrl(address) : undefined;
}

/**
 * Makes the source id of a document without an id field: the key that translations share, or else the address, or else
 * the path. If the import is in a different language, the document is a translation of the document with the same key.
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
