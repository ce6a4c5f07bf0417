import { articles } from '../article/table.js';
import { type Block, findMedia } from '../body/blocks.js';
import { galleries } from '../gallery/table.js';
import { infographics } from '../infographic/table.js';
import type { ContentType } from '../item/kind-names.js';
import type { contentItems } from '../item/table.js';
import { liveBlogPosts, liveBlogs } from '../live-blog/table.js';
import { videos } from '../video/table.js';
import { addTime } from './publication.js';
import type { Random } from './random.js';
import type { Rows } from './rows.js';
import { countMadeWords, makeImage, type Subject, type Writing, writeArticle, writeNote, writePhrase } from './text.js';

const HOUR = 3_600_000;

/** Chooses a kind. Of a hundred items, eighty are articles, ten videos, five galleries, three infographics and two live blogs. */
export function chooseKind(random: Random): ContentType {
  const chance = random.fraction();
  if (chance < 0.8) return 'ARTICLE';
  if (chance < 0.9) return 'VIDEO';
  if (chance < 0.95) return 'GALLERY';
  return chance < 0.98 ? 'INFOGRAPHIC' : 'LIVE_BLOG';
}

interface MadeKind {
  /** The columns of an item's row that depend on its kind. */
  readonly columns: Partial<typeof contentItems.$inferInsert>;
  /** Adds the rows of the kind's own tables. They refer to the item's row, so add the item's row first. */
  readonly addTo: (rows: Rows) => void;
}

/** The item whose kind is made. `until` is the end of the generated content. */
interface KindOrder {
  readonly id: number;
  readonly date: Date;
  readonly until: Date;
}

type MakeKind = (order: KindOrder, writing: Writing, subject: Subject) => MadeKind;

/** For each kind, a function that makes the part of an item that depends on its kind. */
export const MAKE_KIND: Readonly<Record<ContentType, MakeKind>> = {
  ARTICLE: makeArticle,
  VIDEO: makeVideo,
  GALLERY: ({ id }, writing, subject) => {
    const body = writeNote(writing, subject);
    const images = makeImages(writing, subject, writing.random.between(4, 12));
    return {
      columns: { ...columnsOf(writing, body), imageCount: images.length },
      addTo: (rows) => rows.add(galleries, { contentId: id, body, images }),
    };
  },
  INFOGRAPHIC: ({ id }, writing, subject) => {
    const body = writeNote(writing, subject);
    const images = makeImages(writing, subject, writing.random.between(1, 3));
    return {
      columns: columnsOf(writing, body),
      addTo: (rows) => rows.add(infographics, { contentId: id, body, images, sources: [] }),
    };
  },
  LIVE_BLOG: makeLiveBlog,
};

function columnsOf(writing: Writing, body: readonly Block[], all: readonly Block[] = body) {
  return { ...findMedia(all), wordCount: countMadeWords(writing, body) };
}

function makeArticle({ id }: KindOrder, writing: Writing, subject: Subject): MadeKind {
  const { kit, random } = writing;
  const body = writeArticle(writing, subject);
  const url = `https://sounds.example.org/read/${id}.mp3`;
  const audio = random.chance(0.05) ? { url, durationSeconds: random.between(60, 600) } : null;
  const dateline = random.chance(0.3) ? (subject.names[0] ?? null) : null;
  const sources = random.chance(0.2) ? [{ name: kit.edition.name }] : [];
  const columns = columnsOf(writing, body);
  return {
    columns: { ...columns, hasAudio: columns.hasAudio || audio !== null },
    addTo: (rows) => rows.add(articles, { contentId: id, body, dateline, sources, audio }),
  };
}

function makeVideo({ id }: KindOrder, writing: Writing, subject: Subject): MadeKind {
  const body = writeNote(writing, subject);
  const base = `https://videos.example.org/${id}`;
  const renditions = [
    { url: `${base}/720.mp4`, mimeType: 'video/mp4', width: 1280, height: 720, bitrateKbps: 2500 },
    { url: `${base}/index.m3u8`, mimeType: 'application/vnd.apple.mpegurl' },
  ];
  const captions = [{ language: writing.kit.language, url: `${base}/captions.vtt` }];
  return {
    columns: { ...columnsOf(writing, body), durationSeconds: writing.random.between(30, 1800), hasVideo: true },
    addTo: (rows) => rows.add(videos, { contentId: id, body, renditions, captions }),
  };
}

/** Makes a live blog. It ends within twelve hours. One in four of the live blogs of the last twelve hours has ended. */
function makeLiveBlog({ date, id, until }: KindOrder, writing: Writing, subject: Subject): MadeKind {
  const { random } = writing;
  const body = writeNote(writing, subject);
  const isOver = until.getTime() - date.getTime() > 12 * HOUR || random.chance(0.25);
  const end = addTime(date, random.between(1, 12) * HOUR, until);
  const posts = makePosts(id, date, end, writing, subject);
  const columns = columnsOf(writing, body, [...body, ...posts.flatMap((post) => post.body)]);
  return {
    columns: { ...columns, coverageStartTime: date, coverageEndTime: isOver ? end : null },
    addTo: (rows) => {
      rows.add(liveBlogs, { contentId: id, body });
      for (const post of posts) rows.add(liveBlogPosts, { ...post, version: 1, loggedVersion: 1 });
    },
  };
}

function makePosts(contentId: number, begin: Date, end: Date, writing: Writing, subject: Subject) {
  const { random } = writing;
  const count = random.between(5, 25);
  const step = (end.getTime() - begin.getTime()) / count;
  return Array.from({ length: count }, (_, place) => {
    const publishedAt = new Date(begin.getTime() + Math.floor(place * step));
    return {
      contentId,
      title: random.chance(0.6) ? writePhrase(writing, subject) : null,
      body: writeNote(writing, subject),
      publishedAt,
      updatedAt: publishedAt,
      isKeyEvent: random.chance(0.2),
      isPinned: place === 0 && random.chance(0.5),
    };
  });
}

function makeImages(writing: Writing, subject: Subject, count: number) {
  return Array.from({ length: count }, () => ({
    ...makeImage(writing, subject),
    caption: writePhrase(writing, subject),
  }));
}
