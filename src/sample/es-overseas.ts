import { esPicture } from './es-picture.js';
import { paragraphs } from './pieces.js';
import type { SampleItem } from './sample-item.js';

/** Spanish articles from abroad: what the coast has to do with Türkiye. */
export const spanishOverseas: SampleItem[] = [
  {
    sourceId: 'sample:es-congreso-esmirna',
    translationOf: 'sample:en-izmir-conference',
    language: 'es',
    headline: 'Ingenieros de cuarenta países estudian en Esmirna los edificios que no se cayeron',
    standfirst: 'Un congreso de ingeniería sísmica celebrado en Turquía pregunta por lo que resistió, y por qué.',
    label: 'Ultramar',
    byline: 'Diego Montes',
    authors: ['diego-montes'],
    sources: [{ name: 'Universidad de Alder', role: 'delegación' }],
    dateline: 'ESMIRNA',
    section: 'technology',
    regions: ['overseas'],
    tags: ['turkiye', 'housing', 'schools'],
    publishedHoursAgo: 31,
    viewsByHour: [18, 22, 31, 27, 19],
    mainImage: esPicture(
      'shake-table',
      'Maqueta de una torre sobre una plataforma, entre dos flechas que apuntan a los lados',
      'La maqueta de una casa de diez plantas, segundos antes de la sacudida.',
      'Noa Larrén',
    ),
    body: [
      ...paragraphs(
        'Seiscientos ingenieros han pasado tres días en Esmirna con los planos de edificios que siguen en pie. Es la segunda vez que Turquía acoge el congreso, que cumple once ediciones.',
        'La Universidad de Alder llevó una escuela de Lowmere, en forma de 2.400 dibujos. «Nadie sabe con exactitud por qué aguanta, y eso es lo que queremos averiguar», explicó la profesora Runa Halloran.',
      ),
      { type: 'heading', level: 2, text: 'Lo que tenían en común' },
      {
        type: 'list',
        ordered: false,
        listItems: [
          'Muros que van del tejado al suelo sin interrupción.',
          'Pocos escaparates, o marcos gruesos alrededor de ellos.',
          'Un propietario que alguna vez pagó una segunda opinión.',
        ],
      },
      ...paragraphs(
        'Los participantes publicarán sus planos en un formato común. La primera lista, de 1.300 edificios, estará abierta antes del verano.',
      ),
    ],
  },
  {
    sourceId: 'sample:es-astillero-turquia',
    translationOf: 'sample:en-turkiye-shipyard',
    language: 'es',
    headline: 'Los próximos ferris eléctricos de Saint Orrin se construirán en Türkiye',
    standfirst: 'Un astillero próximo a Yalova gana el encargo de dos barcos, con baterías de Quillan.',
    byline: 'Diego Montes',
    authors: ['diego-montes'],
    sources: [{ name: 'Autoridad Portuaria', role: 'organismo público' }],
    section: 'economy',
    regions: ['northern-isles', 'overseas'],
    tags: ['turkiye', 'ferries', 'shipping', 'saint-orrin'],
    publishedHoursAgo: 77,
    viewsByHour: [9, 15, 12, 21],
    mainImage: esPicture(
      'ferry',
      'Un ferri blanco con casco azul y rojo navega ante una isla verde',
      'El primer ferri de baterías, modelo de los dos nuevos.',
      'Noa Larrén',
    ),
    body: paragraphs(
      'La Autoridad Portuaria ha encargado a un astillero del noroeste de Türkiye dos ferris de baterías para la travesía de Saint Orrin. Costarán 118 millones de coronas y se impusieron a otras cinco ofertas.',
      'Los cascos llegarán remolcados a Port Alder, donde se montarán las baterías fabricadas en Quillan. Se cargan en el muelle en nueve minutos.',
      'Si el puente los deja sin trabajo, los barcos podrán venderse: «Un ferri es el único puente que se puede mover», dice la Autoridad.',
    ),
  },
  {
    sourceId: 'sample:es-azulejos-turquia',
    language: 'es',
    headline: 'El taller de Villaluz que cuece azulejos con una receta turca',
    standfirst: 'Dos ceramistas aprendieron en Iznik un azul que en la costa nadie sabía hacer.',
    byline: 'Carmen Ibarra, Villaluz',
    authors: ['carmen-ibarra'],
    genre: 'FEATURE',
    section: 'features',
    regions: ['southern-straits', 'overseas'],
    tags: ['turkiye', 'villaluz', 'heritage'],
    publishedHoursAgo: 173,
    mainImage: esPicture(
      'market',
      'Puestos con toldos de rayas en una plaza de casas ocres',
      'El taller vende en el Mercado de los Arcos los sábados por la mañana.',
      'Noa Larrén',
    ),
    body: paragraphs(
      'El secreto, dicen, no está en el color, sino en la espera: la arcilla descansa cuarenta días antes de ver el fuego. Lo aprendieron en Turquía, en un taller donde nadie hablaba su idioma y todos les corregían las manos.',
      'De cada hornada de noventa azulejos salen buenos sesenta. Los otros se los llevan los vecinos, que ya han cubierto con ellos media escalera de la calle de los Toneleros.',
    ),
  },
];
