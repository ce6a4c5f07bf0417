import type { LanguageKit } from './kit.js';

export const english: LanguageKit = {
  language: 'en',
  share: 60,
  space: ' ',
  comma: ', ',
  stop: '.',
  common:
    'the of to and in a for on with that by from at as it will are was over after has said not its more than new this their would year last before who which into under about first',
  words: `council city people government minister plan report water market school river coast budget week public work court law bridge price harbour
    health hospital service rail energy train road vote party election committee company bank trade workers union teachers students farmers fishing
    families house housing building island valley museum festival film book music team match season player coach league cup goal final record race
    science study research data university scientists forest climate wind solar storm rain flood heat winter summer spring autumn morning night
    agreement talks border summit region province mayor deputy chair leader member assembly deal reform inquiry review debate decision proposal
    growth inflation wages jobs tax fund loan debt exports imports harvest wheat olive grain ferry port shipping airport flight station tunnel
    opens closes rises falls grows begins returns approves rejects delays warns asks finds shows wins loses plans builds restores extends limits
    early late long short local national regional northern southern eastern western annual public private digital historic coastal rural central`,
  starts:
    'ab ac al am an ar as bar bel ber bor bra cal car cel cer clo com con cor cra cre dar del den dom dra dur ef el em en er fal far fel fer fir flo for fra gal gar gen gla gra hal har hel her hor im in jar jun kel ker lam lar lem len lor mal mar mel mer min mor nal nar nel nor or pal par pel per pla por pra pre ral rel ren ros sal sar sel ser sol sor sta ster tal tar tel ter tor tra tre ul un val var vel ver vin vor wal war wel wor',
  middles: 'a e i o u an en in on al el il ol ar er ir or at et it ad ed id am em im ist und ant ent and',
  ends: 'ing tion ment ness ty ly er ers ed al ic ous able ance ence age ade ate ure ism ist dom ship hood ward craft fold land side work yard mill field',
  nameStarts:
    'Al An Ar Bel Ber Bran Cal Cor Dal Dar Del Dor El Er Fal Fen Gar Gel Hal Har Hel Is Jor Kal Kel Lan Lor Mar Mel Mer Nor Ol Or Per Quil Ras Ren Ros Sal Sel Sor Tal Tar Tor Ul Val Ver Vor Wen Wil Yar Zan',
  nameMiddles: 'a an ar e el en er i il in is o ol on or u un ur am ed id ov und ast est ind',
  nameEnds:
    'berg bridge by combe den don field ford gate ham haven hurst ley low mere mouth ness ridge rick sen son stead stone strand ton vale wick wood worth',
  givenNames:
    'Ada Alma Anton Bruno Cara Clem Dora Edda Elin Emil Ezra Fern Finn Greta Hugo Ida Ines Ira Ivo June Kai Lena Leo Lina Lior Mara Milo Mina Nell Nils Nora Odin Olga Otis Pia Rafe Rhea Rosa Runa Saul Tess Theo Tilda Una Vera Wim Yara Zeno',
  edition: { name: 'The Generated Post', slogan: 'News that never happened' },
  sections: {
    news: 'News',
    politics: 'Politics',
    economy: 'Economy',
    world: 'World',
    sport: 'Sport',
    football: 'Football',
    athletics: 'Athletics',
    culture: 'Culture',
    books: 'Books',
    film: 'Film',
    health: 'Health',
    science: 'Science',
    technology: 'Technology',
    environment: 'Environment',
    views: 'Views',
    opinion: 'Opinion',
    analysis: 'Analysis',
    blog: 'Blog',
    features: 'Features',
  },
  regions: [
    ...['Northern Isles', 'Meridian Coast', 'Lowland Plain', 'High Range', 'Eastern Lakes', 'Southern Delta'],
    ...['Western Cape', 'Inner Valleys', 'River Cities', 'Outer Islands'],
  ],
  series: ['NewsFeed', 'Video Features', 'Digital Series', 'Explainers', 'Letters', 'Long Reads'],
  byline: 'By {}',
  correction: 'An earlier version of this report gave a wrong figure.',
  withdrawnReason: 'The report could not be confirmed.',
  role: 'Reporter',
};
