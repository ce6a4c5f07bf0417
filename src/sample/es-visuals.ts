import { esPicture } from './es-picture.js';
import { paragraphs } from './pieces.js';
import type { SampleItem } from './sample-item.js';

const GRAPHICS = 'Infografía';

/** Spanish picture galleries, and an infographic. */
export const spanishVisuals: SampleItem[] = [
  {
    type: 'GALLERY',
    sourceId: 'sample:es-galeria-mercado',
    language: 'es',
    headline: 'En imágenes: el primer día del Mercado de los Arcos',
    standfirst: 'Ochenta y cuatro persianas, una llave que se atasca y la luz que entra por el tejado.',
    label: 'En imágenes',
    byline: 'Noa Larrén',
    section: 'economy',
    regions: ['southern-straits'],
    tags: ['villaluz', 'commerce', 'renewable-energy'],
    publishedHoursAgo: 7,
    viewsByHour: [130, 170, 160, 210, 190, 140, 60],
    mainImage: esPicture(
      'market',
      'Clientes ante puestos de fruta y verdura con toldos de rayas',
      'Las primeras ventas, poco después del alba.',
      'Noa Larrén',
    ),
    related: ['sample:es-mercado-arcos'],
    images: [
      esPicture(
        'market',
        'Clientes ante puestos de fruta con toldos de rayas',
        'Las seis y cuarto: la primera venta fue un manojo de acelgas.',
        'Noa Larrén',
      ),
      esPicture(
        'greenhouse',
        'Una persona con sombrero lleva una cesta de tomates',
        'Los tomates de la vega llegaron antes que las básculas.',
        'Noa Larrén',
      ),
      esPicture(
        'fishing-boats',
        'Barcas de pesca de colores ante un muelle',
        'El pescado vino de Puerto Sereno en el tren de las cuatro.',
        'Noa Larrén',
      ),
      esPicture(
        'tram',
        'Un tranvía amarillo con pasajeros en las ventanillas',
        'El tranvía dejó a los clientes a veinte pasos de la puerta.',
        'Noa Larrén',
      ),
      esPicture(
        'wind-farm',
        'Aerogeneradores blancos sobre colinas verdes',
        'Una maqueta del tejado explica de dónde sale la luz, y de dónde la que falta.',
        'Noa Larrén',
      ),
    ],
    body: paragraphs('La cubierta nueva deja pasar la claridad, y con ella se ve el polvo de catorce meses de obras.'),
  },
  {
    type: 'GALLERY',
    sourceId: 'sample:es-galeria-delta',
    translationOf: 'sample:en-gallery-delta-year',
    language: 'es',
    headline: 'En imágenes: un año en el delta, marea a marea',
    standfirst: 'El agua decide qué es campo y qué es canal. Una fotógrafa llevó la cuenta.',
    label: 'En imágenes',
    byline: 'Noa Belmar',
    section: 'environment',
    regions: ['western-delta'],
    tags: ['sarn-delta', 'flooding', 'farming', 'water'],
    publishedHoursAgo: 118,
    viewsByHour: [6, 9, 14, 11],
    mainImage: esPicture(
      'river-delta',
      'Un delta visto desde el aire, con brazos de río entre campos verdes y amarillos',
      'El delta con marea baja.',
      'Noa Belmar',
    ),
    images: [
      esPicture(
        'river-delta',
        'Un delta visto desde el aire',
        'Enero. El tercer brazo por la izquierda era un camino en diciembre.',
        'Noa Belmar',
      ),
      esPicture(
        'greenhouse',
        'Un invernadero de cristal con tomateras',
        'Abril. Los invernaderos se alzan sobre tierra traída a mano.',
        'Noa Belmar',
      ),
      esPicture(
        'fishing-boats',
        'Barcas de pesca fondeadas',
        'Junio. Las barcas de la anguila esperan la licencia de luna nueva.',
        'Noa Belmar',
      ),
      esPicture(
        'desalination',
        'Placas solares y depósitos blancos junto al mar',
        'Agosto. Un filtro prestado da de beber a dos aldeas.',
        'Noa Belmar',
      ),
      esPicture(
        'school',
        'Niños en el patio de una escuela',
        'Octubre. Los alumnos marcan con tiza la altura de la crecida.',
        'Noa Belmar',
      ),
      esPicture(
        'tide-gauge',
        'Un mareógrafo con un flotador amarillo',
        'Noviembre. 41 centímetros sobre la marea habitual.',
        'Noa Belmar',
      ),
    ],
    body: paragraphs('Noa Belmar volvió cada mes a los mismos once lugares, a la misma hora de la marea.'),
  },
  {
    type: 'INFOGRAPHIC',
    sourceId: 'sample:es-info-puente',
    translationOf: 'sample:en-info-bridge',
    language: 'es',
    headline: 'El Puente del Puerto en cinco números',
    standfirst: 'Cuánto mide, cuánto sube y cuánto cuesta el puente que aprobó la Asamblea.',
    label: 'Infografía',
    byline: 'Diego Montes',
    authors: ['diego-montes'],
    sources: [
      { name: 'Autoridad Portuaria', role: 'planos', url: 'https://harbour.example.org/bridge' },
      { name: 'Asamblea Costera', role: 'proyecto de ley' },
    ],
    section: 'politics',
    regions: ['northern-isles', 'meridian-coast'],
    tags: ['harbour-bridge', 'saint-orrin', 'port-alder', 'coastal-assembly'],
    publishedHoursAgo: 2.3,
    viewsByHour: [190, 240, 110],
    mainImage: esPicture(
      'infographic-bridge',
      'Alzado de un puente con dos torres y líneas de medida',
      'El vano central y sus torres.',
      GRAPHICS,
    ),
    related: ['sample:es-puente-del-puerto'],
    images: [
      esPicture(
        'infographic-bridge',
        'Alzado de un puente: el vano central mide 740 metros y las torres, 186',
        'El vano central mide 740 metros; las torres, 186.',
        GRAPHICS,
      ),
      esPicture(
        'infographic-bars',
        'Seis barras, una por año; la cuarta es la más alta',
        '2.400 millones de coronas en seis años: el cuarto, el del tablero, es el más caro.',
        GRAPHICS,
      ),
    ],
    body: [
      {
        type: 'list',
        ordered: false,
        listItems: [
          '61 contra 38: la votación.',
          '2.400 millones de coronas: el coste.',
          '740 metros: el vano central.',
          '44: los sondeos que se harán antes en el lecho marino.',
          '19: los días al año en que el viento lo cerraría a los vehículos altos.',
        ],
      },
    ],
  },
];
