import { DateTime } from 'luxon';
import type { NewsroomRecordInput } from '../ingest/records.js';
import { spanishPages } from './newsroom-es-pages.js';
import { spanishTags } from './newsroom-es-tags.js';

type Fields<Kind extends NewsroomRecordInput['record']> = Omit<
  Extract<NewsroomRecordInput, { record: Kind }>,
  'record' | 'language'
>;

const sections: Fields<'section'>[] = [
  { slug: 'news', name: 'Noticias', description: 'La actualidad de todas las regiones de la costa.' },
  {
    slug: 'politics',
    name: 'Política',
    parent: 'news',
    description: 'La Asamblea Costera, los ayuntamientos y los consejos insulares.',
  },
  { slug: 'economy', name: 'Economía', parent: 'news', description: 'Precios, empleo, puertos y bolsillos.' },
  { slug: 'sports', name: 'Deportes', parent: 'news', description: 'Fútbol, remo y todo lo que se disputa.' },
  { slug: 'arts-culture', name: 'Cultura', parent: 'news', description: 'Libros, música, escena y memoria.' },
  { slug: 'health', name: 'Salud', parent: 'news', description: 'Hospitales, prevención e investigación.' },
  { slug: 'miscellaneous', name: 'Sociedad', parent: 'news', description: 'La vida de cada día, y alguna rareza.' },
  {
    slug: 'technology',
    name: 'Tecnología',
    parent: 'news',
    description: 'Redes, máquinas y datos al servicio de alguien.',
  },
  {
    slug: 'environment',
    name: 'Medio ambiente',
    parent: 'news',
    description: 'El mar, los ríos, el campo y el clima.',
  },
  { slug: 'articles', name: 'Artículos', description: 'Lecturas con más calma: opinión, análisis y reportajes.' },
  {
    slug: 'opinion',
    name: 'Opinión',
    parent: 'articles',
    description: 'Textos firmados que solo comprometen a su autor.',
  },
  {
    slug: 'analysis',
    name: 'Análisis',
    parent: 'articles',
    description: 'Qué significa la noticia, con los números delante.',
  },
  { slug: 'blog', name: 'Blog', parent: 'articles', description: 'Apuntes desde la redacción.' },
  { slug: 'features', name: 'Reportajes', parent: 'articles', description: 'Lugares y personas, contados despacio.' },
];

const regions: Fields<'region'>[] = [
  { slug: 'northern-isles', name: 'Islas del Norte' },
  { slug: 'meridian-coast', name: 'Costa Meridiana' },
  { slug: 'lowland-plains', name: 'Llanuras Bajas' },
  { slug: 'eastern-highlands', name: 'Tierras Altas del Este' },
  { slug: 'southern-straits', name: 'Estrechos del Sur' },
  { slug: 'great-lakes', name: 'Grandes Lagos' },
  { slug: 'western-delta', name: 'Delta Occidental' },
  { slug: 'overseas', name: 'Ultramar' },
];

const authors: Fields<'author'>[] = [
  {
    slug: 'carmen-ibarra',
    name: 'Carmen Ibarra',
    role: 'Redactora de política y cultura en Villaluz',
    biography:
      'Carmen Ibarra cubre los plenos de Villaluz desde hace doce años y no se ha perdido ninguno, ni siquiera el del apagón. Antes trabajó en la radio local de Puerto Sereno, donde aprendió a tomar notas a oscuras.',
    portrait: {
      url: '/media/portrait-7.svg',
      altText: 'Carmen Ibarra, con el pelo recogido en un moño y una blusa color coral',
      width: 400,
      height: 400,
    },
    socialLinks: [
      { network: 'x', url: 'https://x.example.com/carmenibarra' },
      { network: 'email', url: 'mailto:carmen.ibarra@correomeridiano.example.com' },
    ],
  },
  {
    slug: 'diego-montes',
    name: 'Diego Montes',
    role: 'Periodista de economía, ciencia y deportes',
    biography:
      'Diego Montes escribe sobre barcos, cuentas y mareas, a ser posible en la misma crónica. Estudió matemáticas en la Universidad de Alder y rema los domingos con más voluntad que técnica.',
    portrait: {
      url: '/media/portrait-8.svg',
      altText: 'Diego Montes, con bigote y camisa azul',
      width: 400,
      height: 400,
    },
    socialLinks: [{ network: 'mastodon', url: 'https://social.example.net/@diegomontes' }],
  },
];

const menus: Fields<'navigation'>[] = [
  {
    menu: 'MAIN',
    items: [
      { label: 'Lo último', path: '/es/latest' },
      {
        label: 'Noticias',
        path: '/es/news',
        children: [
          { label: 'Política', path: '/es/news/politics' },
          { label: 'Economía', path: '/es/news/economy' },
          { label: 'Deportes', path: '/es/news/sports' },
          { label: 'Cultura', path: '/es/news/arts-culture' },
          { label: 'Salud', path: '/es/news/health' },
          { label: 'Sociedad', path: '/es/news/miscellaneous' },
          { label: 'Tecnología', path: '/es/news/technology' },
          { label: 'Medio ambiente', path: '/es/news/environment' },
        ],
      },
      {
        label: 'Artículos',
        path: '/es/articles',
        children: [
          { label: 'Opinión', path: '/es/articles/opinion' },
          { label: 'Análisis', path: '/es/articles/analysis' },
          { label: 'Blog', path: '/es/articles/blog' },
          { label: 'Reportajes', path: '/es/articles/features' },
        ],
      },
      { label: 'Coberturas', path: '/es/coverage' },
    ],
  },
  {
    menu: 'FOOTER',
    items: [
      { label: 'Quiénes somos', path: '/es/pages/about-us' },
      { label: 'Contacto', path: '/es/pages/contact-us' },
      { label: 'Política de privacidad', path: '/es/pages/privacy-policy' },
      { label: 'Nuestras firmas', path: '/es/authors' },
    ],
  },
];

const waterCollection: NewsroomRecordInput = {
  record: 'collection',
  language: 'es',
  slug: 'water-and-us',
  title: 'El agua y nosotros',
  description: 'La que falta, la que sobra y quienes aprenden a vivir con ella.',
  mainImage: {
    url: '/media/collection-water.svg',
    altText: 'Una gran gota de agua con un paisaje en su interior, sobre un mar con un velero',
    credit: 'Infografía/El Correo Meridiano',
    width: 1600,
    height: 900,
  },
  items: [
    'sample:es-desaladora-nahira',
    'sample:es-prevision-mareas',
    'sample:es-fugas-agua',
    'sample:es-salineras',
    'sample:es-invernaderos',
    'sample:es-kharzan-nieve',
  ],
  rule: { tags: { anyOf: ['water', 'flooding'] } },
};

/** The Spanish side of the sample newsroom, without its articles. */
export const spanishNewsroom: NewsroomRecordInput[] = [
  ...sections.map((section, position) => ({ record: 'section' as const, language: 'es', position, ...section })),
  ...regions.map((region, position) => ({ record: 'region' as const, language: 'es', position, ...region })),
  ...authors.map((author) => ({ record: 'author' as const, language: 'es', ...author })),
  ...spanishTags,
  ...menus.map((menu) => ({ record: 'navigation' as const, language: 'es', ...menu })),
  ...spanishPages,
  waterCollection,
];

interface BreakingSample extends Omit<Fields<'breaking'>, 'publishedAt' | 'updatedAt' | 'expiresAt'> {
  minutesAgo: number;
  updatedMinutesAgo?: number;
}

const breakingSamples: BreakingSample[] = [
  {
    sourceId: 'sample:es-breaking-bocana',
    text: 'Cerrada la bocana de Puerto Sereno por la avería de un carguero; la tripulación está a salvo',
    attribution: 'Autoridad Portuaria',
    region: 'southern-straits',
    urgency: 1,
    status: 'DEVELOPING',
    article: 'sample:es-carguero-bocana',
    minutesAgo: 36,
  },
  {
    sourceId: 'sample:es-breaking-toneleros-luz',
    text: 'Vuelve la luz al barrio de Los Toneleros de Villaluz tras una hora de apagón',
    attribution: 'Fuentes locales',
    region: 'southern-straits',
    urgency: 4,
    status: 'CONFIRMED',
    minutesAgo: 112,
  },
  {
    sourceId: 'sample:es-breaking-almacen',
    text: 'Controlado el incendio de un almacén de redes en Puerto Sereno: dos personas atendidas por humo, ninguna grave',
    attribution: 'Nuestro corresponsal',
    region: 'southern-straits',
    urgency: 3,
    status: 'CORRECTED',
    minutesAgo: 405,
    updatedMinutesAgo: 350,
  },
  {
    sourceId: 'sample:es-breaking-crecida-sarn',
    text: 'La crecida del Sarn se espera esta noche por debajo del primer nivel de aviso',
    attribution: 'Instituto de Mareas',
    region: 'western-delta',
    urgency: 5,
    status: 'CONFIRMED',
    minutesAgo: 1_260,
  },
];

/** Spanish breaking news, as it would stand at `now`. */
export function spanishBreaking(now: Date): NewsroomRecordInput[] {
  const moment = DateTime.fromJSDate(now, { zone: 'utc' });
  const expiresAt = moment.plus({ days: 30 }).toJSDate();
  return breakingSamples.map(({ minutesAgo, updatedMinutesAgo, ...fields }) => ({
    record: 'breaking',
    language: 'es',
    ...fields,
    publishedAt: moment.minus({ minutes: minutesAgo }).toJSDate(),
    ...(updatedMinutesAgo === undefined ? {} : { updatedAt: moment.minus({ minutes: updatedMinutesAgo }).toJSDate() }),
    expiresAt,
  }));
}
