import type { SampleItem } from './sample-item.js';

/** English articles about music, books, film and other arts. */
export const englishArts: SampleItem[] = [
  {
    sourceId: 'sample:en-philharmonic',
    language: 'en',
    headline: 'Lowmere Philharmonic takes its summer outdoors, and charges nothing',
    standfirst:
      'Six free concerts by the lake open with a piece for forty rowing boats. Conductor Anneke Solberg wants to meet the people who never bought a ticket.',
    label: 'Music',
    byline: 'By Elena Torvald in Lowmere',
    authors: ['elena-torvald'],
    sources: [{ name: 'Lowmere Philharmonic', role: 'orchestra' }],
    dateline: 'LOWMERE',
    section: 'arts-culture',
    regions: ['great-lakes'],
    tags: ['lowmere-philharmonic', 'anneke-solberg', 'music', 'lowmere'],
    mainImage: {
      url: '/media/orchestra.svg',
      altText: 'An orchestra plays in a shell-shaped stage at dusk while people sit on the grass.',
      caption: 'The lakeside shell seats an orchestra of seventy; the lawn in front of it has room for 6,000.',
      credit: 'Maren Ostby/The Meridian Post',
      width: 1600,
      height: 900,
      focalPoint: { x: 0.5, y: 0.7 },
    },
    audio: { url: 'https://media.example.org/audio/philharmonic-rehearsal.mp3', durationSeconds: 95 },
    publishedHoursAgo: 44,
    viewsByHour: [120, 140, 95, 180, 260, 240, 310, 405, 380, 290, 150, 60],
    body: [
      {
        type: 'paragraph',
        html: 'Bring a blanket, say the posters, and nothing else. On six Saturday evenings the Lowmere Philharmonic will leave its hall for the shell by the lake, and anyone may sit down and listen.',
      },
      {
        type: 'quote',
        text: 'We counted: one citizen in nineteen has ever heard us. I would like to shake hands with the other eighteen.',
        attribution: 'Anneke Solberg, conductor',
      },
      {
        type: 'paragraph',
        html: 'The first programme begins on the water. Forty rowing boats, each with a wind player of the city’s amateur bands, will answer the strings on shore in <em>Regatta</em>, a new work of fourteen minutes. If the wind exceeds force four, the boats stay moored and the players stand on the jetty.',
      },
      {
        type: 'paragraph',
        html: 'Money was the harder part. The series costs 420,000 crowns; the city gives a quarter, and 2,100 subscribers paid for the rest by adding an average of 150 crowns to their season tickets.',
      },
      { type: 'heading', level: 2, text: 'The six evenings' },
      {
        type: 'list',
        ordered: true,
        listItems: [
          'Regatta, and dances from the plains',
          'A children’s concert at five o’clock',
          'The choir of the fish hall',
          'Film music, with the film',
          'Strings only, by lantern light',
          'A finale that the audience votes for',
        ],
      },
      {
        type: 'paragraph',
        html: 'Those who cannot come can listen: Coast Broadcasting carries all six live.',
      },
    ],
  },
  {
    sourceId: 'sample:en-castane-novel',
    language: 'en',
    headline: 'Mireille Castane’s new novel spends 400 pages waiting for a ferry',
    standfirst:
      'In “The Fog Timetable” nothing leaves the quay and everything happens. It is the author’s first book in nine years.',
    label: 'Review',
    byline: 'By Elena Torvald',
    authors: ['elena-torvald'],
    section: 'arts-culture',
    regions: ['northern-isles'],
    tags: ['mireille-castane', 'books', 'ferries'],
    mainImage: {
      url: '/media/library.svg',
      altText: 'A reader with round glasses sits over an open book between tall shelves.',
      caption: 'Castane wrote most of the book in the reading room at Lowmere.',
      credit: 'Maren Ostby/The Meridian Post',
      width: 1600,
      height: 900,
      focalPoint: { x: 0.5, y: 0.55 },
    },
    publishedHoursAgo: 52,
    viewsByHour: [70, 85, 60, 44, 90, 120, 135],
    body: [
      {
        type: 'paragraph',
        html: 'Eleven people sit in the waiting room of an island harbour. The ferry is delayed by fog. On page 3 a loudspeaker promises news within the hour; on page 396 it clears its throat again.',
      },
      {
        type: 'paragraph',
        html: 'What Mireille Castane does in between is hard to describe without spoiling it. A couple who came to separate forget to. A vet delivers a calf on the slipway. Two strangers find that they have told the same lie about the same dead man, and spend a chapter of great comic precision in agreeing on its details.',
      },
      {
        type: 'quote',
        text: 'We were all going to be late, and so, for the first time in years, we were on time for each other.',
        attribution: '“The Fog Timetable”, page 211',
      },
      {
        type: 'paragraph',
        html: 'Her earlier novels, <em>Salt Ledger</em> above all, were admired for their plots. This one has hardly any. Some readers will miss it, particularly around the second night, when the conversation turns to tax.',
      },
      {
        type: 'paragraph',
        html: 'Yet the sentences hold. Castane can place a whole marriage in the way somebody folds a coat. And the ending, which arrives like the ship, without warning and exactly when you had stopped looking, is the best that she has written.',
      },
      {
        type: 'paragraph',
        html: '<strong>The Fog Timetable</strong>, Quayside Press, 412 pages, 24 crowns. The author reads at the Port Alder library next Thursday.',
      },
    ],
  },
  {
    sourceId: 'sample:en-kharzan-carpets',
    language: 'en',
    headline: 'A carpet is a map, say the weavers of Kharzan',
    standfirst:
      'An exhibition pairs forty highland carpets with the valleys that they describe, and lets visitors walk on one.',
    byline: 'By Elena Torvald in Kharzan',
    authors: ['elena-torvald'],
    sources: [{ name: 'Museum of Kharzan', role: 'museum' }],
    dateline: 'KHARZAN',
    section: 'arts-culture',
    regions: ['eastern-highlands'],
    tags: ['kharzan', 'farming'],
    mainImage: {
      url: '/media/market.svg',
      altText: 'Market stalls with striped awnings stand in front of tall houses in warm colours.',
      caption: 'Wool for the exhibition’s largest carpet was bought at the Friday market.',
      credit: 'Leila Rahmane/The Meridian Post',
      width: 1600,
      height: 900,
    },
    publishedHoursAgo: 223,
    body: [
      {
        type: 'paragraph',
        html: 'The zigzag is the road, the red lozenge is the well, and the row of small combs is where the goats must not go. Once somebody has told you, it is difficult to see only a carpet.',
      },
      {
        type: 'paragraph',
        html: 'For “Walked and Woven” the museum of Kharzan asked eleven families to lend pieces up to 160 years old. Beside each hangs a photograph of the valley it belongs to, taken from the pass. In most cases the two agree to within a day’s march.',
      },
      {
        type: 'quote',
        text: 'Paper gets wet. You can sleep on this map, and in the morning you still know the way.',
        attribution: 'Zahra Mendoub, weaver',
      },
      {
        type: 'paragraph',
        html: 'Mendoub and four colleagues wove the carpet in the last room for the occasion. It shows the town as it is today, with its two traffic lights; visitors are asked to take off their shoes and find their own house.',
      },
      {
        type: 'paragraph',
        html: 'Fewer than thirty people in the highlands still work at full size, the museum estimates. A course for beginners had places for twelve. <mark>One hundred and forty applied.</mark>',
      },
      { type: 'paragraph', html: 'Open daily until spring, free on Fridays. The museum café accepts wool.' },
    ],
  },
  {
    sourceId: 'sample:en-library-night',
    language: 'en',
    headline: 'Port Alder’s library will stay open all night for exams',
    standfirst:
      'Soup at midnight, silence from one: the city repeats an experiment that 9,400 students made use of last year.',
    byline: 'By Elena Torvald in Port Alder',
    authors: ['elena-torvald'],
    dateline: 'PORT ALDER',
    section: 'arts-culture',
    regions: ['meridian-coast'],
    tags: ['books', 'port-alder', 'schools'],
    mainImage: {
      url: '/media/library.svg',
      altText: 'Shelves of coloured books to both sides of an arched window and a desk with a green lamp.',
      caption: 'The main reading room has 310 seats, of which 60 can be booked.',
      credit: 'Nils Arvane/The Meridian Post',
      width: 1600,
      height: 900,
    },
    publishedHoursAgo: 160,
    body: [
      {
        type: 'paragraph',
        html: 'For three weeks from Monday the doors of the central library will not be locked at all. Anyone with a card may stay; anyone without one may have a card made at the desk, even at four in the morning.',
      },
      {
        type: 'paragraph',
        html: 'Last year’s trial was meant for university students. It turned out that two visitors in five were something else: apprentices before a final test, nurses on a break, a baker who read the newspapers until his ovens were hot.',
      },
      { type: 'heading', level: 3, text: 'House rules, shortened' },
      {
        type: 'list',
        ordered: true,
        listItems: [
          'Soup is served in the foyer from midnight, by donation.',
          'From one o’clock the reading room is silent. The basement is not.',
          'Sleeping is allowed. Reserving a seat with a coat is not.',
        ],
      },
      {
        type: 'paragraph',
        html: 'The extra nights cost 74,000 crowns, mostly for two librarians and a guard. A taxi firm takes students home for a flat fare of five crowns; trams of line 17 run every hour.',
      },
      {
        type: 'paragraph',
        html: 'And the lost property? “Eleven umbrellas, a trumpet and a thesis,” the night librarian, Amos Telfer, recalled. Only the thesis was collected within a day.',
      },
    ],
  },
  {
    sourceId: 'sample:en-beach-films',
    language: 'en',
    headline: 'Festival at Tessaly Bay screens films between high tides',
    standfirst:
      'The programme is printed on a tide table. When the water returns, the audience carries its chairs uphill.',
    trailText: 'Nineteen films, one screen, and a sea that keeps to its own schedule.',
    byline: 'By Elena Torvald in Tessaly Bay',
    authors: ['elena-torvald', 'marcus-bell'],
    sources: [{ name: 'Coast Broadcasting', role: 'broadcaster' }],
    dateline: 'TESSALY BAY',
    section: 'arts-culture',
    regions: ['meridian-coast'],
    tags: ['tessaly-bay', 'music'],
    mainImage: {
      url: '/media/observatory.svg',
      altText: 'Two figures with a small telescope on a dark hill beside a white dome.',
      caption: 'Between two films, the observatory on the hill invites the audience to look up.',
      credit: 'Nils Arvane/The Meridian Post',
      width: 1600,
      height: 900,
      focalPoint: { x: 0.3, y: 0.8 },
    },
    publishedHoursAgo: 401,
    body: [
      {
        type: 'paragraph',
        html: 'The screen is nailed to the mast of a beached cutter. The projector sits in a bathing hut. Twice a day the sea comes to within a metre of the first row, and on the third evening of last year’s festival it came two metres further.',
      },
      {
        type: 'paragraph',
        html: 'This year the organisers have asked the Institute of Tides for help. Nineteen films will be shown in the gaps between high waters, the longest of them, a silent epic about salt, on the day with the lowest tide of the month. It lasts four hours and ten minutes. The gap lasts four hours and twenty-five.',
      },
      {
        type: 'quote',
        text: 'We have cut nothing. If it comes to that, people can lift their feet.',
        attribution: 'Cosima Brandt, festival director',
      },
      {
        type: 'paragraph',
        html: 'Seven films are first features. The jury consists of a projectionist, a lifeguard and a twelve-year-old who won a raffle; the prize is 20,000 crowns and a wetsuit.',
      },
      {
        type: 'paragraph',
        html: 'Tickets are sold on the beach from two hours before each screening, cash only. Dogs get in for nothing if they can stay quiet through a chase.',
      },
    ],
  },
  {
    sourceId: 'sample:en-silo-mural',
    language: 'en',
    headline: 'Puerto Sereno paints its grain silos with the faces of night workers',
    standfirst: 'Twelve portraits, each 38 metres high, look out over the port. Sitters were chosen by lot.',
    byline: 'By Elena Torvald in Puerto Sereno',
    authors: ['elena-torvald'],
    dateline: 'PUERTO SERENO',
    section: 'arts-culture',
    regions: ['southern-straits'],
    tags: ['puerto-sereno', 'shipping', 'housing'],
    mainImage: {
      url: '/media/collection-coast-at-work.svg',
      altText: 'Three people at work on a quay in front of a crane and a ship loaded with containers.',
      caption: 'A sketch for the first silo. The crane operators asked for their crane to be included.',
      credit: 'Leila Rahmane/The Meridian Post',
      width: 1600,
      height: 900,
    },
    publishedHoursAgo: 285,
    body: [
      {
        type: 'paragraph',
        html: 'Rosario Vidal has cleaned the customs house for 22 years, always after eight in the evening, and says that in all that time nobody there has seen her face. It is now as tall as a church.',
      },
      {
        type: 'paragraph',
        html: 'The painter Teo Almanza and a crew of nine used 2,600 litres of silicate paint on the twelve silos at the grain quay. They worked from ropes, at night, under the lamps of the loading cranes: the concrete was too hot by day.',
      },
      {
        type: 'paragraph',
        html: 'Some 480 people who work between ten at night and six in the morning put their names into a drum. Among the twelve drawn are a pilot, a pharmacist, a bus driver, two bakers and the man who winds the clock of the town hall.',
      },
      {
        type: 'quote',
        text: 'You paint a mayor and people argue. You paint a baker and they say good morning.',
        attribution: 'Teo Almanza',
      },
      {
        type: 'paragraph',
        html: 'Neighbours in the flats across the water were asked before the work began. Three in four agreed to be looked at.',
      },
    ],
  },
  {
    sourceId: 'sample:en-reel-archive',
    language: 'en',
    headline: 'Eleven thousand reels of song come out of the cellar',
    standfirst:
      'Coast Broadcasting has put its collection of folk recordings online. Some of the singers’ grandchildren hear them for the first time.',
    byline: 'By Elena Torvald in Port Alder',
    authors: ['elena-torvald'],
    sources: [{ name: 'Coast Broadcasting', role: 'broadcaster', url: 'https://broadcasting.example.org/reels' }],
    dateline: 'PORT ALDER',
    section: 'arts-culture',
    regions: ['meridian-coast', 'eastern-highlands'],
    tags: ['music', 'kharzan', 'eastmoor', 'lowmere-philharmonic'],
    corrections: [
      {
        text: 'An earlier version said that the recordings began in 1953. The first reel is dated 1951.',
        hoursAgo: 290,
      },
    ],
    publishedHoursAgo: 338,
    updatedHoursAgo: 290,
    mainImage: {
      url: '/media/orchestra.svg',
      altText: 'Listeners sit on a lawn in front of a lit stage on which musicians play.',
      caption: 'Six of the songs have been arranged for orchestra and were played in Lowmere.',
      credit: 'Maren Ostby/The Meridian Post',
      width: 1600,
      height: 900,
    },
    body: [
      {
        type: 'paragraph',
        html: 'Between 1951 and 1974 two sound engineers drove a van with a generator through every district of the coast. Wherever somebody was known to sing, they stopped. What they brought home lay for half a century on shelves beneath the canteen of Coast Broadcasting.',
      },
      {
        type: 'paragraph',
        html: 'Restorers have now played all 11,200 reels, each of them once, because the oldest would not survive a second time. The result is 3,900 hours of sound: lullabies, shearing songs, a ballad in 61 verses about a stolen cheese.',
      },
      { type: 'embed', url: 'https://audio.example.org/reels/stolen-cheese' },
      {
        type: 'paragraph',
        html: 'Names were written down for two thirds of the singers. The broadcaster asks the public for the rest, and within a week 214 voices had been recognised.',
      },
      {
        type: 'quote',
        text: 'That is my mother, at nineteen. I had no idea she was ever that cheerful.',
        attribution: 'a listener in Eastmoor, 81',
      },
      {
        type: 'paragraph',
        html: 'Families can have a recording taken down. So far seven have asked, and four of those changed their minds after hearing it twice.',
      },
    ],
  },
];
