import { esPicture } from './es-picture.js';
import { paragraphs } from './pieces.js';
import type { SampleItem } from './sample-item.js';

/** A live blog that goes on: the freighter in the harbour mouth. */
export const liveBlogOfTheFreighter: SampleItem = {
  type: 'LIVE_BLOG',
  sourceId: 'sample:es-directo-bocana',
  language: 'es',
  headline: 'Directo: el carguero que cierra la bocana de Puerto Sereno',
  standfirst: 'Los remolcadores esperan la pleamar para mover el buque. Siga la maniobra minuto a minuto.',
  label: 'Directo',
  byline: 'Diego Montes, Puerto Sereno',
  authors: ['diego-montes'],
  section: 'economy',
  regions: ['southern-straits'],
  tags: ['puerto-sereno', 'shipping', 'ferries'],
  urgency: 2,
  publishedHoursAgo: 1.5,
  updatedHoursAgo: 0.1,
  coverageStartHoursAgo: 1.5,
  viewsByHour: [640, 410],
  mainImage: esPicture(
    'ferry',
    'Un ferri blanco con casco azul y rojo navega ante una isla verde',
    'Uno de los tres ferris que aguardan fuera del puerto. Imagen de archivo.',
    'Noa Larrén',
  ),
  related: ['sample:es-carguero-bocana'],
  posts: [
    {
      minutesAgo: 88,
      title: 'Un buque sin gobierno',
      body: paragraphs(
        'Los prácticos avisan de que un carguero de 140 metros ha perdido el timón al enfilar la bocana.',
      ),
    },
    {
      minutesAgo: 81,
      body: paragraphs('El capitán ha mandado fondear. Desde el faro se ve la popa, muy cerca del dique.'),
    },
    {
      minutesAgo: 73,
      title: 'La tripulación está bien',
      isKeyEvent: true,
      body: paragraphs('Los diecinueve tripulantes han contestado por radio. No hay heridos.'),
    },
    {
      minutesAgo: 64,
      title: 'Llega el primer remolcador',
      body: paragraphs('El <em>Brisa II</em> ha dado cabo por la proa. El segundo tardará diez minutos.'),
    },
    {
      minutesAgo: 55,
      title: 'Qué hacer si tiene billete',
      isPinned: true,
      body: paragraphs('Consulte con la naviera antes de salir de casa. Los billetes de hoy valen también mañana.'),
    },
    { minutesAgo: 47, body: paragraphs('La lonja retrasa la subasta: la flota de bajura no puede entrar.') },
    {
      minutesAgo: 36,
      title: 'Cerrada la bocana',
      isKeyEvent: true,
      body: [
        ...paragraphs('La Autoridad Portuaria cierra el puerto a la navegación hasta nuevo aviso.'),
        { type: 'articleLink', prefix: 'La noticia:', article: 'sample:es-carguero-bocana' },
      ],
    },
    {
      minutesAgo: 24,
      title: 'Ni una mancha',
      body: paragraphs('La primera inspección no encuentra combustible en el agua ni grietas en el casco.'),
    },
    {
      minutesAgo: 15,
      body: [
        { type: 'quote', text: 'Esto es aparcar un edificio con dos cuerdas.', attribution: 'Un práctico del puerto' },
      ],
    },
    {
      minutesAgo: 6,
      title: 'La maniobra, con la pleamar',
      isKeyEvent: true,
      body: paragraphs('Un tercer remolcador viene de Port Alder. La maniobra durará hora y media.'),
    },
  ],
};
