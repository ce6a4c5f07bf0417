import { paragraphs, picture } from './pieces.js';
import type { SampleItem } from './sample-item.js';

/** A live blog that goes on: fog over the strait on the day of the vote. */
export const liveBlogOfTheFog: SampleItem = {
  type: 'LIVE_BLOG',
  sourceId: 'sample:en-live-fog',
  language: 'en',
  headline: 'Live: fog in the strait, and an island that waits',
  standfirst: 'No passenger ferry has left since the visibility fell to 80 metres. Follow the day on both quays.',
  label: 'Live',
  byline: 'Ada Winslow in Port Alder and Theo Nakamura on Saint Orrin',
  authors: ['ada-winslow', 'theo-nakamura'],
  section: 'miscellaneous',
  regions: ['northern-isles', 'meridian-coast'],
  tags: ['ferries', 'saint-orrin', 'port-alder', 'harbour-bridge'],
  urgency: 2,
  publishedHoursAgo: 3,
  updatedHoursAgo: 0.05,
  coverageStartHoursAgo: 3,
  viewsByHour: [3890, 2740, 1960, 510],
  mainImage: picture(
    'ferry',
    'A ferry with two decks of cabins on blue water, gulls overhead',
    'Both boats of the line are in port. Archive picture.',
    'Ruta Olander/The Meridian Post',
  ),
  related: ['sample:en-ferry-fog', 'sample:en-video-fog-quay'],
  body: paragraphs('Times of sailings are those of the Harbour Authority. The newest post comes first.'),
  posts: [
    {
      minutesAgo: 179,
      title: 'Good morning from the east mole',
      body: paragraphs(
        'The lamps are still on and the far end of the mole can’t be seen. The 40-minute warning for fog went out to captains before dawn.',
      ),
    },
    {
      minutesAgo: 172,
      title: 'One boat is out there',
      body: paragraphs(
        'The early boat left 53 minutes ago with 84 people on board. She should be in by now; she is going dead slow, with a man at the bow.',
      ),
    },
    {
      minutesAgo: 163,
      body: paragraphs(
        'Horns from the strait every two minutes. The regulars on the quay can tell the boats apart by them.',
      ),
    },
    {
      minutesAgo: 154,
      title: 'The early boat is in',
      body: paragraphs('She has tied up on Saint Orrin after 71 minutes. The timetable says 48.'),
    },
    {
      minutesAgo: 146,
      title: 'The Assembly’s vote reaches the queue',
      body: paragraphs(
        'Somebody has read out the result of the vote on the Harbour Bridge from a telephone. There was a cheer, then laughter, then a look at the fog.',
      ),
    },
    {
      minutesAgo: 138,
      title: 'Visibility falls below the limit',
      isKeyEvent: true,
      body: paragraphs(
        'The gauge at Alder Point shows <strong>310 metres</strong>. Passenger boats may not sail below 400.',
      ),
    },
    {
      minutesAgo: 131,
      title: 'Two sailings called off',
      isKeyEvent: true,
      body: paragraphs(
        'The Harbour Authority has cancelled the next two departures in each direction. A decision on the third is due within two hours.',
      ),
    },
    {
      minutesAgo: 124,
      body: [
        {
          type: 'quote',
          text: 'I have a tooth out and a bag of soup. I am the best-prepared man on this quay.',
          attribution: 'Magnus Tye, passenger',
        },
      ],
    },
    {
      minutesAgo: 117,
      title: 'What your ticket is worth',
      isPinned: true,
      body: [
        ...paragraphs('Questions that we are asked most, with the Authority’s answers:'),
        {
          type: 'list',
          ordered: false,
          listItems: [
            'Tickets stay valid for seven days, on any boat of the line.',
            'Bicycles and dogs travel free on the first boat after the fog.',
            'Whoever misses the last train from Port Alder is put up in the school hall.',
          ],
        },
      ],
    },
    {
      minutesAgo: 109,
      title: 'Freight is sailing',
      body: paragraphs(
        'Lorries go by the southern channel, which is deeper and marked by radar. The first freighter has passed Alder Point.',
      ),
    },
    {
      minutesAgo: 101,
      title: 'Tea on both sides',
      body: paragraphs(
        'Volunteers are handing out tea and blankets in both terminals. On the island the baker has opened early.',
      ),
    },
    {
      minutesAgo: 93,
      title: 'How many are waiting',
      body: paragraphs('The Authority counts about 350 people at the east mole and 250 on Saint Orrin.'),
    },
    {
      minutesAgo: 86,
      body: paragraphs('A wedding party of nineteen is among them. The wedding is on the island, and so is the bride.'),
    },
    {
      minutesAgo: 78,
      title: 'Visibility: 80 metres',
      isKeyEvent: true,
      body: paragraphs('This is the lowest value of the month. It was 60 metres on the worst day of last winter.'),
    },
    {
      minutesAgo: 71,
      title: 'Helicopter on call',
      body: paragraphs('A helicopter stands by at the hospital for medical cases. It has not been needed so far.'),
    },
    {
      minutesAgo: 64,
      title: 'Why the fog stays',
      body: [
        ...paragraphs(
          'Warm air from the plains lies over cold water, and there is no wind to part them. Priya Lindqvist explains it in the forecast.',
        ),
        { type: 'articleLink', prefix: 'Read:', article: 'sample:en-tide-forecast' },
      ],
    },
    {
      minutesAgo: 57,
      title: 'The bride is coming to the quay',
      body: paragraphs('The wedding party reports that she is on her way to the island terminal, in boots.'),
    },
    {
      minutesAgo: 49,
      title: 'School hall on Saint Orrin opens',
      body: paragraphs(
        'There are forty camp beds. The island council asks people to bring their own pillow if they can.',
      ),
    },
    {
      minutesAgo: 41,
      title: 'All ferries held until further notice',
      isKeyEvent: true,
      body: [
        ...paragraphs('Every departure of the passenger line is now suspended, in both directions.'),
        { type: 'articleLink', prefix: 'The news:', article: 'sample:en-ferry-fog' },
      ],
    },
    {
      minutesAgo: 35,
      body: paragraphs('The quay has gone quiet. The loudspeaker has been asked to stop apologising.'),
    },
    {
      minutesAgo: 28,
      title: 'Fourteenth halt this year',
      body: paragraphs(
        'By our own count, which includes partial halts, fog has now stopped the line on fourteen days this year.',
      ),
    },
    {
      minutesAgo: 21,
      title: 'Bridge supporters at the mole',
      body: paragraphs('Six people with a banner have arrived. It can be read from about twenty metres.'),
    },
    {
      minutesAgo: 15,
      title: 'A wedding by loudspeaker?',
      body: paragraphs(
        'The registrar says that both must be in the same room. The island council is looking up whether a quay counts as one.',
      ),
    },
    {
      minutesAgo: 8,
      title: 'First breath of wind',
      isKeyEvent: true,
      body: paragraphs(
        'The gauge on the lighthouse shows wind from the north-west, force 2. Visibility has risen to 140 metres.',
      ),
    },
    {
      minutesAgo: 3,
      title: 'Next decision in an hour',
      body: paragraphs(
        'The Authority will look at the gauges again within the hour. If they show 400 metres, the wedding party goes first.',
      ),
    },
  ],
};
