import type { SampleItem } from './sample-item.js';

/** English articles about health. */
export const englishHealth: SampleItem[] = [
  {
    sourceId: 'sample:en-clinic-boat',
    language: 'en',
    headline: 'The clinic comes by boat, every second Tuesday',
    standfirst: 'A former pilot cutter brings a doctor, a dentist and a pharmacy to six islands that have none.',
    byline: 'By Priya Lindqvist in Saint Orrin',
    authors: ['priya-lindqvist'],
    sources: [
      { name: 'Public Health Board', role: 'authority' },
      { name: 'Union of Island Councils', role: 'local government' },
    ],
    dateline: 'SAINT ORRIN',
    section: 'health',
    regions: ['northern-isles'],
    tags: ['public-health-board', 'saint-orrin', 'ferries'],
    mainImage: {
      url: '/media/ferry.svg',
      altText: 'A white and blue ship makes its way across a calm sea with gulls overhead.',
      caption: 'Urgent cases still go to the mainland by the regular ferry, or by helicopter.',
      credit: 'Tove Brannick/The Meridian Post',
      width: 1600,
      height: 900,
    },
    publishedHoursAgo: 36,
    viewsByHour: [60, 75, 110, 145, 130, 90, 50, 20],
    body: [
      {
        type: 'paragraph',
        html: 'By half past eight there is a queue on the jetty, and it consists mostly of people who say that they are fine. A mason wants his blood pressure taken. Two sisters have brought a dog, which is not on the list but will be looked at.',
      },
      {
        type: 'paragraph',
        html: 'The <em>Good Measure</em>, a pilot cutter until last year, has a surgery in its hold, a dentist’s chair where the charts used to be, and 340 kinds of medicine. It serves six islands with 2,870 inhabitants between them.',
      },
      {
        type: 'paragraph',
        html: 'Before it sailed, islanders saw a doctor 1.9 times a year on average, less than half as often as people in Port Alder. Illnesses were found late: of the bowel cancers diagnosed there in five years, 41% were advanced, against 23% on the mainland.',
      },
      {
        type: 'quote',
        text: 'Nobody takes a day off and two ferries to ask about a mole. They will walk down to the harbour for it.',
        attribution: 'Dr Owen Takeda, head of the Public Health Board',
      },
      {
        type: 'paragraph',
        html: 'In nine months the crew has made 4,100 consultations and cancelled three days because of storms. The budget of 1.7 million crowns a year is secure until the end of next year; the island councils have offered to pay a third if it goes on.',
      },
    ],
  },
  {
    sourceId: 'sample:en-heat-levels',
    language: 'en',
    headline: 'Three colours for hot days: what the new heat levels mean for you',
    standfirst: 'From this summer the Public Health Board warns by district, and says who should do what.',
    label: 'Explained',
    byline: 'By Theo Nakamura',
    authors: ['theo-nakamura'],
    sources: [{ name: 'Public Health Board', role: 'authority', url: 'https://health.example.org/heat' }],
    section: 'health',
    regions: ['southern-straits', 'lowland-plains'],
    tags: ['public-health-board', 'villaluz', 'water'],
    mainImage: {
      url: '/media/school.svg',
      altText: 'Children play in front of a red brick school with large trees and a clock tower.',
      caption: 'Schools may close at noon on orange days, and must on red ones.',
      credit: 'Idris Falk/The Meridian Post',
      width: 1600,
      height: 900,
    },
    publishedHoursAgo: 430,
    body: [
      { type: 'heading', level: 2, text: 'Why is there a new system?' },
      {
        type: 'paragraph',
        html: 'The old warning knew one threshold, 35 degrees, for the whole coast. In Saint Orrin it was never reached; in Villaluz it was reached so often that people stopped listening. Yet most deaths linked to heat occur on the <em>third</em> warm night, whatever the thermometer says at noon.',
      },
      { type: 'heading', level: 2, text: 'What do the colours mean?' },
      {
        type: 'list',
        ordered: false,
        listItems: [
          'Yellow: drink before you are thirsty, look in on neighbours over 75.',
          'Orange: heavy work outdoors stops between noon and four; cooled rooms open.',
          'Red: schools close at noon, and nurses telephone everyone on the register.',
        ],
      },
      { type: 'heading', level: 2, text: 'How do I get on the register?' },
      {
        type: 'paragraph',
        html: 'By calling your health centre or writing to the Board, or a relative does so for you. It is voluntary. Around 48,000 people have signed up.',
      },
      { type: 'heading', level: 2, text: 'Is there proof that it works?' },
      {
        type: 'paragraph',
        html: 'From one trial. Two districts of Villaluz used the levels last summer, and there were 17% fewer emergency calls on hot days than in similar districts without. Dr Owen Takeda calls that “<strong>encouraging, and one summer</strong>”.',
      },
    ],
  },
  {
    sourceId: 'sample:en-hearing-tests',
    language: 'en',
    headline: 'One child in twenty could not hear the back of the class',
    standfirst: 'Lowmere tested 6,200 pupils in a month. For most of those with difficulties, the remedy was simple.',
    byline: 'By Elena Torvald in Lowmere',
    authors: ['elena-torvald'],
    sources: [{ name: 'Public Health Board', role: 'authority' }],
    dateline: 'LOWMERE',
    section: 'health',
    regions: ['great-lakes'],
    tags: ['schools', 'lowmere', 'public-health-board'],
    mainImage: {
      url: '/media/vaccination.svg',
      altText: 'A nurse in a white coat leans towards a child who sits on a chair in a bright surgery.',
      caption: 'The tests took place in the rooms that had served for the measles campaign.',
      credit: 'Maren Ostby/The Meridian Post',
      width: 1600,
      height: 900,
    },
    publishedHoursAgo: 5,
    body: [
      {
        type: 'paragraph',
        html: 'Put on the headphones, raise your hand when you hear the bird. It takes six minutes, and in Lowmere every child between six and twelve has now done it.',
      },
      {
        type: 'paragraph',
        html: 'Of 6,214 pupils, 316 missed sounds that a teacher makes when speaking from the board. Parents had suspected it in 58 cases. More often a report card had said something else: dreamy, slow, does not follow.',
      },
      {
        type: 'paragraph',
        html: 'In 201 children the cause was fluid or wax, which a doctor can treat in a visit or two. Thirty-eight have been given hearing aids. The others were moved to the front row, and their classrooms got felt under the chair legs, at 4 crowns a chair; it lowers the noise in a room by about a third.',
      },
      {
        type: 'quote',
        text: 'He came home and complained that the fridge is loud. He is nine. He had never mentioned the fridge.',
        attribution: 'Petra Oyelaran, a mother in Lowmere',
      },
      { type: 'articleLink', prefix: 'Also in schools', article: 'sample:en-measles-campaign' },
      {
        type: 'paragraph',
        html: 'Other cities may follow. The Public Health Board will publish the method, costs included, next month.',
      },
    ],
  },
  {
    sourceId: 'sample:en-night-shift',
    language: 'en',
    headline: 'Dockers sleep longer since their shifts rotate forwards',
    standfirst:
      'A study of 720 port workers found that the order of early, late and night matters more than their number.',
    byline: 'By Priya Lindqvist and Jonas Reed',
    authors: ['priya-lindqvist', 'jonas-reed'],
    sources: [
      { name: 'Alder University', role: 'research' },
      { name: 'Harbour Authority', role: 'employer' },
    ],
    dateline: 'PORT ALDER',
    section: 'health',
    regions: ['meridian-coast'],
    tags: ['port-alder', 'shipping'],
    mainImage: {
      url: '/media/collection-coast-at-work.svg',
      altText: 'A docker in an orange vest and helmet stands on a quay beneath a yellow crane.',
      caption: 'Cranes in Port Alder work around the clock on 340 days of the year.',
      credit: 'Nils Arvane/The Meridian Post',
      width: 1600,
      height: 900,
      focalPoint: { x: 0.35, y: 0.75 },
    },
    publishedHoursAgo: 512,
    body: [
      {
        type: 'paragraph',
        html: 'Early, then late, then night: shifts that move with the clock cost dockers less sleep than shifts that move against it. Researchers of Alder University followed 720 crane drivers, lashers and foremen in Port Alder for fourteen months, half of them on each rota.',
      },
      {
        type: 'paragraph',
        html: 'Those who rotated forwards slept <strong>47 minutes</strong> longer per day, measured by a band on the wrist. Near misses on the quay fell by 22%. Both groups worked the same hours for the same pay.',
      },
      {
        type: 'paragraph',
        html: 'The body’s clock runs slightly slow in most people, explains the first author, Dr Inger Maddoc, so staying up is easier than going to bed early. That has been known from laboratories for decades. What was missing was a trial on an actual quay, in actual rain.',
      },
      {
        type: 'paragraph',
        html: 'Not everybody was pleased. Sixty participants asked to return to the old order, which gives a longer weekend once a month. From January workers may choose.',
      },
    ],
  },
];
