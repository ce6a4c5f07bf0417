import { basename, dirname, resolve } from 'node:path';
import { canonicalLanguage } from '../../site/language-tag.js';
import type { ImportOptions } from '../document/format.js';
import { toWebUrl } from '../text/address.js';
import type { Fields } from './fields.js';

/** What a file's path says of its document, as site generators read it. */
export interface FileIdentity {
  /** Names the file among others: its last folders and its name, without its date's and language's marks. */
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

/** Folders that tell files of one name apart. The whole path would change with the machine. */
const FOLDERS = 2;

export function identifyFile(path: string): FileIdentity {
  const whole = resolve(path).toWellFormed();
  const name = basename(whole).replace(/\.\w+$/, '');
  const [, stem = name, mark] = /^(.+)\.([a-z]{2,3}(?:-[a-z\d]{2,8})?)$/i.exec(name) ?? [];
  const language = canonicalLanguage(mark);
  const undotted = language === undefined ? name : stem;
  const folders = dirname(whole).split(/[\\/]/).filter(Boolean);
  // A page bundle is a folder: its text is in its index.md.
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

/** The document's own address, where it is absolute. */
export function readAddress({ find, values }: Fields): string | undefined {
  if (typeof values.sourceUrl === 'string') return values.sourceUrl;
  const address = find('canonicalurl', 'canonical', 'permalink', 'url', 'link')?.value;
  return typeof address === 'string' ? toWebUrl(address) : undefined;
}

/**
 * What names the document for ever, where no field does: what its translations share, its address, or its place among files.
 * One in another language than the import's is the translation of what has the name alone.
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
