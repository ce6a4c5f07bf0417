import type { NewsroomRecordInput } from '../ingest/records.js';
import { arabicPages } from './newsroom-ar-pages.js';
import { arabicTags } from './newsroom-ar-tags.js';

const sections: NewsroomRecordInput[] = [
  { record: 'section', language: 'ar', slug: 'news', name: 'الأخبار', position: 0 },
  {
    record: 'section',
    language: 'ar',
    slug: 'politics',
    name: 'سياسة',
    parent: 'news',
    position: 0,
    description: 'أعمال المجلس الساحلي والبلديات، وما يتقرر فيها ويمسّ حياة الناس.',
  },
  {
    record: 'section',
    language: 'ar',
    slug: 'economy',
    name: 'اقتصاد',
    parent: 'news',
    position: 1,
    description: 'الأسعار والعمل والنقل والموانئ، بالأرقام وما وراءها.',
  },
  { record: 'section', language: 'ar', slug: 'sports', name: 'رياضة', parent: 'news', position: 2 },
  { record: 'section', language: 'ar', slug: 'arts-culture', name: 'ثقافة وفنون', parent: 'news', position: 3 },
  { record: 'section', language: 'ar', slug: 'health', name: 'صحة', parent: 'news', position: 4 },
  { record: 'section', language: 'ar', slug: 'miscellaneous', name: 'منوعات', parent: 'news', position: 5 },
  { record: 'section', language: 'ar', slug: 'technology', name: 'تكنولوجيا', parent: 'news', position: 6 },
  {
    record: 'section',
    language: 'ar',
    slug: 'environment',
    name: 'بيئة',
    parent: 'news',
    position: 7,
    description: 'البحر والنهر والجبل، ومن يعيش منها.',
  },
  { record: 'section', language: 'ar', slug: 'articles', name: 'مقالات', position: 1 },
  { record: 'section', language: 'ar', slug: 'opinion', name: 'رأي', parent: 'articles', position: 0 },
  { record: 'section', language: 'ar', slug: 'analysis', name: 'تحليلات', parent: 'articles', position: 1 },
  { record: 'section', language: 'ar', slug: 'blog', name: 'مدونات', parent: 'articles', position: 2 },
  { record: 'section', language: 'ar', slug: 'features', name: 'قصص وتحقيقات', parent: 'articles', position: 3 },
];

const regions: NewsroomRecordInput[] = [
  { record: 'region', language: 'ar', slug: 'northern-isles', name: 'الجزر الشمالية', position: 0 },
  { record: 'region', language: 'ar', slug: 'meridian-coast', name: 'ساحل ميريديان', position: 1 },
  { record: 'region', language: 'ar', slug: 'lowland-plains', name: 'السهول المنخفضة', position: 2 },
  { record: 'region', language: 'ar', slug: 'eastern-highlands', name: 'المرتفعات الشرقية', position: 3 },
  { record: 'region', language: 'ar', slug: 'southern-straits', name: 'المضائق الجنوبية', position: 4 },
  { record: 'region', language: 'ar', slug: 'great-lakes', name: 'البحيرات الكبرى', position: 5 },
  { record: 'region', language: 'ar', slug: 'western-delta', name: 'الدلتا الغربية', position: 6 },
  { record: 'region', language: 'ar', slug: 'overseas', name: 'ما وراء البحار', position: 7 },
];

const authors: NewsroomRecordInput[] = [
  {
    record: 'author',
    language: 'ar',
    slug: 'salma-alrashid',
    name: 'سلمى الراشد',
    role: 'مراسلة شؤون نهيرة والمياه',
    biography:
      'تغطي سلمى الراشد أخبار نهيرة والمضائق الجنوبية منذ أحد عشر عاماً، وتتابع على وجه الخصوص ملفات المياه والصيد والمدينة القديمة. بدأت مسيرتها مذيعة أخبار في إذاعة الساحل، وتكتب إلى جانب التقارير مقالاً شهرياً في صفحة الرأي.',
    portrait: {
      url: '/media/portrait-9.svg',
      altText: 'رسم نصفي لسلمى الراشد بحجاب وردي على خلفية زرقاء فاتحة',
      width: 400,
      height: 400,
    },
    socialLinks: [
      { network: 'x', url: 'https://x.example.com/salma_alrashid' },
      { network: 'email', url: 'mailto:salma.alrashid@example.org' },
    ],
  },
  {
    record: 'author',
    language: 'ar',
    slug: 'yousef-darwish',
    name: 'يوسف درويش',
    role: 'مراسل الشؤون السياسية والاقتصادية',
    biography:
      'يكتب يوسف درويش من بورت ألدر عن المجلس الساحلي والبنك المركزي وشبكات النقل، ويحمل شهادة في الإحصاء من جامعة ألدر. نشأ في خرزان، وما زال يعود إليها كلما استحقت أخبار الجبل رحلة.',
    portrait: {
      url: '/media/portrait-10.svg',
      altText: 'رسم نصفي ليوسف درويش بلحية وشعر مجعّد وسترة خضراء',
      width: 400,
      height: 400,
    },
    socialLinks: [
      { network: 'x', url: 'https://x.example.com/yousef_darwish' },
      { network: 'mastodon', url: 'https://social.example.net/@yousefdarwish' },
    ],
  },
];

const navigation: NewsroomRecordInput[] = [
  {
    record: 'navigation',
    language: 'ar',
    menu: 'MAIN',
    items: [
      {
        label: 'الأخبار',
        path: '/ar/news',
        children: [
          { label: 'سياسة', path: '/ar/news/politics' },
          { label: 'اقتصاد', path: '/ar/news/economy' },
          { label: 'رياضة', path: '/ar/news/sports' },
          { label: 'ثقافة وفنون', path: '/ar/news/arts-culture' },
          { label: 'صحة', path: '/ar/news/health' },
          { label: 'منوعات', path: '/ar/news/miscellaneous' },
          { label: 'تكنولوجيا', path: '/ar/news/technology' },
          { label: 'بيئة', path: '/ar/news/environment' },
        ],
      },
      {
        label: 'مقالات',
        path: '/ar/articles',
        children: [
          { label: 'رأي', path: '/ar/articles/opinion' },
          { label: 'تحليلات', path: '/ar/articles/analysis' },
          { label: 'مدونات', path: '/ar/articles/blog' },
          { label: 'قصص وتحقيقات', path: '/ar/articles/features' },
        ],
      },
      { label: 'آخر الأخبار', path: '/ar/latest' },
      { label: 'ملفات وتغطيات', path: '/ar/coverage' },
    ],
  },
  {
    record: 'navigation',
    language: 'ar',
    menu: 'FOOTER',
    items: [
      { label: 'من نحن', path: '/ar/pages/about-us' },
      { label: 'كتّابنا', path: '/ar/authors' },
      { label: 'اتصل بنا', path: '/ar/pages/contact-us' },
      { label: 'سياسة الخصوصية', path: '/ar/pages/privacy-policy' },
    ],
  },
];

const collections: NewsroomRecordInput[] = [
  {
    record: 'collection',
    language: 'ar',
    slug: 'water-and-us',
    title: 'الماء ونحن',
    position: 0,
    description:
      'من البحر الذي صار يُشرب في نهيرة إلى صهاريج خرزان ودلتا سارن: كيف يدبّر أهل الساحل ماءهم، ومن يدفع ثمنه.',
    mainImage: {
      url: '/media/collection-water.svg',
      altText: 'قطرة ماء كبيرة في داخلها تلال وبحر، تحيط بها قطرات أصغر فوق الموج',
      caption: 'ملف متواصل عن الماء في ساحل ميريديان.',
      credit: 'قسم الرسوم/بريد ميريديان',
      width: 1600,
      height: 900,
    },
    items: [
      'sample:ar-desalination',
      'sample:ar-what-plant-changes',
      'sample:ar-water-bill',
      'sample:ar-kharzan-cisterns',
      'sample:ar-delta-salt',
      'sample:ar-tide-forecast',
    ],
    rule: { tags: { anyOf: ['water', 'flooding'] } },
  },
];

/** Everything of the Arabic newsroom but its articles and breaking news. */
export const arabicNewsroom: NewsroomRecordInput[] = [
  ...sections,
  ...regions,
  ...authors,
  ...arabicTags,
  ...navigation,
  ...arabicPages,
  ...collections,
];

/** Arabic breaking news of the last hours before `now`. */
export function arabicBreaking(now: Date): NewsroomRecordInput[] {
  const expiresAt = minutesAfter(now, 30 * 24 * 60);
  return [
    {
      record: 'breaking',
      sourceId: 'sample:ar-breaking-mountain-road',
      language: 'ar',
      text: 'انهيار صخري يغلق الطريق الجبلي بين نهيرة وخرزان، ولا أنباء عن إصابات',
      attribution: 'مصادر محلية',
      region: 'eastern-highlands',
      urgency: 2,
      status: 'DEVELOPING',
      article: 'sample:ar-mountain-road',
      publishedAt: minutesAfter(now, -50),
      expiresAt,
    },
    {
      record: 'breaking',
      sourceId: 'sample:ar-breaking-ferry-wind',
      language: 'ar',
      text: 'تأخير رحلتين من عبّارات سانت أورين ساعةً واحدة بسبب اشتداد الرياح عند مدخل الميناء',
      attribution: 'هيئة الميناء',
      region: 'northern-isles',
      urgency: 4,
      status: 'CONFIRMED',
      publishedAt: minutesAfter(now, -130),
      expiresAt,
    },
    {
      record: 'breaking',
      sourceId: 'sample:ar-breaking-nahira-pump',
      language: 'ar',
      text: 'تصويب: العطل في حيّ الرصيف أصاب مضخة واحدة لا اثنتين، والمياه تعود إلى البيوت تدريجياً',
      attribution: 'بلدية نهيرة',
      region: 'southern-straits',
      urgency: 3,
      status: 'CORRECTED',
      publishedAt: minutesAfter(now, -5 * 60),
      updatedAt: minutesAfter(now, -4 * 60),
      expiresAt,
    },
    {
      record: 'breaking',
      sourceId: 'sample:ar-breaking-sarn-level',
      language: 'ar',
      text: 'منسوب نهر سارن يبقى دون عتبة التنبيه في الأيام الستة المقبلة',
      attribution: 'معهد المد والجزر',
      region: 'western-delta',
      urgency: 5,
      status: 'CONFIRMED',
      publishedAt: minutesAfter(now, -9 * 60),
      expiresAt,
    },
  ];
}

function minutesAfter(moment: Date, minutes: number): Date {
  return new Date(moment.getTime() + minutes * 60_000);
}
