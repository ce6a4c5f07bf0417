import type { NewsroomRecordInput } from '../ingest/records.js';

/** The static pages of the Arabic edition. */
export const arabicPages: NewsroomRecordInput[] = [
  {
    record: 'page',
    language: 'ar',
    slug: 'about-us',
    title: 'من نحن',
    position: 0,
    body: [
      {
        type: 'paragraph',
        html: '<strong>بريد ميريديان</strong> صحيفة مستقلة تصدر بثلاث لغات وتروي أخبار ساحل ميريديان لأهله: من أرصفة بورت ألدر إلى مدرّجات خرزان.',
      },
      {
        type: 'paragraph',
        html: 'لا تترجم الطبعة العربية غيرها ترجمةً حرفية؛ فلها مراسلوها في نهيرة وخرزان، ولها أن تقدّم خبراً على آخر بحسب ما يعني قراءها.',
      },
      { type: 'heading', level: 2, text: 'كيف نعمل' },
      {
        type: 'list',
        ordered: false,
        listItems: [
          'نذكر مصدر كل معلومة، ونشرح السبب حين نحجب اسماً.',
          'نفصل الخبر عن الرأي، ونضع لكلٍّ منهما بابه.',
          'نصحح الخطأ في مكانه وننشر التصويب مع المادة نفسها.',
        ],
      },
      { type: 'paragraph', html: 'تموّل الصحيفةَ اشتراكاتُ القراء والإعلانات، ولا يطّلع المعلنون على المواد قبل نشرها.' },
    ],
  },
  {
    record: 'page',
    language: 'ar',
    slug: 'contact-us',
    title: 'اتصل بنا',
    position: 1,
    body: [
      {
        type: 'paragraph',
        html: 'للتواصل مع قسم الأخبار أو اقتراح موضوع: <a href="mailto:arabic@example.org">arabic@example.org</a>.',
      },
      {
        type: 'paragraph',
        html: 'إذا وجدت خطأً في مادة منشورة فاكتب إلينا على <a href="mailto:corrections@example.org">corrections@example.org</a> مع ذكر عنوان المادة والعبارة المقصودة، ونرد عليك في غضون يومي عمل.',
      },
      {
        type: 'paragraph',
        html: 'مكتب نهيرة: شارع المرفأ القديم، الطابق الثاني، ويستقبل الزوار من التاسعة صباحاً حتى الرابعة عصراً.',
      },
    ],
  },
  {
    record: 'page',
    language: 'ar',
    slug: 'privacy-policy',
    title: 'سياسة الخصوصية',
    position: 2,
    body: [
      {
        type: 'paragraph',
        html: 'نجمع أقل ما يلزم من البيانات لتشغيل الموقع: عدد قراءات كل مادة، ونوع الجهاز، واللغة المفضّلة. لا نربط هذه الأرقام بأسماء القراء.',
      },
      {
        type: 'paragraph',
        html: 'إذا اشتركت في النشرة البريدية حفظنا عنوانك وحده، ونمحوه خلال سبعة أيام من إلغاء الاشتراك.',
      },
      { type: 'heading', level: 2, text: 'حقوقك' },
      {
        type: 'paragraph',
        html: 'يحق لك أن تطلب نسخة مما نحتفظ به عنك، أو تصحيحه، أو محوه. أرسل طلبك إلى <a href="mailto:privacy@example.org">privacy@example.org</a>، ولا نتقاضى عليه رسماً.',
      },
    ],
  },
];
