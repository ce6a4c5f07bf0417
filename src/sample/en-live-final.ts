import { paragraphs, picture } from './pieces.js';
import type { SampleItem } from './sample-item.js';

/** A live blog that has ended: yesterday's final of the Coast Cup. */
export const liveBlogOfTheFinal: SampleItem = {
  type: 'LIVE_BLOG',
  sourceId: 'sample:en-live-cup-final',
  language: 'en',
  headline: 'Coast Cup final, as it happened: Rovers 3, United 2',
  standfirst: 'Quillan Rovers beat Tessaly United after extra time at the Strand Ground. Every goal, minute by minute.',
  label: 'As it happened',
  byline: 'Marcus Bell at the Strand Ground',
  authors: ['marcus-bell'],
  sources: [{ name: 'Coast Broadcasting', role: 'broadcaster' }],
  section: 'sports',
  regions: ['lowland-plains', 'meridian-coast'],
  tags: ['coast-cup', 'quillan-rovers', 'tessaly-united', 'football', 'piet-marlow'],
  publishedHoursAgo: 21.8,
  updatedHoursAgo: 17.6,
  coverageStartHoursAgo: 21.8,
  coverageEndHoursAgo: 17.5,
  viewsByHour: [30, 44, 52, 60, 71, 83, 90, 64, 51, 40, 28, 22, 35, 80, 140, 310, 720, 2480, 5210, 4630, 3980, 2150],
  mainImage: picture(
    'football-final',
    'Floodlit pitch: a player in red runs at goal, the goalkeeper dives, two in blue give chase',
    'The final drew 41,300 people to the Strand Ground.',
    'Ilmar Teague/The Meridian Post',
  ),
  related: ['sample:en-rovers-final', 'sample:en-analysis-academy'],
  body: paragraphs('This live blog has ended. Marcus Bell’s report has the whole story of the evening.'),
  posts: [
    {
      minutesAgo: 1305,
      title: 'Good evening',
      body: paragraphs(
        'The gates of the Strand Ground are open, and the trams from the station are full. Kick-off is in three quarters of an hour.',
      ),
    },
    {
      minutesAgo: 1290,
      title: 'The teams',
      isPinned: true,
      body: paragraphs(
        '<em>Rovers:</em> Bayle; Strand, Okafor-Lind, Messing; Teal, Hartwell, Pryor, Anso; Vane, Lisle, Brock.',
        '<em>United:</em> Hale; Rusk, Amari, Dell, Quist; Oduya, Farrow, Lunde; Sabo, Wren, Kettle.',
      ),
    },
    { minutesAgo: 1252, title: 'Kick-off', isKeyEvent: true, body: paragraphs('United in blue, from left to right.') },
    {
      minutesAgo: 1229,
      title: 'GOAL: Rovers 1, United 0',
      isKeyEvent: true,
      body: paragraphs('Hartwell, 23 minutes. United fail twice to clear a corner, and he doesn’t wait for a third.'),
    },
    {
      minutesAgo: 1218,
      body: paragraphs('Kettle shoots over from twelve metres. The blue end groans as one person.'),
    },
    {
      minutesAgo: 1209,
      title: 'GOAL: Rovers 1, United 1',
      isKeyEvent: true,
      body: paragraphs('Oduya, 43 minutes, low and to the left of Bayle, who saw it late.'),
    },
    {
      minutesAgo: 1204,
      title: 'Half-time',
      body: paragraphs('One each. United have had more of the ball, Rovers more of the corners.'),
    },
    {
      minutesAgo: 1167,
      title: 'GOAL: Rovers 1, United 2',
      isKeyEvent: true,
      body: paragraphs(
        'Lunde, 66 minutes, with a free kick that goes round the wall. They are singing about the ferry home.',
      ),
    },
    {
      minutesAgo: 1166,
      body: paragraphs('Sorrel comes on for Teal. He is 20, and this is his fourth match.'),
    },
    {
      minutesAgo: 1155,
      title: 'GOAL: Rovers 2, United 2',
      isKeyEvent: true,
      body: paragraphs('Sorrel, 78 minutes, from a rebound. He has been on the pitch for eleven.'),
    },
    {
      minutesAgo: 1139,
      title: 'Extra time',
      isKeyEvent: true,
      body: paragraphs('Two each after ninety minutes. Thirty more, then penalties.'),
    },
    { minutesAgo: 1116, body: paragraphs('The sides change ends. Nobody sits down.') },
    {
      minutesAgo: 1107,
      title: 'GOAL: Rovers 3, United 2',
      isKeyEvent: true,
      body: paragraphs(
        'Sorrel again, 112 minutes, with his head, from Hartwell’s cross. He was alone, six metres out.',
      ),
    },
    {
      minutesAgo: 1090,
      title: 'Full time: Rovers win the Coast Cup',
      isKeyEvent: true,
      body: [
        ...paragraphs('After 19 years the cup goes back to Quillan.'),
        { type: 'articleLink', prefix: 'The report:', article: 'sample:en-rovers-final' },
      ],
    },
    {
      minutesAgo: 1058,
      title: 'And the coach?',
      body: [
        {
          type: 'quote',
          text: 'I told him to stay wide. I’ll have to stop telling him things.',
          attribution: 'Piet Marlow, Rovers coach',
        },
      ],
    },
  ],
};
