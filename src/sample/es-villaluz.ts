import { esPicture } from './es-picture.js';
import type { SampleItem } from './sample-item.js';

/** News from the city of Villaluz. */
export const villaluzNews: SampleItem[] = [
  {
    sourceId: 'sample:es-mercado-arcos',
    language: 'es',
    headline: 'El Mercado de los Arcos reabre con 84 puestos y una cubierta que da luz',
    standfirst:
      'Tras catorce meses de obras, los tenderos vuelven al centro de Villaluz con las primeras ventas del alba.',
    byline: 'Carmen Ibarra, Villaluz',
    authors: ['carmen-ibarra'],
    sources: [{ name: 'Ayuntamiento de Villaluz', role: 'institución municipal' }],
    dateline: 'VILLALUZ',
    section: 'economy',
    regions: ['southern-straits'],
    tags: ['villaluz', 'commerce', 'renewable-energy'],
    publishedHoursAgo: 9,
    viewsByHour: [140, 121, 166, 203, 178, 92],
    mainImage: {
      ...esPicture(
        'market',
        'Clientes ante puestos de fruta y verdura con toldos de rayas, en una plaza de casas ocres',
        'Los puestos provisionales de la plaza, en su última semana.',
        'Noa Larrén',
      ),
      focalPoint: { x: 0.45, y: 0.6 },
    },
    body: [
      {
        type: 'paragraph',
        html: 'A las cinco y media, cuando aún era de noche, Remedia Altuna subió la persiana de su pescadería y se echó a reír: la llave nueva se atascaba igual que la vieja. Así empezó la segunda vida del Mercado de los Arcos.',
      },
      {
        type: 'paragraph',
        html: 'De los 91 puestos que había antes de las obras vuelven 84. Los demás pertenecían a comerciantes que se han jubilado, y el Ayuntamiento ha reservado esos huecos para una cocina comunitaria y un punto de recogida de pedidos.',
      },
      {
        type: 'paragraph',
        html: 'La cubierta es la gran novedad. Lleva placas solares semitransparentes que dejan pasar la claridad y cubren, según los cálculos municipales, <strong>el 60 % del consumo</strong> de las cámaras frigoríficas.',
      },
      {
        type: 'image',
        image: {
          ...esPicture(
            'greenhouse',
            'Una persona con sombrero lleva una cesta de tomates frente a un invernadero de cristal',
            'Las hortalizas llegan de los invernaderos de la vega.',
            'Noa Larrén',
          ),
          focalPoint: { x: 0.5, y: 0.5 },
        },
      },
      {
        type: 'paragraph',
        html: 'La reforma ha costado 11,3 millones de coronas, un 7 % más de lo presupuestado. La concejalía atribuye la diferencia a unos arcos del siglo pasado que aparecieron tras un tabique y que obligaron a rehacer los planos. Los alquileres no subirán durante dos años.',
      },
    ],
  },
  {
    sourceId: 'sample:es-tranvia-linea-dos',
    language: 'es',
    headline: 'La línea 2 del tranvía de Villaluz hace su primer viaje en pruebas',
    standfirst: 'El convoy recorrió de madrugada, sin pasajeros, los siete kilómetros entre la Estación y La Marisma.',
    label: 'Movilidad',
    byline: 'Redacción Villaluz',
    authors: ['diego-montes'],
    sources: [{ name: 'Ayuntamiento de Villaluz', role: 'institución municipal' }],
    dateline: 'VILLALUZ',
    section: 'politics',
    regions: ['southern-straits'],
    tags: ['villaluz', 'railways', 'meridian-rail'],
    publishedHoursAgo: 61,
    mainImage: esPicture(
      'tram',
      'Un tranvía amarillo con viajeros pasa ante casas de colores',
      'La línea 1, en servicio desde hace nueve años.',
      'Mateo Ruilán',
    ),
    body: [
      {
        type: 'paragraph',
        html: 'Nueve técnicos, 32 toneladas de sacos de arena y ni un solo viajero. Con esa carga, equivalente a un vagón lleno, salió a las 2.10 horas el primer tranvía que recorre entera la línea 2 de Villaluz.',
      },
      {
        type: 'paragraph',
        html: 'El ensayo midió frenadas, ruido y el paso por la curva de los Toneleros, el punto más estrecho del trazado. Hubo que detener la marcha una vez: un coche mal aparcado invadía la vía por apenas un palmo.',
      },
      { type: 'heading', level: 2, text: 'Qué falta para abrir' },
      {
        type: 'list',
        ordered: true,
        listItems: [
          'Cuatro semanas de rodaje nocturno, con velocidades crecientes.',
          'Un simulacro de evacuación con bomberos y personas con movilidad reducida.',
          'La autorización del Ministerio de Transporte.',
          'Quince días de circulación gratuita antes de cobrar billete.',
        ],
      },
      {
        type: 'paragraph',
        html: 'El consistorio no se compromete a una fecha, después de dos aplazamientos. La oposición pide que, antes de inaugurar, se resuelva el enlace con las paradas de autobús de La Marisma, separadas hoy por 250 metros sin acera.',
      },
    ],
  },
  {
    sourceId: 'sample:es-alquiler-marisma',
    language: 'es',
    headline: 'Villaluz sorteará 412 pisos de alquiler entre quienes lleven tres años empadronados',
    standfirst:
      'El pleno fija las reglas del primer gran parque público de vivienda, con un cupo para menores de 35 años.',
    byline: 'Carmen Ibarra',
    authors: ['carmen-ibarra'],
    sources: [
      { name: 'Ayuntamiento de Villaluz', role: 'acta del pleno' },
      { name: 'Plataforma Techo Compartido', role: 'asociación vecinal' },
    ],
    dateline: 'VILLALUZ',
    section: 'politics',
    regions: ['southern-straits'],
    tags: ['housing', 'villaluz'],
    urgency: 4,
    publishedHoursAgo: 33,
    viewsByHour: [310, 287, 240, 365, 402, 190, 88, 74],
    corrections: [
      {
        text: 'Una versión anterior de esta noticia decía que el cupo para menores de 35 años era de un tercio de los pisos. Es de una cuarta parte.',
        hoursAgo: 27,
      },
    ],
    body: [
      {
        type: 'paragraph',
        html: 'Ni orden de llegada ni puntos: un bombo. El pleno de Villaluz acordó que las <strong>412 viviendas</strong> que se terminan en el barrio de La Marisma se adjudiquen por sorteo ante notario.',
      },
      {
        type: 'paragraph',
        html: 'Podrán participar quienes acrediten tres años de empadronamiento e ingresos inferiores a dos veces y media el salario mínimo. Una cuarta parte de los pisos queda reservada a menores de 35 años y un 6 % a personas con discapacidad.',
      },
      {
        type: 'paragraph',
        html: 'La renta no superará el 28 % de lo que gane el hogar. Los contratos durarán siete años y se revisarán a mitad de camino, una cláusula que dividió al pleno y que salió adelante por dos votos.',
      },
      {
        type: 'quote',
        text: 'Pedimos llaves, no suerte. Pero es la primera vez que el reparto se hace a la vista de todos.',
        attribution: 'Ignacia Bresca, portavoz de Techo Compartido',
      },
      {
        type: 'paragraph',
        html: 'Las solicitudes se presentarán durante seis semanas, por internet o en las oficinas de barrio. Hay 3.900 familias apuntadas en el registro municipal de demandantes; si todas concurrieran, tendría premio algo más de una de cada diez.',
      },
    ],
  },
  {
    sourceId: 'sample:es-fugas-agua',
    language: 'es',
    headline: 'Escuchar las tuberías: Villaluz reduce a la mitad el agua que pierde bajo tierra',
    standfirst: 'Una red de 1.200 micrófonos detecta de noche el silbido de las fugas antes de que afloren.',
    byline: 'Por Diego Montes',
    authors: ['diego-montes'],
    sources: [
      { name: 'Aguas de Villaluz', role: 'empresa municipal' },
      { name: 'Universidad de Alder', role: 'centro de investigación' },
    ],
    dateline: 'VILLALUZ',
    section: 'technology',
    regions: ['southern-straits'],
    tags: ['water', 'villaluz'],
    publishedHoursAgo: 118,
    viewsByHour: [19, 27, 33, 30],
    related: ['sample:es-desaladora-nahira', 'sample:es-prevision-mareas'],
    mainImage: esPicture(
      'collection-water',
      'Una gota con montañas dentro cae sobre el mar entre otras más pequeñas',
      'La red pierde hoy el 10,8 % del agua tratada.',
      'Infografía',
    ),
    body: [
      {
        type: 'paragraph',
        html: 'Entre las dos y las cuatro de la madrugada, cuando apenas se abre un grifo, la ciudad calla lo bastante como para oír sus averías. Es entonces cuando 1.200 sensores adheridos a las tuberías graban diez segundos de sonido y los envían a una central.',
      },
      {
        type: 'paragraph',
        html: 'Un programa desarrollado con la Universidad de Alder compara cada grabación con las anteriores. Si aparece una nota aguda y sostenida, calcula la distancia al escape y avisa a la brigada, que suele encontrarlo a menos de un metro del punto señalado.',
      },
      {
        type: 'paragraph',
        html: 'Hace tres años se perdía el 22 % del agua tratada. La cifra es hoy del <strong>10,8 %</strong>. Lo ahorrado equivale al consumo de unos 17.000 hogares, según la empresa municipal.',
      },
      { type: 'heading', level: 2, text: 'Falsos positivos con motor' },
      {
        type: 'paragraph',
        html: 'El aprendizaje tuvo tropiezos. Durante meses, el sistema confundió el compresor de una heladería con una rotura grave, y la brigada levantó dos veces la misma acera. «Nos invitaron a un cucurucho y nos pidieron que no volviéramos», recuerda el jefe de turno, Tobías Henar.',
      },
      {
        type: 'paragraph',
        html: 'El siguiente paso será publicar en un mapa los cortes previstos. Los códigos del programa ya están disponibles <a href="https://codigo.example.org/escucha">en abierto</a>.',
      },
    ],
  },
  {
    sourceId: 'sample:es-patios-sombra',
    language: 'es',
    headline: 'Once escuelas cambian el asfalto del patio por moreras y tierra',
    standfirst: 'El plan municipal contra el calor baja hasta seis grados la temperatura del suelo en los recreos.',
    byline: 'Carmen Ibarra',
    authors: ['carmen-ibarra'],
    sources: [{ name: 'Concejalía de Educación de Villaluz', role: 'institución municipal' }],
    dateline: 'VILLALUZ',
    section: 'miscellaneous',
    regions: ['southern-straits'],
    tags: ['schools', 'villaluz', 'heat'],
    publishedHoursAgo: 190,
    mainImage: esPicture(
      'school',
      'Niños juegan entre árboles delante de una escuela de ladrillo con reloj en la torre',
      'Uno de los centros que participan en el plan.',
      'Noa Larrén',
    ),
    body: [
      {
        type: 'paragraph',
        html: 'El termómetro de suelo marcaba 51 grados en el patio de la escuela Las Norias el pasado junio. Este curso, en el mismo rincón y a la misma hora, ha marcado 45. Entre una medida y otra hay catorce moreras, un toldo y 600 metros cuadrados de asfalto menos.',
      },
      {
        type: 'paragraph',
        html: 'Once centros de Villaluz han completado ya la transformación, que cuesta una media de 74.000 coronas por patio. El alumnado ha intervenido en el diseño; en algún caso, con ideas que los arquitectos no habrían firmado.',
      },
      {
        type: 'list',
        ordered: false,
        listItems: [
          'Un arroyo que solo corre cuando llueve.',
          'Gradas de troncos para dar clase al aire libre.',
          'Una cabaña de mimbre «donde no se puede jugar al fútbol».',
        ],
      },
      {
        type: 'paragraph',
        html: 'No todo el mundo aplaude. Parte de las familias se queja del barro y el personal de limpieza ha pedido refuerzos. La concejalía responde que colocará rejillas en las puertas y que los árboles, que hoy dan una sombra modesta, tardarán ocho años en cerrar la copa.',
      },
    ],
  },
  {
    sourceId: 'sample:es-biblioteca-noche',
    language: 'es',
    headline: 'Mireille Castane estrena la biblioteca de Villaluz que no cierra hasta medianoche',
    standfirst: 'La novelista leyó un capítulo inédito ante 300 personas en la primera velada del nuevo horario.',
    trailText: 'Lectura, té y silencio hasta las doce.',
    byline: 'Carmen Ibarra, Villaluz',
    authors: ['carmen-ibarra'],
    dateline: 'VILLALUZ',
    section: 'arts-culture',
    regions: ['southern-straits'],
    tags: ['books', 'mireille-castane', 'villaluz'],
    publishedHoursAgo: 41,
    viewsByHour: [55, 49, 72, 81, 38],
    mainImage: esPicture(
      'library',
      'Una lectora con un libro abierto en una mesa, entre estanterías llenas y una ventana con luz de atardecer',
      'La sala pequeña, poco antes de que comenzara la velada.',
      'Mateo Ruilán',
    ),
    body: [
      {
        type: 'paragraph',
        html: 'Hubo quien llevó zapatillas de estar por casa. A las diez y cuarto de la noche, la sala grande de la Biblioteca Municipal de Villaluz estaba más llena que un sábado por la mañana, y nadie miraba el reloj.',
      },
      {
        type: 'paragraph',
        html: 'Mireille Castane inauguró el horario ampliado con un capítulo de la novela que publicará en otoño, la historia de dos hermanas que heredan un transbordador sin rutas. Leyó de pie, sin micrófono, y se detuvo dos veces para corregir a lápiz una frase que «al oído cojeaba».',
      },
      {
        type: 'quote',
        text: 'Escribo de noche porque de día la gente me cuenta cosas mejores.',
        attribution: 'Mireille Castane, novelista',
      },
      {
        type: 'paragraph',
        html: 'El centro abrirá hasta las doce de lunes a jueves. La dirección ha contratado a cuatro personas y ha acordado con los autobuses una parada nocturna en la puerta. Si la media supera los 80 usuarios, la medida se extenderá a la biblioteca de La Marisma.',
      },
      { type: 'paragraph', html: 'La primera noche quedaron por devolver once tazas y ningún libro.' },
    ],
  },
  {
    sourceId: 'sample:es-consejos-barrio',
    language: 'es',
    headline: 'Los barrios de Villaluz eligen consejo: 18 urnas, 96 candidaturas y un empate',
    standfirst: 'La participación sube cinco puntos y Los Toneleros repetirá la votación dentro de dos semanas.',
    byline: 'Redacción Villaluz',
    authors: ['carmen-ibarra'],
    sources: [{ name: 'Junta Electoral de Villaluz', role: 'organismo electoral' }],
    dateline: 'VILLALUZ',
    section: 'politics',
    regions: ['southern-straits'],
    tags: ['elections', 'villaluz'],
    publishedHoursAgo: 262,
    mainImage: esPicture(
      'assembly-hall',
      'Decenas de personas sentadas en bancos curvos ante un estrado, en una sala de columnas',
      'Los nuevos consejos se constituirán en el salón de plenos.',
      'Elías Corvera',
    ),
    body: [
      {
        type: 'paragraph',
        html: 'Con 211 votos cada una, Amparo Lezcal y Rufina Ondara tendrán que volver a pedir el voto a sus vecinos de Los Toneleros. Fue el único empate de unas elecciones a los consejos de barrio en las que participó el 37,4 % del censo, cinco puntos más que hace cuatro años.',
      },
      {
        type: 'paragraph',
        html: 'Se presentaron 96 personas para 54 asientos. Los consejos no aprueban normas, aunque emiten un informe preceptivo sobre cualquier obra en la calle.',
      },
      {
        type: 'paragraph',
        html: 'La jornada dejó una sola incidencia: un corte de luz de veinte minutos que se resolvió con linternas.',
      },
      {
        type: 'paragraph',
        html: 'Por primera vez podían votar los mayores de 16 años. Lo hizo casi uno de cada tres, según el recuento provisional, y cuatro de los elegidos no han cumplido aún los veinte años.',
      },
    ],
  },
];
