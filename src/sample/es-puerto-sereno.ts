import { esPicture } from './es-picture.js';
import type { SampleItem } from './sample-item.js';

/** News from the port of Puerto Sereno. */
export const puertoSerenoNews: SampleItem[] = [
  {
    sourceId: 'sample:es-carguero-bocana',
    language: 'es',
    headline: 'Un carguero averiado obliga a cerrar la bocana de Puerto Sereno',
    standfirst: 'Los remolcadores trabajan para apartar el buque; no hay heridos ni vertidos.',
    label: 'Última hora',
    byline: 'Diego Montes, Puerto Sereno',
    authors: ['diego-montes'],
    sources: [{ name: 'Autoridad Portuaria', role: 'organismo público' }],
    dateline: 'PUERTO SERENO',
    section: 'economy',
    regions: ['southern-straits'],
    tags: ['puerto-sereno', 'shipping', 'ferries'],
    urgency: 1,
    publishedHoursAgo: 0.5,
    viewsByHour: [890],
    mainImage: {
      ...esPicture(
        'ferry',
        'Un ferri blanco con casco azul y rojo navega ante una isla verde',
        'Los ferris esperan fuera del puerto. Imagen de archivo.',
        'Noa Larrén',
      ),
      focalPoint: { x: 0.55, y: 0.55 },
    },
    body: [
      {
        type: 'paragraph',
        html: 'El puerto de Puerto Sereno permanece <strong>cerrado a la navegación</strong> por la avería de un carguero de 140 metros de eslora, que se quedó sin gobierno cuando enfilaba la bocana con 6.000 toneladas de cereal.',
      },
      {
        type: 'paragraph',
        html: 'El capitán ordenó fondear para no derivar hacia el dique. Los diecinueve tripulantes están bien y las primeras inspecciones no han encontrado grietas en el casco ni rastro de combustible en el agua.',
      },
      {
        type: 'paragraph',
        html: 'Dos remolcadores sujetan el buque; se espera a un tercero, procedente de Port Alder. Con la pleamar intentarán llevarlo al muelle de reparaciones, una maniobra que los prácticos calculan en hora y media.',
      },
      { type: 'heading', level: 3, text: 'Quién se ve afectado' },
      {
        type: 'list',
        ordered: false,
        listItems: [
          'Tres ferris con unos 700 pasajeros, desviados o a la espera.',
          'La flota de bajura, que no puede regresar a la lonja.',
          'Dos portacontenedores fondeados al sur del faro.',
        ],
      },
      {
        type: 'paragraph',
        html: 'La Autoridad Portuaria recomienda consultar con la naviera antes de acudir a la terminal. Este texto se actualizará conforme haya novedades.',
      },
    ],
  },
  {
    sourceId: 'sample:es-lonja-digital',
    language: 'es',
    headline: 'La lonja que subasta por el móvil: el pescado ya no espera al comprador',
    standfirst:
      'Puerto Sereno vende en alta mar una quinta parte de las capturas, cuando el barco aún no ha llegado a puerto.',
    byline: 'Por Diego Montes',
    authors: ['diego-montes'],
    sources: [{ name: 'Cofradía de Puerto Sereno', role: 'asociación de pescadores' }],
    dateline: 'PUERTO SERENO',
    section: 'technology',
    regions: ['southern-straits'],
    tags: ['fisheries', 'puerto-sereno', 'commerce'],
    publishedHoursAgo: 146,
    mainImage: esPicture(
      'fishing-boats',
      'Barcas de pesca de varios colores en un puerto de casas pintadas, con el cielo rosado',
      'La flota de bajura, al caer la tarde.',
      'Elías Corvera',
    ),
    body: [
      {
        type: 'paragraph',
        html: 'La campana sigue colgada junto a la báscula, pero suena menos. Desde hace un año, los patrones de Puerto Sereno fotografían las cajas a bordo, anotan el peso y abren la puja desde el puente. Para cuando amarran, la merluza ya tiene dueño y el camión espera con el motor en marcha.',
      },
      {
        type: 'paragraph',
        html: 'El 21 % de las capturas se vende así. El precio medio ha subido un 8 %, y el desperdicio, que rondaba las dos toneladas por semana, se ha quedado en la mitad.',
      },
      {
        type: 'paragraph',
        html: 'La cofradía impuso dos condiciones para aceptar el sistema: que nadie estuviera obligado a usarlo y que las comisiones no superasen las de la subasta tradicional. Los barcos más pequeños, donde a menudo trabaja una sola persona, lo emplean poco.',
      },
      {
        type: 'quote',
        text: 'Con las manos llenas de escamas, la pantalla no me hace caso. Yo sigo con la campana.',
        attribution: 'Baltasar Oreña, patrón del Marisol II',
      },
      {
        type: 'paragraph',
        html: 'Los mayoristas de Villaluz, al principio recelosos de comprar sin ver, reclaman ahora que las fotografías incluyan una escala de tamaño.',
      },
    ],
  },
  {
    sourceId: 'sample:es-veda-boqueron',
    language: 'es',
    headline: 'La veda del boquerón se adelanta tres semanas por la falta de ejemplares jóvenes',
    standfirst:
      'Los científicos del Instituto de Mareas encuentran un 40 % menos de alevines que en la campaña anterior.',
    byline: 'Redacción',
    sources: [
      { name: 'Instituto de Mareas', role: 'organismo científico' },
      { name: 'Cofradía de Puerto Sereno', role: 'asociación de pescadores' },
    ],
    dateline: 'PUERTO SERENO',
    section: 'environment',
    regions: ['southern-straits', 'overseas'],
    tags: ['fisheries', 'institute-of-tides', 'puerto-sereno'],
    publishedHoursAgo: 231,
    mainImage: esPicture(
      'fishing-boats',
      'Cuatro pesqueros fondeados frente a un pueblo marinero',
      'Los barcos quedarán en puerto antes de lo habitual.',
      'Mateo Ruilán',
    ),
    body: [
      {
        type: 'paragraph',
        html: 'Las redes del boquerón se recogerán tres semanas antes de lo previsto en los Estrechos del Sur. La medida, negociada entre el sector y las autoridades, responde a un recuento preocupante: en los 34 puntos muestreados había un 40 % menos de alevines que el año pasado.',
      },
      {
        type: 'paragraph',
        html: 'Los investigadores no señalan una causa única. El agua ha estado 1,3 grados por encima de la media y el plancton floreció pronto, de modo que las larvas nacieron cuando el alimento escaseaba.',
      },
      {
        type: 'paragraph',
        html: 'Para compensar la parada habrá ayudas de 120 coronas diarias por tripulante durante el tiempo adicional. La cofradía las juzga insuficientes, aunque respalda el cierre: una temporada corta, razona, es preferible a ninguna.',
      },
      {
        type: 'paragraph',
        html: 'Los barcos que faenan en caladeros de Ultramar no están incluidos. En noviembre se repetirá el muestreo y, si los resultados mejoran, la próxima campaña recuperará sus fechas. En las pescaderías no se esperan cambios bruscos de precio, dado que el producto importado cubre buena parte de la demanda estival.',
      },
    ],
  },
  {
    sourceId: 'sample:es-faro-vecinos',
    language: 'es',
    headline: 'El faro de Puerto Sereno busca cuentos: la torre será casa de la memoria marinera',
    standfirst:
      'Los vecinos prestan diarios, aparejos y grabaciones para llenar las cinco plantas de la antigua vivienda del torrero.',
    byline: 'Carmen Ibarra, Puerto Sereno',
    authors: ['carmen-ibarra'],
    dateline: 'PUERTO SERENO',
    section: 'arts-culture',
    regions: ['southern-straits'],
    tags: ['puerto-sereno', 'heritage', 'books'],
    publishedHoursAgo: 84,
    viewsByHour: [12, 26, 41, 30, 17],
    audio: { url: 'https://media.example.org/audio/es-faro-vecinos.mp3', durationSeconds: 438 },
    mainImage: esPicture(
      'lighthouse',
      'Un faro de franjas rojas y blancas alumbra un mar agitado en una noche de lluvia',
      'La linterna funciona sin torrero desde hace veinticuatro años.',
      'Noa Larrén',
    ),
    body: [
      {
        type: 'paragraph',
        html: 'En una caja de galletas, envuelto en hule, apareció el cuaderno donde el último torrero anotaba cada noche dos cosas: el viento y lo que había cenado. Su nieta lo ha prestado y será la primera pieza de la Casa de la Memoria Marinera.',
      },
      {
        type: 'paragraph',
        html: 'La linterna seguirá alumbrando, automatizada, como desde hace veinticuatro años. Lo que cambia es la torre de abajo: cinco plantas unidas por 132 escalones que el puerto cede al municipio por medio siglo.',
      },
      {
        type: 'paragraph',
        html: 'Un equipo de voluntarias recorre las calles con una grabadora. Llevan recogidas 61 voces, desde la redera que cosía de oído hasta un buzo que aprendió a nadar a los treinta. Se escucharán en los descansillos, cada una en el peldaño que su dueño elija.',
      },
      { type: 'embed', url: 'https://video.example.org/es/faro-puerto-sereno' },
      {
        type: 'paragraph',
        html: 'El acceso para quienes no puedan subir preocupaba a los responsables. Instalar un ascensor habría dañado la escalera, protegida; en su lugar, la planta baja reproducirá las demás a escala, con maquetas que se pueden tocar.',
      },
      {
        type: 'paragraph',
        html: 'Quien guarde objetos o recuerdos puede ofrecerlos en el archivo municipal o escribir a <a href="mailto:faro@example.org">faro@example.org</a>.',
      },
    ],
  },
  {
    sourceId: 'sample:es-urgencias-nocturnas',
    language: 'es',
    headline: 'Puerto Sereno recupera las urgencias nocturnas después de dos años',
    standfirst:
      'El centro de salud atenderá las 24 horas con cuatro médicas y un enlace por vídeo con el hospital de Villaluz.',
    byline: 'Carmen Ibarra',
    authors: ['carmen-ibarra'],
    sources: [{ name: 'Junta de Salud Pública', role: 'autoridad sanitaria' }],
    dateline: 'PUERTO SERENO',
    section: 'health',
    regions: ['southern-straits'],
    tags: ['public-health-board', 'puerto-sereno', 'vaccination'],
    urgency: 4,
    publishedHoursAgo: 23,
    viewsByHour: [77, 95, 130, 162, 88, 54],
    mainImage: esPicture(
      'vaccination',
      'Una sanitaria de bata blanca vacuna en el brazo a un joven sentado',
      'El centro mantiene también su punto de vacunación.',
      'Mateo Ruilán',
    ),
    body: [
      {
        type: 'paragraph',
        html: 'Una torcedura de tobillo a las tres de la mañana dejará de significar cuarenta minutos de carretera. El centro de salud de Puerto Sereno vuelve a abrir por la noche, con dos profesionales de guardia en cada turno.',
      },
      {
        type: 'paragraph',
        html: 'El servicio se suspendió hace dos años por falta de personal. La Junta de Salud Pública ha cubierto ahora cuatro plazas de medicina y seis de enfermería gracias a un complemento por destino y a la cesión de viviendas del puerto.',
      },
      {
        type: 'quote',
        text: 'La distancia también es un síntoma, y este sí sabemos tratarlo.',
        attribution: 'Owen Takeda, responsable de la Junta de Salud Pública',
      },
      {
        type: 'paragraph',
        html: 'Cuando un caso lo requiera, la guardia podrá consultar por videoconferencia con especialistas de Villaluz, que verán en su pantalla el electrocardiograma o la radiografía. Los traslados se reservarán para lo grave.',
      },
      {
        type: 'paragraph',
        html: 'Antes de acudir se aconseja llamar: de noche, tres de cada cuatro consultas se resuelven por teléfono.',
      },
    ],
  },
  {
    sourceId: 'sample:es-regata-bocana',
    language: 'es',
    headline: 'Las remeras de La Bocana ganan la regata grande por un segundo',
    standfirst: 'La tripulación de Puerto Sereno remontó en la última ciaboga con el viento de cara.',
    byline: 'Por Diego Montes',
    authors: ['diego-montes'],
    dateline: 'PUERTO SERENO',
    section: 'sports',
    regions: ['southern-straits'],
    tags: ['puerto-sereno', 'rowing'],
    publishedHoursAgo: 167,
    viewsByHour: [8, 14, 21],
    mainImage: esPicture(
      'fishing-boats',
      'Embarcaciones de colores llenan una dársena al atardecer, con casas al fondo',
      'La flota pesquera escoltó a los botes hasta la dársena.',
      'Elías Corvera',
    ),
    body: [
      {
        type: 'paragraph',
        html: 'Dos mil ochocientos metros, tres ciabogas y la diferencia cupo en un parpadeo. El bote de La Bocana cruzó la meta en 14 minutos y 27 segundos; el de Villaluz, en 14.28. En el muelle, muchos tuvieron que esperar a que se encendiera el marcador para saber a quién abrazar.',
      },
      {
        type: 'paragraph',
        html: 'Las visitantes dominaron dos tercios de la prueba con una boga larga y muy limpia. Pero la última virada se hacía contra un sudeste de 18 nudos, y ahí pesó el oficio local: la patrona, Nieves Galtara, se ciñó al espigón hasta casi rozarlo y ganó dos esloras.',
      },
      {
        type: 'paragraph',
        html: 'Hubo reclamación. Villaluz sostenía que su rival había tocado una boya, y los jueces revisaron las imágenes del dron durante media hora antes de dar por bueno el resultado.',
      },
      {
        type: 'paragraph',
        html: 'Es el tercer título de La Bocana en la categoría femenina, que este año ha reunido a más botes que la masculina: doce frente a diez. El próximo mes, la misma tripulación competirá en aguas de Saint Orrin, donde nunca ha pasado del cuarto puesto.',
      },
    ],
  },
];
