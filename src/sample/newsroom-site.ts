import type { NewsroomRecordInput } from '../ingest/records.js';

/** The sample newsroom's site and its three editions. */
export const siteRecords: NewsroomRecordInput[] = [
  {
    record: 'site',
    language: 'en',
    timeZone: 'UTC',
    logo: { url: '/media/logo.svg', altText: 'The Meridian Post', width: 480, height: 120 },
    liveStream: {
      title: 'Coast Broadcasting: the news channel, live',
      url: 'https://live.example.org/coast-broadcasting/channel.m3u8',
    },
    socialLinks: [
      { network: 'x', url: 'https://x.example.com/meridianpost' },
      { network: 'facebook', url: 'https://facebook.example.com/themeridianpost' },
      { network: 'instagram', url: 'https://instagram.example.com/meridianpost' },
      { network: 'youtube', url: 'https://youtube.example.com/@meridianpost' },
      { network: 'telegram', url: 'https://telegram.example.com/meridianpost' },
    ],
    appLinks: [
      { platform: 'android', url: 'https://apps.example.com/android/org.example.meridianpost' },
      { platform: 'ios', url: 'https://apps.example.com/ios/meridian-post' },
    ],
    shareNetworks: [
      { network: 'x', template: 'https://x.com/intent/post?url={url}&text={headline}' },
      { network: 'facebook', template: 'https://www.facebook.com/sharer/sharer.php?u={url}' },
      { network: 'whatsapp', template: 'https://wa.me/?text={headline}%20{url}' },
      { network: 'telegram', template: 'https://t.me/share/url?url={url}&text={headline}' },
      { network: 'email', template: 'mailto:?subject={headline}&body={url}' },
    ],
  },
  {
    record: 'edition',
    language: 'en',
    name: 'The Meridian Post',
    slogan: 'News from the coast and beyond',
    about:
      'The Meridian Post reports from every region of the Meridian Coast in English, Spanish and Arabic. It is owned by its readers’ trust and takes no instruction from government or advertisers.',
    copyrightNotice: '© The Meridian Post. All rights reserved.',
    position: 0,
  },
  {
    record: 'edition',
    language: 'es',
    name: 'El Correo Meridiano',
    slogan: 'Noticias de la costa y más allá',
    about:
      'El Correo Meridiano informa desde todas las regiones de la Costa Meridiana en español, inglés y árabe. Pertenece a una fundación de lectores y no recibe instrucciones de gobiernos ni de anunciantes.',
    copyrightNotice: '© El Correo Meridiano. Todos los derechos reservados.',
    position: 1,
  },
  {
    record: 'edition',
    language: 'ar',
    name: 'بريد ميريديان',
    slogan: 'أخبار الساحل وما وراءه',
    about:
      'ينقل بريد ميريديان الأخبار من جميع مناطق ساحل ميريديان بالعربية والإنجليزية والإسبانية. تملكه مؤسسة لقرّائه، ولا يتلقى توجيهات من الحكومة ولا من المعلنين.',
    copyrightNotice: '© بريد ميريديان. جميع الحقوق محفوظة.',
    position: 2,
  },
];
