import type { DraftBlock } from '../../body/blocks.js';
import { canonicalLanguage } from '../../site/language-tag.js';
import { isSamePicture } from '../body/image.js';
import { isShort, takePlayer } from '../body/player.js';
import { blocksToText, chooseHeadline } from '../body/text.js';
import type { ContentDraftInput } from '../contract/draft.js';
import { UnreadableDocument } from '../contract/format.js';
import { toWebUrl } from '../text/address.js';
import { parseByline, uniqueBy, uniqueNames } from '../text/byline.js';
import { foldSpace } from '../text/plain.js';
import { type FeedCategory, type FeedItem, type ImageCandidate, lineToText, markupToBlocks } from './item.js';
import { chooseMainImage, listPictures, resolveImages } from './media.js';
import { readFieldTime } from './time.js';

/** Turns an entry into a draft, or throws an `UnreadableDocument` that says what is missing. */
export function toFeedDraft(item: FeedItem, home: string | undefined, timeZone: string): ContentDraftInput {
  const sourceId = item.id?.trim() || item.link?.trim();
  if (!sourceId) {
    throw new UnreadableDocument('Neither an id (guid) nor a link: another import could not recognise the entry.');
  }
  const sourceUrl = toWebUrl(item.link, home);
  const base = sourceUrl ?? home;
  const full = markupToBlocks(item.content, base);
  const described = markupToBlocks(item.summary, base);
  const blocks = full.length > 0 ? full : described;
  const images = resolveImages(item.images, base);
  const mainImage = chooseMainImage(images, blocks[0]);
  const audioUrl = toWebUrl(item.audio?.url, base);
  const section = chooseSection(item);
  const language = item.languages.map(canonicalLanguage).find((tag) => tag !== undefined);
  return {
    sourceId,
    sourceUrl,
    headline: chooseHeadline(lineToText(item.title), blocks),
    standfirst: chooseStandfirst(blocksToText(full), blocksToText(described)),
    ...readPeople(item),
    section: section ? { name: section } : undefined,
    tags: listTags(item.categories, section),
    ...readTimes(item, timeZone),
    language,
    mainImage,
    audio: item.audio && audioUrl ? { ...item.audio, url: audioUrl } : undefined,
    ...readKind(item, withoutMainImage(blocks, mainImage?.url), images, language),
  };
}

/** Removes the main image from the start of a body, because clients show it above the body. */
export function withoutMainImage(blocks: DraftBlock[], url: string | undefined): DraftBlock[] {
  const [first] = blocks;
  const isRepeated = first?.type === 'image' && url !== undefined && isSamePicture(first.image.url, url);
  return isRepeated ? blocks.slice(1) : blocks;
}

/** Takes the description as the standfirst if it is short enough. The limit is lower if the entry has no other text. */
function chooseStandfirst(text: string, description: string): string | undefined {
  const longest = text !== '' && text !== description ? 1000 : 300;
  return description !== '' && description.length <= longest ? description : undefined;
}

function readPeople({ creators, sources }: FeedItem): Pick<ContentDraftInput, 'byline' | 'authors' | 'sources'> {
  const printed = uniqueNames(creators.map(cleanCreator).filter((text) => text !== ''));
  const bylines = printed.map((text) => parseByline(text.replace(SURNAME_FIRST, '$2 $1')));
  const agencies = bylines.flatMap((byline) => byline.sources).map((name) => ({ name, url: undefined }));
  const named = [...agencies, ...sources]
    .map((source) => ({ name: lineToText(source.name), url: toWebUrl(source.url) }))
    .filter(({ name }) => name !== '');
  return {
    byline: printed.length > 0 ? printed.join(', ') : undefined,
    authors: uniqueNames(bylines.flatMap((byline) => byline.authors)).map((name) => ({ name })),
    sources: uniqueBy(named, ({ name }) => name.toLowerCase()),
  };
}

/** A name as libraries and journals write it: "Writer, A. B.". */
const SURNAME_FIRST = /^(\p{Lu}[\p{L}\p{M}'’ -]+), ((?:\p{Lu}\.[ -]?)+)$/u;

/** Keeps only the name of an RSS author such as "mail@example.org (Name)". */
function cleanCreator(text: string): string {
  const plain = lineToText(text);
  const bare = plain
    .replace(/[<([]?(?:mailto:)?[^\s@()<>[\]]{1,64}@[^\s@()<>[\]]+[>)\]]?|\bhttps?:\/\/\S+/gi, ' ')
    .trim();
  return bare === plain ? plain : foldSpace(bare.replace(/^[\s,;–—(-]+|(?<![\s,;–—)-])[\s,;–—)-]+$/g, ' '));
}

/** Chooses a category that the feed calls a section. Other categories are tags: a section is a part of the site. */
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
    .map((name) => ({ name, kind: 'SUBJECT' }));
}

/** Returns the name of a category. In RSS 2.0, the name may be the end of a path: "Business/Industries/Publishing/". */
function nameCategory({ name, taxonomy }: FeedCategory): string {
  const text = lineToText(name);
  const path = text.split('/').filter((part) => part !== '');
  return taxonomy && path.length > 2 ? (path.at(-1) ?? '') : text;
}

function readTimes({ published, updated }: FeedItem, timeZone: string) {
  const first = published ?? updated;
  const publishedAt = first && readFieldTime(first, timeZone);
  const updatedAt = updated && readFieldTime(updated, timeZone);
  const isUpdated = publishedAt && updatedAt && updatedAt > publishedAt;
  return { publishedAt, updatedAt: isUpdated ? updatedAt : undefined, sourceUpdatedAt: updatedAt };
}

/** The fewest pictures of a gallery. An entry with fewer pictures is an article. */
const FEWEST_PICTURES = 3;

/** Reads the kind of an entry. A video or a gallery has little text. A podcast is an article with audio. */
function readKind(
  { audio, video }: FeedItem,
  body: DraftBlock[],
  candidates: readonly ImageCandidate[],
  language: string | undefined,
): Partial<ContentDraftInput> {
  if (audio) return { body };
  // The feeds of video services give only a player for a video, and may describe the video at length.
  if (video && (video.renditions?.length === 0 || isShort(body, language))) {
    return { type: 'VIDEO', ...video, body: takePlayer(body)?.body ?? body };
  }
  const images = listPictures(candidates);
  if (images.length < FEWEST_PICTURES || !isShort(body, language)) return { body };
  const isRepeated = (block: DraftBlock) =>
    block.type === 'image' && images.some(({ url }) => isSamePicture(url, block.image.url));
  return { type: 'GALLERY', images, body: body.filter((block) => !isRepeated(block)) };
}
