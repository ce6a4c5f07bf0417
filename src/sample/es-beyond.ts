import { esPicture } from './es-picture.js';
import type { SampleItem } from './sample-item.js';

/** News from the rest of the coast. */
export const beyondNews: SampleItem[] = [
  {
    sourceId: 'sample:es-ferris-invierno',
    language: 'es',
    headline: 'Los ferris de Saint Orrin saldrán antes para esquivar los temporales de la tarde',
    standfirst: 'El horario de invierno adelanta 50 minutos los dos últimos regresos y añade uno al mediodía.',
    byline: 'Redacción',
    sources: [
      { name: 'Unión de Consejos Insulares', role: 'órgano insular' },
      { name: 'Autoridad Portuaria', role: 'organismo público' },
    ],
    dateline: 'SAINT ORRIN',
    section: 'miscellaneous',
    regions: ['northern-isles'],
    tags: ['ferries', 'saint-orrin', 'port-alder'],
    publishedHoursAgo: 13,
    mainImage: esPicture(
      'ferry',
      'Un transbordador con chimenea roja avanza por un mar azul bajo un cielo con pocas nubes',
      'La travesía dura 48 minutos con buen tiempo.',
      'Noa Larrén',
    ),
    body: [
      {
        type: 'paragraph',
        html: 'El viento de poniente suele levantarse en Saint Orrin a media tarde, y el invierno pasado dejó en tierra a los viajeros en 23 ocasiones. La solución que ensayarán las navieras es sencilla: salir antes que él.',
      },
      {
        type: 'paragraph',
        html: 'Los dos últimos barcos hacia la isla adelantan 50 minutos su partida de Port Alder. A cambio se incorpora una salida a las 12.40 horas, pensada para quienes tienen cita médica por la mañana y no quieren pernoctar en la capital.',
      },
      {
        type: 'list',
        ordered: false,
        listItems: [
          'Port Alder–Saint Orrin: 7.15, 10.00, 12.40, 15.20 y 17.10.',
          'Saint Orrin–Port Alder: 6.00, 8.45, 11.20, 14.00 y 16.00.',
        ],
      },
      {
        type: 'paragraph',
        html: 'La directora de la Autoridad Portuaria, Renata Oquist, admite que el cambio perjudica a quien sale de trabajar a las cinco. Por eso el último ferri esperará hasta quince minutos al autobús de los astilleros, siempre que la previsión lo permita.',
      },
      {
        type: 'paragraph',
        html: 'El calendario estará vigente durante cuatro meses y los billetes ya emitidos pueden cambiarse sin recargo.',
      },
    ],
  },
  {
    sourceId: 'sample:es-palas-eastmoor',
    language: 'es',
    headline: 'De aerogenerador a marquesina: la segunda vida de las palas de Eastmoor',
    standfirst: 'Un taller de la meseta convierte en paradas de autobús las piezas que la cooperativa retira.',
    byline: 'Diego Montes',
    authors: ['diego-montes'],
    sources: [{ name: 'Cooperativa Eólica de Eastmoor', role: 'empresa cooperativa' }],
    dateline: 'EASTMOOR',
    section: 'economy',
    regions: ['eastern-highlands'],
    tags: ['eastmoor-wind', 'eastmoor', 'renewable-energy'],
    publishedHoursAgo: 127,
    mainImage: {
      ...esPicture(
        'wind-farm',
        'Grandes aerogeneradores blancos sobre lomas verdes, con un sendero y ovejas',
        'Cada pala dura entre veinte y veinticinco años.',
        'Mateo Ruilán',
      ),
      focalPoint: { x: 0.6, y: 0.4 },
    },
    body: [
      {
        type: 'paragraph',
        html: 'Miden 44 metros, pesan siete toneladas y nadie sabía qué hacer con ellas. Las palas viejas de los molinos de Eastmoor, fabricadas con fibras que no se funden ni se pudren, se amontonaban desde hacía años en una cantera.',
      },
      {
        type: 'paragraph',
        html: 'Ilka Brandsen y otros cinco soldadores en paro pidieron permiso para llevarse una. La cortaron en rodajas con una sierra de marmolista y descubrieron que el tramo central, puesto en pie, resguarda de la lluvia a ocho personas.',
      },
      {
        type: 'paragraph',
        html: 'El taller tiene hoy diecinueve empleados y ha instalado 63 marquesinas. De las puntas salen bancos; de los recortes, <em>planchas aislantes</em>. Queda un resto, el 11 %, que todavía acaba triturado.',
      },
      {
        type: 'paragraph',
        html: 'Villaluz ha encargado catorce unidades para la línea 2 del tranvía. Una marquesina cuesta 2.150 coronas, menos que las de acero, aunque el transporte desde la meseta se come buena parte del ahorro.',
      },
      { type: 'articleLink', prefix: 'Le puede interesar:', article: 'sample:es-tranvia-linea-dos' },
    ],
  },
  {
    sourceId: 'sample:es-observatorio-publico',
    language: 'es',
    headline: 'Tessaly Bay apaga sus farolas para mirar al cielo',
    standfirst:
      'El observatorio abre la cúpula al público en las noches sin luna, con turnos gratuitos hasta final de temporada.',
    byline: 'Carmen Ibarra, Tessaly Bay',
    authors: ['carmen-ibarra'],
    dateline: 'TESSALY BAY',
    section: 'miscellaneous',
    regions: ['southern-straits'],
    tags: ['astronomy', 'tessaly-bay'],
    publishedHoursAgo: 305,
    mainImage: esPicture(
      'observatory',
      'La cúpula de un observatorio abierta de noche, con un telescopio que asoma hacia las estrellas',
      'La cúpula, minutos antes de la primera visita.',
      'Elías Corvera',
    ),
    body: [
      {
        type: 'paragraph',
        html: 'Primero se oyó un murmullo; después, un «¡oh!» que bajó por toda la ladera. A las once menos diez, el paseo marítimo de Tessaly Bay se quedó a oscuras y sobre la playa apareció una franja lechosa que muchos de los presentes solo conocían por fotografías.',
      },
      {
        type: 'paragraph',
        html: 'El apagón dura noventa minutos y se repite en cada luna nueva. Mientras, el observatorio acoge a seis grupos de veinte personas, que miran por el telescopio de un metro y por otros más modestos, montados en la terraza por aficionados.',
      },
      {
        type: 'paragraph',
        html: '¿Qué se ve? Depende de la hora. La otra noche tocaron los anillos de un planeta gigante, un cúmulo con aspecto de azúcar derramado y la estela fugaz de un satélite, que arrancó más aplausos que todo lo anterior.',
      },
      {
        type: 'paragraph',
        html: 'Los hosteleros temían perder clientela. De momento sucede lo contrario: las mesas con velas se reservan con una semana de antelación, y tres cafés anuncian chocolate caliente «a la luz de lo que haya».',
      },
      {
        type: 'paragraph',
        html: 'Las inscripciones se abren cinco días antes de cada sesión. Conviene llevar abrigo y dejar en casa las linternas blancas.',
      },
    ],
  },
  {
    sourceId: 'sample:es-invernaderos',
    language: 'es',
    headline: 'Tomates con agua de ducha: los invernaderos de la vega cierran el ciclo',
    standfirst: 'Trece explotaciones riegan ya con aguas depuradas, tras dos campañas de análisis.',
    byline: 'Por Carmen Ibarra y Diego Montes',
    authors: ['carmen-ibarra', 'diego-montes'],
    sources: [
      { name: 'Asociación de Agricultores del Sarn', role: 'organización agraria' },
      { name: 'Junta de Salud Pública', role: 'autoridad sanitaria' },
    ],
    dateline: 'VEGA DEL SARN',
    section: 'environment',
    regions: ['western-delta', 'southern-straits'],
    tags: ['farming', 'water', 'sarn-delta', 'villaluz'],
    publishedHoursAgo: 209,
    mainImage: esPicture(
      'greenhouse',
      'Invernadero de cristal al amanecer, con plantas de tomate en hilera y una persona que sale con una cesta',
      'El riego por goteo reduce el contacto con el fruto.',
      'Noa Larrén',
    ),
    body: [
      {
        type: 'paragraph',
        html: 'El recorrido es menos extraño de lo que suena. Lo que se va por el desagüe en Villaluz pasa por la depuradora, atraviesa una membrana y una lámpara ultravioleta, y llega diez kilómetros más allá a las raíces de un tomate.',
      },
      {
        type: 'paragraph',
        html: 'Trece invernaderos utilizan ya ese caudal, unos 2.900 metros cúbicos al día que dejan de salir de los pozos. Durante dos campañas, la Junta de Salud Pública ha tomado 480 muestras de agua, suelo y fruta; ninguna superó los límites.',
      },
      { type: 'heading', level: 2, text: 'El precio y el recelo' },
      {
        type: 'paragraph',
        html: 'Regenerar un metro cúbico cuesta 0,38 coronas, algo más que bombearlo del acuífero. El presidente de los agricultores, Bram Okoye, acepta la factura pero pide que no recaiga entera en el campo.',
      },
      {
        type: 'quote',
        text: 'La ciudad se ahorra un vertido y nosotros un pozo. Lo justo es ir a medias.',
        attribution: 'Bram Okoye, Asociación de Agricultores del Sarn',
      },
      {
        type: 'paragraph',
        html: 'Queda por vencer la aprensión. Dos cadenas de fruterías han decidido contarlo en la etiqueta, con un dibujo de una gota que da la vuelta. Las ventas, aseguran, no se han resentido.',
      },
      {
        type: 'relatedNews',
        title: 'Más sobre el agua',
        items: ['sample:es-fugas-agua', 'sample:es-desaladora-nahira'],
      },
    ],
  },
  {
    sourceId: 'sample:es-coros-lowmere',
    language: 'es',
    headline: 'Cuarenta voces de Villaluz cantarán con la Filarmónica de Lowmere',
    standfirst: 'Anneke Solberg elige un coro de aficionados para estrenar una cantata sobre el río.',
    byline: 'Carmen Ibarra, Lowmere',
    authors: ['carmen-ibarra'],
    sources: [{ name: 'Filarmónica de Lowmere', role: 'orquesta' }],
    dateline: 'LOWMERE',
    section: 'arts-culture',
    regions: ['great-lakes', 'southern-straits'],
    tags: ['lowmere-philharmonic', 'anneke-solberg', 'music', 'villaluz', 'lowmere'],
    publishedHoursAgo: 412,
    mainImage: esPicture(
      'orchestra',
      'Una orquesta toca en un escenario en forma de concha, al aire libre y ante el público',
      'La orquesta, en uno de sus conciertos junto al lago.',
      'Mateo Ruilán',
    ),
    body: [
      {
        type: 'paragraph',
        html: 'Hay una panadera, dos carteros, un dentista y una campeona de ajedrez. Ninguno vive de la música. El coro Aire de la Vega, que ensaya los martes en un gimnasio de Villaluz, pondrá voz al estreno más esperado de la Filarmónica de Lowmere.',
      },
      {
        type: 'paragraph',
        html: 'La directora Anneke Solberg los escuchó por casualidad, refugiada de un chaparrón en los soportales donde ellos hacían lo mismo. Les pidió que repitieran la pieza y, al terminar, un número de teléfono.',
      },
      {
        type: 'paragraph',
        html: 'La cantata dura 35 minutos y sigue el curso del Sarn desde el deshielo hasta la desembocadura. Exige cantar en susurros, chasquear la lengua para imitar las gotas y, en el último movimiento, guardar un silencio de medio minuto que —según confiesan los solistas— es lo más difícil.',
      },
      {
        type: 'paragraph',
        html: 'Para ensayar con la orquesta, los cuarenta viajan en dos autobuses pagados a escote. La formación ofrecerá una función en Lowmere y otra, gratuita, en la plaza mayor de Villaluz.',
      },
    ],
  },
  {
    sourceId: 'sample:es-kharzan-nieve',
    language: 'es',
    headline: 'Kharzan guarda la nieve bajo paja para regar en verano',
    standfirst: 'El pueblo de montaña rehabilita cuatro pozos de hielo que llevaban medio siglo sin uso.',
    byline: 'Diego Montes, Kharzan',
    authors: ['diego-montes'],
    sources: [{ name: 'Universidad de Alder', role: 'centro de investigación' }],
    dateline: 'KHARZAN',
    section: 'environment',
    regions: ['eastern-highlands'],
    tags: ['kharzan', 'water', 'farming', 'heritage'],
    publishedHoursAgo: 598,
    mainImage: esPicture(
      'wind-farm',
      'Aerogeneradores en colinas verdes, con ovejas junto a un camino',
      'La meseta, camino de Kharzan.',
      'Elías Corvera',
    ),
    body: [
      {
        type: 'paragraph',
        html: 'Pisar nieve, cubrirla, olvidarla. Los mayores de Kharzan conocían la receta y los jóvenes la han recuperado: en enero llenaron cuatro pozos de piedra con 1.800 metros cúbicos, los taparon con paja de cebada y esperaron.',
      },
      {
        type: 'paragraph',
        html: 'Seis meses después, cuando los manantiales flojean, de cada pozo brota un hilo constante que desemboca en las huertas. Una sonda instalada por la Universidad de Alder cifra la pérdida por evaporación en solo un 13 %, menos que la de una balsa a cielo abierto.',
      },
      {
        type: 'paragraph',
        html: 'El caudal es humilde: da para nueve hectáreas de lentejas y ciruelos. Nadie pretende que sustituya a un embalse. Sí ha bastado para aplazar la compra de cisternas, que el verano anterior costaron al municipio 65.000 coronas.',
      },
      {
        type: 'paragraph',
        html: 'Otros tres pueblos del altiplano han pedido los planos. El mayor obstáculo no es la piedra ni la nieve, advierten los impulsores, sino encontrar a sesenta personas dispuestas a palear un domingo bajo cero.',
      },
    ],
  },
];
