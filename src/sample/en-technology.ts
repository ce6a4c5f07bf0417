import type { SampleItem } from './sample-item.js';

/** English articles about machines, transport and what can be measured. */
export const englishTechnology: SampleItem[] = [
  {
    sourceId: 'sample:en-night-train',
    language: 'en',
    headline: 'Night train between Port Alder and Villaluz returns after eleven years',
    standfirst:
      'Meridian Rail will run the sleeper three times a week from March, with rebuilt carriages and a breakfast at the border of the plains.',
    byline: 'By Theo Nakamura and Jonas Reed',
    authors: ['theo-nakamura', 'jonas-reed'],
    sources: [{ name: 'Meridian Rail', role: 'railway' }],
    dateline: 'PORT ALDER',
    section: 'economy',
    regions: ['meridian-coast', 'southern-straits'],
    tags: ['meridian-rail', 'railways', 'villaluz', 'port-alder', 'tomas-ekwall'],
    mainImage: {
      url: '/media/night-train.svg',
      altText: 'A red train with lit windows crosses a stone viaduct under a crescent moon.',
      caption: 'The Arrow viaduct, two hours south of Port Alder, which the sleeper will cross shortly after midnight.',
      credit: 'Idris Falk/The Meridian Post',
      width: 1600,
      height: 900,
      focalPoint: { x: 0.7, y: 0.52 },
    },
    publishedHoursAgo: 8,
    viewsByHour: [980, 1240, 1660, 1905, 2210, 1480, 720, 350],
    related: ['sample:en-opinion-slow-night', 'sample:en-timetable-data'],
    body: [
      {
        type: 'paragraph',
        html: 'The night train is back in the timetable. From March, Meridian Rail will send a sleeper from Port Alder to Villaluz every Monday, Wednesday and Friday at 21.35, and another in the opposite direction on the nights between.',
      },
      {
        type: 'paragraph',
        html: 'The last one ran eleven years ago, when 38 passengers a night shared nine carriages. The company now expects 190. It points to its own booking figures: journeys of more than 500 kilometres have grown by a third in four years.',
      },
      {
        type: 'list',
        ordered: false,
        listItems: [
          'Seat: from 29 crowns',
          'Berth in a compartment of four: from 54 crowns',
          'Single cabin with washbasin: from 96 crowns',
          'Bicycle: 8 crowns, booked ahead',
        ],
      },
      {
        type: 'paragraph',
        html: 'Sixteen carriages were rebuilt in the works at Quillan at a cost of 31 million crowns, of which the federation paid half. Transport Minister Tomas Ekwall called it “<strong>cheaper than one kilometre of new road</strong>”.',
      },
      {
        type: 'paragraph',
        html: 'Economists are less certain that the sleeper will cover its costs. Dr Joan Prewitt noted that cleaning, linen and night staff make a berth about twice as expensive to run as a seat by day. “It works if the trains are full on a Wednesday in November,” she said. “Everyone fills them in July.”',
      },
      {
        type: 'paragraph',
        html: 'Tickets go on sale in January. In Villaluz, the mayor’s office is already planning to keep the station café open from five in the morning.',
      },
      { type: 'articleLink', prefix: 'Opinion', article: 'sample:en-opinion-slow-night' },
    ],
  },
  {
    sourceId: 'sample:en-battery-ferry',
    language: 'en',
    headline: 'Battery ferry makes the crossing to Saint Orrin without a drop of diesel',
    standfirst: 'The converted Petrel carried 212 passengers, and a great many engineers, on its first public sailing.',
    label: 'On board',
    byline: 'By Theo Nakamura aboard the Petrel',
    authors: ['theo-nakamura'],
    sources: [
      { name: 'Harbour Authority', role: 'port operator' },
      { name: 'Union of Island Councils', role: 'local government' },
    ],
    dateline: 'SAINT ORRIN',
    section: 'technology',
    regions: ['northern-isles', 'meridian-coast'],
    tags: ['ferries', 'saint-orrin', 'shipping', 'renewable-energy'],
    mainImage: {
      url: '/media/ferry.svg',
      altText: 'A ferry with a red funnel sails past a green island with white houses.',
      caption: 'The funnel stays for the look of it: the ferry has nothing left to burn.',
      credit: 'Tove Brannick/The Meridian Post',
      width: 1600,
      height: 900,
      focalPoint: { x: 0.45, y: 0.6 },
    },
    publishedHoursAgo: 26,
    viewsByHour: [90, 120, 210, 260, 330, 410, 380, 290, 240, 180, 110, 60, 30, 22, 18, 25, 70, 160],
    body: [
      {
        type: 'paragraph',
        html: 'The first thing you notice is the spoons. On the old Petrel they rattled in their drawer from quay to quay; on the new one the café steward keeps opening it to see whether they are still there.',
      },
      {
        type: 'paragraph',
        html: 'Where two diesel engines stood, 2,400 battery modules now fill a room the size of a tennis court. They hold 4.1 megawatt-hours. The crossing of 52 minutes, four more than under diesel, needs <strong>1.6</strong>, and the rest is for headwind, tide and nerves.',
      },
      {
        type: 'paragraph',
        html: 'In Port Alder the ship recharges in 24 minutes through an arm that finds its own socket. The island has no cable strong enough, so a battery on the quay there fills up slowly between sailings and empties into the ferry at once.',
      },
      {
        type: 'quote',
        text: 'People ask how far she can go. The better question is how often, and the answer is seven times a day.',
        attribution: 'Renata Oquist, director of the Harbour Authority',
      },
      { type: 'heading', level: 2, text: 'What it costs' },
      {
        type: 'paragraph',
        html: 'The conversion took fourteen months and 38 million crowns, five months and six million more than planned. The Harbour Authority expects to save 2.9 million crowns of fuel a year.',
      },
      {
        type: 'paragraph',
        html: 'A trial until the summer will show how cold weather affects the batteries. Two sister ships are to follow, bridge or <a href="/news/politics">no bridge</a>.',
      },
      { type: 'articleLink', prefix: 'Analysis', article: 'sample:en-analysis-ferries' },
    ],
  },
  {
    sourceId: 'sample:en-tram-signals',
    language: 'en',
    headline: 'Port Alder’s trams learn to ask politely for a green light',
    standfirst:
      'New signals give way to a tram only if it is full or late. Journeys on line 17 are four minutes shorter.',
    byline: 'By Theo Nakamura',
    authors: ['theo-nakamura'],
    sources: [{ name: 'City of Port Alder', role: 'municipality' }],
    dateline: 'PORT ALDER',
    section: 'technology',
    regions: ['meridian-coast'],
    tags: ['port-alder', 'railways'],
    mainImage: {
      url: '/media/tram.svg',
      altText: 'Passengers look out of the windows of a yellow tram in a busy shopping street.',
      caption: 'Line 17 crosses 43 sets of lights between the harbour and the hospital.',
      credit: 'Idris Falk/The Meridian Post',
      width: 1600,
      height: 900,
    },
    publishedHoursAgo: 74,
    viewsByHour: [31, 44, 52, 38, 60, 71],
    body: [
      {
        type: 'paragraph',
        html: 'A tram that always gets its way makes enemies: buses wait, ambulances wait, people with shopping wait. Port Alder has therefore spent two years teaching its signals some manners.',
      },
      {
        type: 'paragraph',
        html: 'Each tram now reports its load, by the weight on the axles, and its delay. The junction weighs that against the queue on the other arms and decides. An empty tram that runs early has to stop like everybody else.',
      },
      {
        type: 'list',
        ordered: false,
        listItems: [
          'Line 17, end to end: 41 minutes, from 45',
          'Arrivals within two minutes of the timetable: 88%, from 71%',
          'Longest wait for pedestrians: 62 seconds, from 90',
        ],
      },
      {
        type: 'paragraph',
        html: 'The code is the work of three engineers in the city’s own traffic office, who published it for other towns to use. Quillan has asked for a copy.',
      },
      {
        type: 'paragraph',
        html: 'Not all is well. Cyclists on Wharf Street complain that their green phase has become unpredictable, and measurements bear them out: it varies between nine and thirty seconds. A countdown display is being tried at four crossings.',
      },
    ],
  },
  {
    sourceId: 'sample:en-comet-camera',
    language: 'en',
    headline: 'Tessaly Bay’s new camera finds a comet on its second night',
    standfirst: 'Astronomers meant to test the shutter. The smudge that they photographed had never been seen before.',
    trailText: 'Visible in ordinary binoculars from the middle of next month.',
    byline: 'By Priya Lindqvist in Tessaly Bay',
    authors: ['priya-lindqvist'],
    sources: [{ name: 'Alder University', role: 'research' }],
    dateline: 'TESSALY BAY',
    section: 'technology',
    regions: ['meridian-coast'],
    tags: ['astronomy', 'tessaly-bay', 'schools'],
    mainImage: {
      url: '/media/observatory.svg',
      altText: 'An observatory with an open dome stands on a hill under a violet night sky full of stars.',
      caption: 'The dome above Tessaly Bay was built in 1958; the camera inside it is three weeks old.',
      credit: 'Nils Arvane/The Meridian Post',
      width: 1600,
      height: 900,
      focalPoint: { x: 0.5, y: 0.45 },
    },
    publishedHoursAgo: 12,
    viewsByHour: [640, 890, 1320, 1150, 700, 420, 310, 150, 90, 60, 85, 130],
    body: [
      {
        type: 'paragraph',
        html: 'It was meant to be a picture of nothing in particular. On its second night in service, the new camera of the Tessaly Bay observatory took forty exposures of a dull patch of sky, so that its shutter could be checked. In all forty, something had moved.',
      },
      {
        type: 'paragraph',
        html: 'A student, Rosalind Achebi, noticed it at breakfast. By evening two other telescopes had confirmed a <strong>comet</strong>, at present as faint as a candle seen from 400 kilometres away.',
      },
      {
        type: 'quote',
        text: 'I thought it was jam on the screen. I wiped it, honestly, twice.',
        attribution: 'Rosalind Achebi, doctoral student',
      },
      {
        type: 'paragraph',
        html: 'The orbit is still rough. It seems to take the comet around the Sun once in about 2,900 years, and within reach of binoculars for ten days in the middle of next month, low in the west after sunset.',
      },
      { type: 'heading', level: 3, text: 'A camera from spare parts' },
      {
        type: 'paragraph',
        html: 'The instrument cost 640,000 crowns, a tenth of the usual price, because its sensors were left over from a satellite that never flew. It photographs a field 80 times the size of the full Moon in one go.',
      },
      {
        type: 'paragraph',
        html: 'Comets carry the names of those who find them. The observatory’s software filed the report, but rules require a person; the committee’s decision is expected within weeks.',
      },
    ],
  },
  {
    sourceId: 'sample:en-timetable-data',
    language: 'en',
    headline: 'Where is my train? Meridian Rail publishes the answer for anyone to use',
    standfirst:
      'Live positions of all 410 trains can now be read by any program. Hobbyists needed one weekend to build on them.',
    byline: 'By Theo Nakamura',
    authors: ['theo-nakamura'],
    sources: [{ name: 'Meridian Rail', role: 'railway', url: 'https://rail.example.org/open-data' }],
    section: 'technology',
    regions: ['meridian-coast', 'lowland-plains'],
    tags: ['meridian-rail', 'railways'],
    mainImage: {
      url: '/media/night-train.svg',
      altText: 'A train of four carriages on a high viaduct, with snowy mountains behind it at night.',
      caption: 'Each train reports its position every five seconds, in tunnels by counting wheel turns.',
      credit: 'Idris Falk/The Meridian Post',
      width: 1600,
      height: 900,
    },
    publishedHoursAgo: 140,
    body: [
      {
        type: 'paragraph',
        html: 'A retired signalman in Quillan has hung a wooden board in his kitchen. Forty small lamps on it are the stations of the coast line, and they light up as the trains pass.',
      },
      {
        type: 'paragraph',
        html: 'He could build it because Meridian Rail has opened its control system, in one direction at least. Positions, delays and platform changes of all 410 trains are published every five seconds, free of charge, at <a href="https://rail.example.org/open-data">rail.example.org</a>. The format is documented; a call to <code>/trains/{number}</code> returns one train.',
      },
      {
        type: 'paragraph',
        html: 'During the first weekend 1,900 programmers registered. Their work so far includes a wheelchair map that knows which lifts are out of order, an alarm clock that lets you sleep if the 07.14 is late, and a game.',
      },
      {
        type: 'paragraph',
        html: 'Why now? Until last year the company sold the data for 90,000 crowns a year to two firms. “<em>Answering requests cost us more than that</em>,” its head of operations, Jorun Kastell, admitted.',
      },
      {
        type: 'paragraph',
        html: 'Freight trains are left out, for the sake of customers who do not want competitors to watch. A consumer group, Passengers of the Coast, would like past delays to be added: compensation claims often fail for want of proof.',
      },
    ],
  },
  {
    sourceId: 'sample:en-net-beacons',
    language: 'en',
    headline: 'Lost fishing nets get a voice',
    standfirst:
      'A beacon the size of a matchbox calls for help when a net has come loose. In Puerto Sereno, 31 were brought home.',
    byline: 'By Priya Lindqvist in Puerto Sereno',
    authors: ['priya-lindqvist', 'theo-nakamura'],
    dateline: 'PUERTO SERENO',
    section: 'technology',
    regions: ['southern-straits'],
    tags: ['fisheries', 'puerto-sereno', 'shipping'],
    mainImage: {
      url: '/media/fishing-boats.svg',
      altText: 'Small fishing boats with masts and cabins ride at anchor in a pink dawn.',
      caption: 'Sixty boats in Puerto Sereno carry the beacons.',
      credit: 'Leila Rahmane/The Meridian Post',
      width: 1600,
      height: 900,
      focalPoint: { x: 0.52, y: 0.75 },
    },
    publishedHoursAgo: 262,
    body: [
      {
        type: 'paragraph',
        html: 'A net that drifts goes on fishing for years. Nobody knows how many there are off the southern straits; the fishers of Puerto Sereno lose about one boat-length of net per boat and month, which adds up to eleven kilometres a year.',
      },
      {
        type: 'paragraph',
        html: 'Sixty of their boats have now fitted beacons made by a workshop in the old customs shed. Each sleeps until the pressure or the pull on its line changes in a way that it does not expect. Then it sends a click, audible to any hull within four kilometres, every half hour for eight months.',
      },
      {
        type: 'quote',
        text: 'A good net is 3,000 crowns. Pride made us say that it was stolen. Usually it was only lost.',
        attribution: 'Baltasar Quiroz, fisherman',
      },
      {
        type: 'paragraph',
        html: 'Of 44 nets that called since January, 31 were recovered. Nine had snagged too deep, and four fell silent. Caught in those that came back were two turtles, alive, and one very angry conger.',
      },
      {
        type: 'paragraph',
        html: 'A beacon costs 70 crowns. Insurers are considering a discount, says the cooperative, and the Harbour Authority will listen for clicks from its patrol boats.',
      },
    ],
  },
  {
    sourceId: 'sample:en-greenhouse-sensors',
    language: 'en',
    headline: 'Growers in the delta pool their thermometers, and save a fifth of their water',
    standfirst:
      'Nobody had to buy anything new: 180 greenhouses only had to stop keeping their readings to themselves.',
    byline: 'By Jonas Reed in the Sarn delta',
    authors: ['jonas-reed'],
    sources: [{ name: 'Sarn Farmers’ Association', role: 'farmers' }],
    dateline: 'SARN DELTA',
    section: 'technology',
    regions: ['western-delta'],
    tags: ['farming', 'sarn-delta', 'water'],
    mainImage: {
      url: '/media/greenhouse.svg',
      altText: 'A gardener in a straw hat carries a crate of tomatoes outside a large glasshouse.',
      caption: 'Tomatoes drink at noon, whatever the timer says, the shared readings showed.',
      credit: 'Hana Corvel/The Meridian Post',
      width: 1600,
      height: 900,
    },
    publishedHoursAgo: 178,
    viewsByHour: [12, 9, 20, 17],
    body: [
      {
        type: 'paragraph',
        html: 'Farmers do not like to show each other their books, and a greenhouse log is a kind of book. It says when you water, how warm you dare to let it get, and, to a practised eye, how much you will sell.',
      },
      {
        type: 'paragraph',
        html: 'So the agreement that 180 growers in the Sarn delta reached last spring was less technical than it sounds. Their sensors, by eleven makers, now write to one common table. Names are removed; every grower sees the average of ten neighbours with the same crop.',
      },
      {
        type: 'paragraph',
        html: 'After one season, water use is down by <strong>19%</strong> and the harvest is unchanged. Most of the saving has one cause. Timers opened the valves at six in the morning out of habit, while plants under glass drink around noon.',
      },
      {
        type: 'paragraph',
        html: 'Bram Okoye of the farmers’ association regards the table as a beginning. “Next we compare what the buyers pay us,” he said. “I expect <em>that</em> meeting to be louder.”',
      },
    ],
  },
];
