import { arPicture } from './ar-picture.js';
import { paragraphs } from './pieces.js';
import type { SampleItem } from './sample-item.js';

/** A live blog that goes on: the mountain road below Kharzan. */
export const liveBlogOfTheMountainRoad: SampleItem = {
  type: 'LIVE_BLOG',
  sourceId: 'sample:ar-live-mountain-road',
  language: 'ar',
  headline: 'مباشر: إزالة الصخور من الطريق الجبلي بين نهيرة وخرزان',
  standfirst: 'جرّافتان تعملان عند منعطف الشاهين، والسير على الطريق القديم. تابعوا أولاً بأول.',
  label: 'مباشر',
  byline: 'سلمى الراشد ويوسف درويش',
  authors: ['salma-alrashid', 'yousef-darwish'],
  section: 'miscellaneous',
  regions: ['eastern-highlands', 'southern-straits'],
  tags: ['kharzan', 'nahira'],
  urgency: 2,
  publishedHoursAgo: 1.6,
  updatedHoursAgo: 0.07,
  coverageStartHoursAgo: 1.6,
  viewsByHour: [520, 340],
  mainImage: arPicture(
    'wind-farm',
    'توربينات بيضاء على تلال خضراء',
    'الهضبة التي يصعد إليها الطريق. صورة من الأرشيف.',
    'هالة منصوري',
  ),
  related: ['sample:ar-mountain-road'],
  posts: [
    {
      minutesAgo: 94,
      title: 'صوت كالرعد عند منعطف الشاهين',
      body: paragraphs('سائق شاحنة خضار يبلّغ عن صخور سقطت على الطريق، على مسافة ثمانية كيلومترات من خرزان.'),
    },
    { minutesAgo: 86, body: paragraphs('أولى السيارات تقف في صف واحد، وقد أُشعلت أضواء التحذير.') },
    {
      minutesAgo: 77,
      title: 'لا إصابات',
      isKeyEvent: true,
      body: paragraphs('دائرة الأشغال في خرزان: لم يُصب أحد، ولم تُحاصَر أي مركبة.'),
    },
    {
      minutesAgo: 68,
      title: 'أي طريق تسلك؟',
      isPinned: true,
      body: paragraphs(
        'السيارات الصغيرة عبر وادي الدردار، وتزيد المدة نحو أربعين دقيقة. الحافلات تقف عند مفرق الشاهين.',
      ),
    },
    {
      minutesAgo: 59,
      title: 'وصول الجرّافة الأولى',
      body: paragraphs('بدأ العمل من جهة خرزان. الثانية في الطريق من نهيرة.'),
    },
    {
      minutesAgo: 50,
      title: 'إغلاق الطريق في الاتجاهين',
      isKeyEvent: true,
      body: [
        ...paragraphs('القرار سارٍ إلى أن يُفحص الجدار الساند.'),
        { type: 'articleLink', prefix: 'الخبر:', article: 'sample:ar-mountain-road' },
      ],
    },
    { minutesAgo: 38, body: paragraphs('مدارس خرزان تُبقي أبوابها مفتوحة للتلاميذ الذين تأخر أهلهم.') },
    {
      minutesAgo: 27,
      body: [{ type: 'quote', text: 'الجبل يعطينا الماء ويأخذ منا الوقت.', attribution: 'بائع شاي عند المفرق' }],
    },
    {
      minutesAgo: 16,
      title: 'المهندسون عند الجدار',
      body: paragraphs('الفحص الأول لا يُظهر شقوقاً جديدة. النتيجة خلال ساعة.'),
    },
    {
      minutesAgo: 4,
      title: 'مسرب واحد قبل الغروب',
      isKeyEvent: true,
      body: paragraphs('تتوقع الدائرة فتح مسرب واحد بالتناوب قبل حلول الظلام.'),
    },
  ],
};
