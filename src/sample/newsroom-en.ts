import { DateTime } from 'luxon';
import type { NewsroomRecordInput } from '../ingest/records.js';

type Fields<Kind extends NewsroomRecordInput['record']> = Omit<
  Extract<NewsroomRecordInput, { record: Kind }>,
  'record' | 'language'
>;

const sections: Fields<'section'>[] = [
  { slug: 'news', name: 'News', description: 'What happened, from every region of the coast.' },
  {
    slug: 'politics',
    name: 'Politics',
    parent: 'news',
    description: 'The Coastal Assembly, the town halls and the island councils.',
  },
  {
    slug: 'economy',
    name: 'Economy',
    parent: 'news',
    description: 'Prices, work, the harbours and the harvest.',
  },
  { slug: 'sports', name: 'Sports', parent: 'news', description: 'Football, sailing, cycling and the rest.' },
  {
    slug: 'arts-culture',
    name: 'Arts & Culture',
    parent: 'news',
    description: 'Music, books, stage and screen.',
  },
  { slug: 'health', name: 'Health', parent: 'news', description: 'Hospitals, prevention and medical research.' },
  {
    slug: 'miscellaneous',
    name: 'Miscellaneous',
    parent: 'news',
    description: 'Small stories, odd finds and useful notices.',
  },
  { slug: 'technology', name: 'Technology', parent: 'news', description: 'Machines, networks and data at work.' },
  {
    slug: 'environment',
    name: 'Environment',
    parent: 'news',
    description: 'Tides, rivers, weather and everything that lives in them.',
  },
  { slug: 'articles', name: 'Articles', description: 'Longer reading: argument, explanation and portraits.' },
  {
    slug: 'opinion',
    name: 'Opinion',
    parent: 'articles',
    description: 'Signed views, which are their authors’ own.',
  },
  { slug: 'analysis', name: 'Analysis', parent: 'articles', description: 'What the news means, with the numbers.' },
  { slug: 'blog', name: 'Blog', parent: 'articles', description: 'Notes from the reporters’ desks.' },
  { slug: 'features', name: 'Features', parent: 'articles', description: 'Places and people, at length.' },
];

const regions: Fields<'region'>[] = [
  { slug: 'northern-isles', name: 'Northern Isles' },
  { slug: 'meridian-coast', name: 'Meridian Coast' },
  { slug: 'lowland-plains', name: 'Lowland Plains' },
  { slug: 'eastern-highlands', name: 'Eastern Highlands' },
  { slug: 'southern-straits', name: 'Southern Straits' },
  { slug: 'great-lakes', name: 'Great Lakes' },
  { slug: 'western-delta', name: 'Western Delta' },
  { slug: 'overseas', name: 'Overseas' },
];

const authors: Fields<'author'>[] = [
  {
    slug: 'ada-winslow',
    name: 'Ada Winslow',
    role: 'Political correspondent',
    biography:
      'Ada Winslow has covered the Coastal Assembly since its move to the harbour front and has sat through every budget night since. She began as a council reporter on Saint Orrin, where she still keeps a rowing boat.',
    portrait: {
      url: '/media/portrait-1.svg',
      altText: 'Ada Winslow: long dark hair, navy jacket',
      width: 400,
      height: 400,
    },
    socialLinks: [
      { network: 'x', url: 'https://x.example.com/adawinslow' },
      { network: 'email', url: 'mailto:ada.winslow@meridianpost.example.com' },
    ],
  },
  {
    slug: 'jonas-reed',
    name: 'Jonas Reed',
    role: 'Economics editor',
    biography:
      'Jonas Reed writes about prices, ports and public money, and explains the central bank to people who have better things to do. He trained as a statistician and worked for two years in a shipping office.',
    portrait: {
      url: '/media/portrait-2.svg',
      altText: 'Jonas Reed: grey hair and beard, rust-red jumper',
      width: 400,
      height: 400,
    },
    socialLinks: [
      { network: 'x', url: 'https://x.example.com/jonasreed' },
      { network: 'linkedin', url: 'https://linkedin.example.com/in/jonas-reed' },
    ],
  },
  {
    slug: 'priya-lindqvist',
    name: 'Priya Lindqvist',
    role: 'Science and environment correspondent',
    biography:
      'Priya Lindqvist reports on health, rivers and the weather from wherever there is a gauge to read. Before journalism she spent three seasons on a survey ship in the Southern Straits.',
    portrait: {
      url: '/media/portrait-3.svg',
      altText: 'Priya Lindqvist: curly black hair, glasses, yellow top',
      width: 400,
      height: 400,
    },
    socialLinks: [{ network: 'mastodon', url: 'https://social.example.net/@priyalindqvist' }],
  },
  {
    slug: 'marcus-bell',
    name: 'Marcus Bell',
    role: 'Sports reporter',
    biography:
      'Marcus Bell has followed Quillan Rovers and Tessaly United through two relegations and four cup finals. He also covers sailing and cycling, which he describes as football with better views.',
    portrait: {
      url: '/media/portrait-4.svg',
      altText: 'Marcus Bell: shaved head, short beard, white shirt with red braces',
      width: 400,
      height: 400,
    },
    socialLinks: [
      { network: 'x', url: 'https://x.example.com/marcusbell' },
      { network: 'instagram', url: 'https://instagram.example.com/marcusbell.sport' },
    ],
  },
  {
    slug: 'elena-torvald',
    name: 'Elena Torvald',
    role: 'Arts editor',
    biography:
      'Elena Torvald edits the arts pages and writes about music, books and the people who look after them. She lives in Lowmere, within earshot of the concert hall.',
    portrait: {
      url: '/media/portrait-5.svg',
      altText: 'Elena Torvald: long red hair, green cardigan',
      width: 400,
      height: 400,
    },
    socialLinks: [{ network: 'instagram', url: 'https://instagram.example.com/elenatorvald' }],
  },
  {
    slug: 'theo-nakamura',
    name: 'Theo Nakamura',
    role: 'Data and technology reporter',
    biography:
      'Theo Nakamura finds stories in timetables, tide tables and spreadsheets that nobody meant to publish. He built the Post’s first election map and has been apologising for its colours ever since.',
    portrait: {
      url: '/media/portrait-6.svg',
      altText: 'Theo Nakamura: short black hair, round glasses, dark blue jumper',
      width: 400,
      height: 400,
    },
    socialLinks: [
      { network: 'mastodon', url: 'https://social.example.net/@theonakamura' },
      { network: 'github', url: 'https://code.example.org/theonakamura' },
    ],
  },
];

const tags: Fields<'tag'>[] = [
  {
    slug: 'harbour-bridge',
    name: 'Harbour Bridge',
    kind: 'EVENT',
    aliases: ['Harbor Bridge', 'Port Alder–Saint Orrin bridge'],
    description: 'The planned bridge between Port Alder and the island of Saint Orrin: 2.4bn crowns, six years.',
  },
  {
    slug: 'coast-cup',
    name: 'Coast Cup',
    kind: 'EVENT',
    aliases: ['Cup of the Coast'],
    description: 'The knock-out football cup, open to every registered club.',
  },
  {
    slug: 'coastal-assembly',
    name: 'Coastal Assembly',
    kind: 'ORGANISATION',
    aliases: ['the Assembly'],
    description: 'The legislature of the Meridian Coast: 101 members, sitting in Port Alder.',
  },
  { slug: 'meridian-rail', name: 'Meridian Rail', kind: 'ORGANISATION', aliases: ['Meridian Railways'] },
  {
    slug: 'institute-of-tides',
    name: 'Institute of Tides',
    kind: 'ORGANISATION',
    aliases: ['Tide Institute'],
    description: 'The public body that measures and forecasts the sea level.',
  },
  {
    slug: 'central-bank',
    name: 'Central Bank of the Coast',
    kind: 'ORGANISATION',
    aliases: ['Central Bank', 'Bank of the Coast'],
    description: 'It sets the interest rate and looks after the crown.',
  },
  {
    slug: 'quillan-rovers',
    name: 'Quillan Rovers',
    kind: 'ORGANISATION',
    aliases: ['Rovers'],
    description: 'Football club from industrial Quillan, coached by Piet Marlow.',
  },
  { slug: 'tessaly-united', name: 'Tessaly United', kind: 'ORGANISATION', aliases: ['United'] },
  { slug: 'lowmere-philharmonic', name: 'Lowmere Philharmonic', kind: 'ORGANISATION', aliases: ['Philharmonic'] },
  {
    slug: 'public-health-board',
    name: 'Public Health Board',
    kind: 'ORGANISATION',
    description: 'It runs vaccination, screening and outbreak control in all regions.',
  },
  {
    slug: 'eastmoor-wind',
    name: 'Eastmoor Wind Cooperative',
    kind: 'ORGANISATION',
    aliases: ['Eastmoor Wind'],
  },
  {
    slug: 'port-alder',
    name: 'Port Alder',
    kind: 'PLACE',
    aliases: ['Portalder'],
    description: 'The capital and its largest harbour.',
  },
  {
    slug: 'lowmere',
    name: 'Lowmere',
    kind: 'PLACE',
    description: 'City on the lakes, known for its orchestra and library.',
  },
  { slug: 'quillan', name: 'Quillan', kind: 'PLACE' },
  {
    slug: 'tessaly-bay',
    name: 'Tessaly Bay',
    kind: 'PLACE',
    aliases: ['Tessally Bay'],
    description: 'Seaside town with long beaches and an observatory.',
  },
  {
    slug: 'saint-orrin',
    name: 'Saint Orrin',
    kind: 'PLACE',
    aliases: ['St Orrin', 'St. Orrin', 'Saint-Orrin'],
    description: 'Island in the north, reached by ferry from Port Alder.',
  },
  { slug: 'villaluz', name: 'Villaluz', kind: 'PLACE', aliases: ['Villa Luz'] },
  { slug: 'puerto-sereno', name: 'Puerto Sereno', kind: 'PLACE' },
  { slug: 'nahira', name: 'Nahira', kind: 'PLACE', aliases: ['Naheera', 'نهيرة'] },
  { slug: 'kharzan', name: 'Kharzan', kind: 'PLACE', aliases: ['Kharzán', 'خرزان'] },
  {
    slug: 'sarn-delta',
    name: 'Sarn delta',
    kind: 'PLACE',
    aliases: ['River Sarn', 'Delta of the Sarn'],
    description: 'Farmland and wetland where the river Sarn meets the sea.',
  },
  {
    slug: 'turkiye',
    name: 'Türkiye',
    kind: 'PLACE',
    aliases: ['Turkey', 'Turkiye'],
    description: 'What the coast has to do with the country: ships, studies and hazelnuts.',
  },
  { slug: 'eastmoor', name: 'Eastmoor', kind: 'PLACE', description: 'Highland plateau with most of the wind farms.' },
  {
    slug: 'ilse-varden',
    name: 'Ilse Varden',
    kind: 'PERSON',
    description: 'Speaker of the Coastal Assembly.',
  },
  { slug: 'tomas-ekwall', name: 'Tomas Ekwall', kind: 'PERSON', description: 'Transport minister.' },
  {
    slug: 'samir-haddane',
    name: 'Samir Haddane',
    kind: 'PERSON',
    aliases: ['Dr Samir Haddane', 'سمير حدّان'],
    description: 'Oceanographer.',
  },
  { slug: 'piet-marlow', name: 'Piet Marlow', kind: 'PERSON', description: 'Coach of Quillan Rovers.' },
  { slug: 'anneke-solberg', name: 'Anneke Solberg', kind: 'PERSON', description: 'Conductor.' },
  { slug: 'mireille-castane', name: 'Mireille Castane', kind: 'PERSON', description: 'Novelist.' },
  { slug: 'flooding', name: 'Flooding', kind: 'SUBJECT', aliases: ['Floods'] },
  { slug: 'ferries', name: 'Ferries', kind: 'SUBJECT' },
  { slug: 'railways', name: 'Railways', kind: 'SUBJECT', aliases: ['Trains', 'Rail'] },
  { slug: 'football', name: 'Football', kind: 'SUBJECT', aliases: ['Soccer'] },
  { slug: 'water', name: 'Water', kind: 'SUBJECT', description: 'Drinking water, rivers, lakes and the sea.' },
  { slug: 'inflation', name: 'Inflation', kind: 'SUBJECT', aliases: ['Prices', 'Cost of living'] },
  { slug: 'vaccination', name: 'Vaccination', kind: 'SUBJECT', aliases: ['Immunisation', 'Immunization'] },
  { slug: 'renewable-energy', name: 'Renewable energy', kind: 'SUBJECT', aliases: ['Wind power', 'Solar power'] },
  { slug: 'fisheries', name: 'Fisheries', kind: 'SUBJECT', aliases: ['Fishing'] },
  { slug: 'housing', name: 'Housing', kind: 'SUBJECT' },
  { slug: 'books', name: 'Books', kind: 'SUBJECT' },
  { slug: 'music', name: 'Music', kind: 'SUBJECT' },
  { slug: 'schools', name: 'Schools', kind: 'SUBJECT', aliases: ['Education'] },
  { slug: 'farming', name: 'Farming', kind: 'SUBJECT', aliases: ['Agriculture'] },
  { slug: 'astronomy', name: 'Astronomy', kind: 'SUBJECT' },
  { slug: 'elections', name: 'Elections', kind: 'SUBJECT', aliases: ['Voting'] },
  { slug: 'shipping', name: 'Shipping', kind: 'SUBJECT', aliases: ['Freight'] },
];

const menus: Fields<'navigation'>[] = [
  {
    menu: 'MAIN',
    items: [
      { label: 'Latest', path: '/latest' },
      {
        label: 'News',
        path: '/news',
        children: [
          { label: 'Politics', path: '/news/politics' },
          { label: 'Economy', path: '/news/economy' },
          { label: 'Sports', path: '/news/sports' },
          { label: 'Arts & Culture', path: '/news/arts-culture' },
          { label: 'Health', path: '/news/health' },
          { label: 'Miscellaneous', path: '/news/miscellaneous' },
          { label: 'Technology', path: '/news/technology' },
          { label: 'Environment', path: '/news/environment' },
        ],
      },
      {
        label: 'Articles',
        path: '/articles',
        children: [
          { label: 'Opinion', path: '/articles/opinion' },
          { label: 'Analysis', path: '/articles/analysis' },
          { label: 'Blog', path: '/articles/blog' },
          { label: 'Features', path: '/articles/features' },
        ],
      },
      { label: 'Coverage', path: '/coverage' },
    ],
  },
  {
    menu: 'FOOTER',
    items: [
      { label: 'About us', path: '/pages/about-us' },
      { label: 'Contact us', path: '/pages/contact-us' },
      { label: 'Privacy policy', path: '/pages/privacy-policy' },
      { label: 'Our writers', path: '/authors' },
    ],
  },
];

const pages: Fields<'page'>[] = [
  {
    slug: 'privacy-policy',
    title: 'Privacy policy',
    body: [
      {
        type: 'paragraph',
        html: 'You can read The Meridian Post without telling us who you are. This page says what we do record, why, and for how long.',
      },
      { type: 'heading', level: 2, text: 'What we record' },
      {
        type: 'list',
        ordered: false,
        listItems: [
          'How often an article is opened in each hour, without the address of the reader.',
          'The e-mail address of people who subscribe to a newsletter, until they unsubscribe.',
          'Letters to the editor, with the name that you sign.',
        ],
      },
      {
        type: 'paragraph',
        html: 'Server logs hold network addresses for <strong>seven days</strong>, so that we can keep the site running and fend off abuse. After that they are deleted.',
      },
      { type: 'heading', level: 2, text: 'What we don’t do' },
      {
        type: 'paragraph',
        html: 'We don’t sell data, we don’t build profiles, and no advertiser learns what you have read. To see or delete what we hold about you, write to <a href="mailto:privacy@meridianpost.example.com">privacy@meridianpost.example.com</a>.',
      },
    ],
  },
  {
    slug: 'about-us',
    title: 'About us',
    body: [
      {
        type: 'paragraph',
        html: 'The Meridian Post was founded by eleven printers and a retired harbour pilot, who wanted tide tables that arrived before the tide. It has appeared in English ever since, in Spanish as <em>El Correo Meridiano</em> and in Arabic as <em>بريد ميريديان</em>.',
      },
      {
        type: 'paragraph',
        html: 'The paper belongs to a trust of its readers. The trust appoints the editor, publishes the accounts each year and has no say in what is printed.',
      },
      { type: 'heading', level: 2, text: 'How we work' },
      {
        type: 'paragraph',
        html: 'We name our sources wherever they can safely be named. When we get something wrong we say so at the foot of the article, with the time of the change, and we leave the correction there.',
      },
    ],
  },
  {
    slug: 'contact-us',
    title: 'Contact us',
    body: [
      {
        type: 'paragraph',
        html: 'The newsroom is at 4 Customs Quay, Port Alder, and somebody is always awake. Write to <a href="mailto:news@meridianpost.example.com">news@meridianpost.example.com</a> with a story, or with a document that ought to be one.',
      },
      {
        type: 'paragraph',
        html: 'Corrections: <a href="mailto:corrections@meridianpost.example.com">corrections@meridianpost.example.com</a>. Please give the headline and say what is wrong; an editor answers within a working day.',
      },
      {
        type: 'paragraph',
        html: 'Letters for publication should be under 200 words and carry your name and town. Our regional desks are in Lowmere, Villaluz and Nahira.',
      },
    ],
  },
];

const collections: Fields<'collection'>[] = [
  {
    slug: 'coast-at-work',
    title: 'The coast at work',
    description: 'Docks, foundries, fields and turbines: who earns what, how, and what is about to change.',
    mainImage: {
      url: '/media/collection-coast-at-work.svg',
      altText: 'Three workers on a quay, with a crane loading a container ship',
      credit: 'Graphics desk/The Meridian Post',
      width: 1600,
      height: 900,
    },
    items: [
      'sample:en-container-record',
      'sample:en-quillan-foundry',
      'sample:en-fish-quota',
      'sample:en-sarn-harvest',
      'sample:en-wind-dividend',
      'sample:en-bridge-tender',
      'sample:en-night-train',
    ],
  },
  {
    slug: 'water-and-us',
    title: 'Water and us',
    description: 'Too much of it, too little of it, and the people who measure it: stories about the sea and the tap.',
    mainImage: {
      url: '/media/collection-water.svg',
      altText: 'A drop of water that holds hills and the sea, above blue waves',
      credit: 'Graphics desk/The Meridian Post',
      width: 1600,
      height: 900,
    },
    items: [
      'sample:en-tide-forecast',
      'sample:en-desalination',
      'sample:en-bathing-water',
      'sample:en-heat-plan',
      'sample:en-sarn-harvest',
      'sample:en-island-regatta',
    ],
    rule: { tags: { anyOf: ['water', 'flooding'] } },
  },
  {
    slug: 'harbour-bridge',
    title: 'The Harbour Bridge',
    description: 'From the first sketch to the last bolt: everything about the link to Saint Orrin.',
    mainImage: {
      url: '/media/harbour-bridge.svg',
      altText: 'A cable-stayed bridge with two tall pylons at sunset, a red boat passing beneath',
      credit: 'Nils Aarden/The Meridian Post',
      width: 1600,
      height: 900,
    },
    items: ['sample:en-harbour-bridge', 'sample:en-info-bridge', 'sample:en-video-harbour-hour-bridge'],
    rule: { tags: { anyOf: ['harbour-bridge'] } },
  },
  {
    slug: 'seen-and-heard',
    title: 'Seen and heard',
    description: 'Our pictures, graphics and video features, the newest first.',
    mainImage: {
      url: '/media/lighthouse.svg',
      altText: 'A red and white lighthouse on a rock above dark waves',
      credit: 'Ruta Olander/The Meridian Post',
      width: 1600,
      height: 900,
    },
    rule: { types: ['GALLERY', 'INFOGRAPHIC', 'VIDEO'] },
  },
];

/** The English side of the sample newsroom, without its articles. */
export const englishNewsroom: NewsroomRecordInput[] = [
  ...sections.map((section, position) => ({ record: 'section' as const, language: 'en', position, ...section })),
  ...regions.map((region, position) => ({ record: 'region' as const, language: 'en', position, ...region })),
  ...authors.map((author) => ({ record: 'author' as const, language: 'en', ...author })),
  ...tags.map((tag) => ({ record: 'tag' as const, language: 'en', ...tag })),
  ...menus.map((menu) => ({ record: 'navigation' as const, language: 'en', ...menu })),
  ...pages.map((page, position) => ({ record: 'page' as const, language: 'en', position, ...page })),
  ...collections.map((collection, position) => ({
    record: 'collection' as const,
    language: 'en',
    position,
    ...collection,
  })),
];

interface BreakingSample extends Omit<Fields<'breaking'>, 'publishedAt' | 'updatedAt' | 'expiresAt'> {
  minutesAgo: number;
  updatedMinutesAgo?: number;
}

const breakingSamples: BreakingSample[] = [
  {
    sourceId: 'sample:breaking-ferry-fog',
    text: 'All ferries between Port Alder and Saint Orrin are held in port because of dense fog',
    attribution: 'Harbour Authority',
    region: 'northern-isles',
    urgency: 2,
    status: 'DEVELOPING',
    article: 'sample:en-ferry-fog',
    minutesAgo: 34,
  },
  {
    sourceId: 'sample:breaking-quillan-tram',
    text: 'Tram line 2 in Quillan is running again after a two-hour power fault',
    attribution: 'Local sources',
    region: 'lowland-plains',
    urgency: 5,
    status: 'CONFIRMED',
    minutesAgo: 6,
  },
  {
    sourceId: 'sample:breaking-sarn-level',
    text: 'River Sarn expected to peak 30 cm below the first warning mark tonight',
    attribution: 'Institute of Tides',
    region: 'western-delta',
    urgency: 3,
    status: 'CORRECTED',
    minutesAgo: 96,
    updatedMinutesAgo: 62,
  },
  {
    sourceId: 'sample:breaking-bridge-vote',
    text: 'Coastal Assembly approves the Harbour Bridge by 61 votes to 38',
    attribution: 'Our correspondent',
    region: 'meridian-coast',
    urgency: 1,
    status: 'CONFIRMED',
    article: 'sample:en-harbour-bridge',
    minutesAgo: 194,
  },
  {
    sourceId: 'sample:breaking-kharzan-road',
    text: 'Mountain road above Kharzan closed by a rockfall; no injuries reported so far',
    attribution: 'Local sources',
    region: 'eastern-highlands',
    urgency: 3,
    status: 'DEVELOPING',
    minutesAgo: 265,
  },
  {
    sourceId: 'sample:breaking-bank-rate',
    text: 'Central Bank of the Coast leaves its rate at 3.25%',
    attribution: 'Central Bank of the Coast',
    region: 'meridian-coast',
    urgency: 2,
    status: 'CONFIRMED',
    minutesAgo: 425,
  },
  {
    sourceId: 'sample:breaking-coaster-tow',
    text: 'Drifting coaster taken in tow off Puerto Sereno, crew of nine safe',
    attribution: 'Coast Broadcasting',
    region: 'southern-straits',
    urgency: 4,
    status: 'CORRECTED',
    minutesAgo: 760,
    updatedMinutesAgo: 702,
  },
  {
    sourceId: 'sample:breaking-cup-final',
    text: 'Full time after extra time: Quillan Rovers 3, Tessaly United 2. Rovers win the Coast Cup',
    region: 'lowland-plains',
    urgency: 3,
    status: 'CONFIRMED',
    minutesAgo: 1_090,
  },
  {
    sourceId: 'sample:breaking-lowmere-library',
    text: 'Lowmere library reopens its reading rooms after a false fire alarm',
    attribution: 'City of Lowmere',
    region: 'great-lakes',
    urgency: 6,
    status: 'CONFIRMED',
    minutesAgo: 1_730,
  },
];

/** English breaking news, as it would stand at `now`. */
export function englishBreaking(now: Date): NewsroomRecordInput[] {
  const moment = DateTime.fromJSDate(now, { zone: 'utc' });
  const expiresAt = moment.plus({ days: 30 }).toJSDate();
  return breakingSamples.map(({ minutesAgo, updatedMinutesAgo, ...fields }) => ({
    record: 'breaking',
    language: 'en',
    ...fields,
    publishedAt: moment.minus({ minutes: minutesAgo }).toJSDate(),
    ...(updatedMinutesAgo === undefined ? {} : { updatedAt: moment.minus({ minutes: updatedMinutesAgo }).toJSDate() }),
    expiresAt,
  }));
}
