import type { NewsroomRecordInput } from '../ingest/records.js';

type Series = Omit<Extract<NewsroomRecordInput, { record: 'series' }>, 'record' | 'language' | 'position'>;

const english: Series[] = [
  {
    slug: 'newsfeed',
    title: 'NewsFeed',
    description: 'A minute or two from the place where it happens, several times a day.',
  },
  {
    slug: 'video-features',
    title: 'Video Features',
    description: 'People and places of the coast, at the pace that they deserve.',
    mainImage: { url: '/media/fishing-boats.svg', altText: 'Fishing boats off a quay', width: 1600, height: 900 },
  },
  {
    slug: 'explainers',
    title: 'Explainers',
    description: 'How it works, with a whiteboard and somebody who knows.',
    mainImage: {
      url: '/media/infographic-levels.svg',
      altText: 'Lines and bars of a chart without words',
      width: 1600,
      height: 900,
    },
  },
  {
    slug: 'tv',
    title: 'TV',
    description: 'Programmes made with Coast Broadcasting, among them the weekly Harbour Hour.',
  },
  {
    slug: 'digital-series',
    title: 'Digital Series',
    description: 'Stories in several parts, made for small screens.',
  },
];

const spanish: Series[] = [
  {
    slug: 'explainers',
    title: 'Las claves',
    description: 'Cómo funciona lo que pasa, en cuatro minutos y con una pizarra.',
    mainImage: {
      url: '/media/infographic-levels.svg',
      altText: 'Líneas y barras de un gráfico sin texto',
      width: 1600,
      height: 900,
    },
  },
  {
    slug: 'video-features',
    title: 'Reportajes en vídeo',
    description: 'Gente y lugares de la costa, contados con calma.',
  },
];

const arabic: Series[] = [
  {
    slug: 'explainers',
    title: 'بإيجاز',
    description: 'كيف تعمل الأشياء التي تصنع الخبر، في أربع دقائق ولوح أبيض.',
    mainImage: {
      url: '/media/infographic-levels.svg',
      altText: 'خطوط وأعمدة من رسم بياني بلا كلمات',
      width: 1600,
      height: 900,
    },
  },
  {
    slug: 'video-features',
    title: 'قصص مرئية',
    description: 'أهل الساحل وأماكنه، على مهل.',
  },
];

/** What the newsroom's videos belong to, in each language. */
export const seriesRecords: NewsroomRecordInput[] = Object.entries({ en: english, es: spanish, ar: arabic }).flatMap(
  ([language, list]) => list.map((fields, position) => ({ record: 'series' as const, language, position, ...fields })),
);
