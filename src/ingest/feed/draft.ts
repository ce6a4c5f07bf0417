import type { DraftBlock } from '../../body/blocks.js';
import { canonicalLanguage } from '../../site/language-tag.js';
import { isSamePicture } from '../body/image.js';
import type { ContentDraftInput } from '../document/draft.js';
import { UnreadableDocument } from '../document/format.js';
import { toWebUrl } from '../text/address.js';
import { parseByline, uniqueNames } from '../text/byline.js';
import { cutAtWord, foldSpace } from '../text/plain.js';
import type { DatedField, FeedCategory, FeedItem } from './item.js';
import { readKind } from './kind.js';
import { chooseMainImage } from './media.js';
import { blocksToText, guessMarkup, lineToText, markupToBlocks } from './text.js';
import { parseFeedTime } from './time.js';

/** Turns an entry into a draft, or throws an `UnreadableDocument` that says what is missing. */
export function toFeedDraft(item: FeedItem, home: string | undefined, timeZone: string): ContentDraftInput {
  const sourceId = item.id?.trim() || item.link?.trim();
  if (!sourceId) {
    throw new UnreadableDocument(
      'Neither an id (guid) nor a link: it could not be recognised when it is imported again.',
    );
  }
  const sourceUrl = toWebUrl(item.link, home);
  const base = sourceUrl ?? home;
  const full = readBlocks(item.content, base);
  const described = readBlocks(item.summary, base);
  const blocks = full.length > 0 ? full : described;
  const mainImage = chooseMainImage(item.images, (url) => toWebUrl(url, base), blocks[0]);
  const audioUrl = toWebUrl(item.audio?.url, base);
  const section = chooseSection(item);
  const standfirst = chooseStandfirst(blocksToText(full), blocksToText(described));
  const language = item.languages.map(canonicalLanguage).find((tag) => tag !== undefined);
  return {
    sourceId,
    ...(sourceUrl && { sourceUrl }),
    headline: chooseHeadline(item, blocks),
    ...(standfirst && { standfirst }),
    ...readPeople(item),
    ...(section && { section: { name: section } }),
    tags: listTags(item.categories, section),
    ...readTimes(item, timeZone),
    ...(language && { language }),
    ...(mainImage && { mainImage }),
    ...(item.audio && audioUrl && { audio: { ...item.audio, url: audioUrl } }),
    ...readKind(item, withoutMainImage(blocks, mainImage?.url), (url) => toWebUrl(url, base), language),
  };
}

/** The main image is shown over the body, which needs not begin with it. */
export function withoutMainImage(blocks: readonly DraftBlock[], url: string | undefined): DraftBlock[] {
  const [first] = blocks;
  const repeated = first?.type === 'image' && url !== undefined && isSamePicture(first.image.url, url);
  return repeated ? blocks.slice(1) : [...blocks];
}

const LONGEST_HEADLINE_OF_TEXT = 100;

function readBlocks(markup: FeedItem['content'], base: string | undefined): DraftBlock[] {
  return markup ? markupToBlocks(markup, base) : [];
}

function chooseHeadline(item: FeedItem, blocks: readonly DraftBlock[]): string {
  const headline = (item.title && lineToText(item.title)) || cutAtWord(blocksToText(blocks), LONGEST_HEADLINE_OF_TEXT);
  if (!headline) {
    throw new UnreadableDocument('Neither a title nor any text.');
  }
  return headline;
}

/** A description beside the full text is a summary, unless it repeats it; one that is all there is must be short. */
function chooseStandfirst(text: string, description: string): string | undefined {
  const longest = text !== '' && text !== description ? 1000 : 300;
  return description.length <= longest ? description : undefined;
}

function readPeople({ creators, sources }: FeedItem): Pick<ContentDraftInput, 'byline' | 'authors' | 'sources'> {
  const printed = uniqueNames(creators.map(cleanCreator).filter((text) => text !== ''));
  const parties = printed.map((text) => parseByline(text.replace(SURNAME_FIRST, '$2 $1')));
  const agencies = parties.flatMap((party) => party.sources).map((name) => ({ name, url: undefined }));
  const named = [...agencies, ...sources].flatMap(({ name, url }) => {
    const text = name ? lineToText(guessMarkup(name)) : '';
    const address = toWebUrl(url);
    return text ? [{ name: text, ...(address && { url: address }) }] : [];
  });
  return {
    ...(printed.length > 0 && { byline: printed.join(', ') }),
    authors: uniqueNames(parties.flatMap((party) => party.authors)).map((name) => ({ name })),
    sources: uniqueBy(named, ({ name }) => name.toLowerCase()),
  };
}

/** How libraries and journals write a name: "Writer, A. B.". */
const SURNAME_FIRST = /^(\p{Lu}[\p{L}\p{M}'’ -]+), ((?:\p{Lu}\.[ -]?)+)$/u;

/** RSS writes authors as "mail@example.org (Name)": only the name is for readers. */
function cleanCreator(text: string): string {
  const plain = lineToText(guessMarkup(text));
  const bare = plain
    .replace(/[<([]?(?:mailto:)?[^\s@()<>[\]]{1,64}@[^\s@()<>[\]]+[>)\]]?|\bhttps?:\/\/\S+/gi, ' ')
    .trim();
  return bare === plain ? plain : foldSpace(bare.replace(/^[\s,;–—(-]+|(?<![\s,;–—)-])[\s,;–—)-]+$/g, ' '));
}

/** A section is what the feed calls one: any other category is only a tag, or each would become a part of the site. */
function chooseSection({ section, categories }: FeedItem): string | undefined {
  const called = categories.find(
    ({ name, taxonomy }) => name && /section|rubri[ck]|ressort|secci[oó]n/i.test(taxonomy ?? ''),
  );
  return nameCategory({ name: section ?? called?.name, taxonomy: called?.taxonomy }) || undefined;
}

function listTags(categories: readonly FeedCategory[], section: string | undefined): ContentDraftInput['tags'] {
  const names = categories.map(nameCategory).filter((name) => name !== '' && name !== section);
  return uniqueNames(names)
    .slice(0, 20)
    .map((name) => ({ name, kind: 'SUBJECT' as const }));
}

/** In a named taxonomy "Business/Industries/Publishing/" is a path (RSS 2.0), whose last part is the category. */
function nameCategory({ name, taxonomy }: FeedCategory): string {
  const text = name ? lineToText(guessMarkup(name)) : '';
  const path = text.split('/').filter((part) => part !== '');
  return taxonomy && path.length > 2 ? (path.at(-1) ?? '') : text;
}

function readTimes(
  { published, updated }: FeedItem,
  timeZone: string,
): Pick<ContentDraftInput, 'publishedAt' | 'updatedAt'> {
  const first = published ?? updated;
  const publishedAt = first && readTime(first, timeZone);
  const updatedAt = updated && readTime(updated, timeZone);
  return {
    ...(publishedAt && { publishedAt }),
    ...(publishedAt && updatedAt && updatedAt > publishedAt && { updatedAt }),
  };
}

function readTime({ field, text }: DatedField, timeZone: string): Date {
  const time = parseFeedTime(text, timeZone);
  if (!time) {
    throw new UnreadableDocument(`${field} is not a date: "${cutAtWord(foldSpace(text), 60)}".`);
  }
  return time;
}

function uniqueBy<Value>(values: readonly Value[], key: (value: Value) => string): Value[] {
  return [...new Map(values.toReversed().map((value) => [key(value), value])).values()].toReversed();
}
