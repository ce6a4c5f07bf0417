import { esPicture } from './es-picture.js';
import type { SampleItem } from './sample-item.js';

/** Opinion, analysis, features and the newsroom's blog. */
export const spanishEssays: SampleItem[] = [
  {
    sourceId: 'sample:es-opinion-ferri',
    language: 'es',
    headline: 'El puente llegará; el ferri no puede marcharse antes',
    standfirst: 'Seis años de obras son muchos inviernos para una isla que depende de sus barcos.',
    label: 'Opinión',
    genre: 'OPINION',
    byline: 'Carmen Ibarra',
    authors: ['carmen-ibarra'],
    section: 'opinion',
    regions: ['northern-isles'],
    tags: ['harbour-bridge', 'ferries', 'saint-orrin'],
    publishedHoursAgo: 1.5,
    viewsByHour: [150, 204],
    body: [
      {
        type: 'paragraph',
        html: 'Celebro que la isla vaya a tener puente. También celebraba mi abuela que le fueran a poner teléfono, y entretanto no dejó de escribir cartas.',
      },
      {
        type: 'paragraph',
        html: 'Entre el voto de la Asamblea y el primer coche que cruce hasta Saint Orrin median seis años. Son seis temporadas de exámenes, partos, mudanzas y pescado fresco que seguirán viajando por mar. Y existe una tentación conocida: la de tratar como provisional, y por tanto prescindible, aquello que tiene fecha de sustitución.',
      },
      {
        type: 'paragraph',
        html: 'Los barcos envejecen. Si nadie renueva un motor porque «total, ya viene el puente», el servicio se degradará mucho antes de que el relevo esté listo. No hace falta mala fe; basta con que nadie firme el pedido.',
      },
      { type: 'heading', level: 2, text: 'Una garantía por escrito' },
      {
        type: 'paragraph',
        html: 'La ley protege los barcos de carga, pero de los pasajeros dice poco. Propongo algo modesto: que el contrato de las obras incluya un mínimo de travesías diarias y que el informe anual de gastos dedique una página al ferri. Retrasos, averías, plazas libres. Lo que se cuenta, se cuida. Sería, además, una buena escuela: el día en que el puente tenga que dar explicaciones, alguien sabrá ya cómo pedirlas.',
      },
      {
        type: 'paragraph',
        html: 'Habrá quien responda que el dinero no da para todo. Puede ser. Pero dejar aislado a alguien mientras se construye el remedio contra su aislamiento sería una paradoja demasiado cara.',
      },
    ],
  },
  {
    sourceId: 'sample:es-analisis-hipotecas',
    language: 'es',
    headline: 'Por qué su hipoteca apenas se mueve aunque el banco central espere',
    standfirst: 'La pausa en los tipos llega a cada hogar en un momento distinto, y a algunos les sube la cuota.',
    label: 'Claves',
    genre: 'ANALYSIS',
    byline: 'Análisis de Diego Montes',
    authors: ['diego-montes'],
    section: 'analysis',
    regions: ['meridian-coast'],
    tags: ['central-bank', 'housing', 'inflation'],
    publishedHoursAgo: 5,
    mainImage: esPicture(
      'central-bank',
      'Edificio de piedra con ocho columnas y árboles a los lados',
      'La próxima decisión se conocerá dentro de ocho semanas.',
      'Mateo Ruilán',
    ),
    body: [
      {
        type: 'paragraph',
        html: 'Quien esperaba que la cuota bajase tras la decisión del Banco Central de la Costa puede guardar la calculadora. Un tipo oficial quieto en el 3,25 % no abarata nada por sí solo.',
      },
      { type: 'heading', level: 2, text: 'El efecto retardado' },
      {
        type: 'paragraph',
        html: 'Casi la mitad de los préstamos de la costa sigue al tipo oficial: a esos hogares la pausa les deja el recibo como estaba. La otra mitad firmó un tipo fijo y no notará nada hasta que venza, a veces años después de la decisión que lo encareció. El mismo comunicado llega así a las casas en goteo.',
      },
      { type: 'heading', level: 2, text: 'Tres situaciones' },
      {
        type: 'list',
        ordered: true,
        listItems: [
          'Tipo fijo que vence este año: la cuota sube, porque las ofertas nuevas superan el 4 %.',
          'Tipo variable: ningún cambio mientras dure la pausa.',
          'Préstamo nuevo: las ofertas dependen más de la competencia entre entidades que del tipo oficial.',
        ],
      },
      {
        type: 'paragraph',
        html: 'Conviene mirar además el diferencial, ese añadido que cada banco negocia. Medio punto de mejora ahí equivale a dos recortes oficiales de un cuarto de punto.',
      },
      {
        type: 'paragraph',
        html: 'La incógnita es la inflación de los servicios. Si se resiste, la espera será larga; si cede, el debate pasará de <em>cuándo parar</em> a <em>cuándo bajar</em>. Hoy por hoy, ni siquiera dentro de la entidad hay una respuesta única.',
      },
    ],
  },
  {
    sourceId: 'sample:es-salineras',
    language: 'es',
    headline: 'Las manos blancas de la salina',
    standfirst:
      'En las afueras de Puerto Sereno, nueve mujeres mantienen un oficio que solo entiende de sol, viento y paciencia.',
    trailText: 'Un día con las últimas salineras de Puerto Sereno.',
    label: 'Reportaje',
    genre: 'FEATURE',
    byline: 'Texto: Carmen Ibarra. Imágenes: Noa Larrén',
    authors: ['carmen-ibarra'],
    dateline: 'PUERTO SERENO',
    section: 'features',
    regions: ['southern-straits'],
    tags: ['puerto-sereno', 'water', 'heritage'],
    publishedHoursAgo: 68,
    viewsByHour: [43, 58, 112, 240, 176, 90, 61, 33],
    mainImage: {
      ...esPicture(
        'river-delta',
        'Vista aérea de un río que se divide en canales entre campos y llega al mar',
        'La marisma de Puerto Sereno, con las salinas al borde del mar.',
        'Noa Larrén',
      ),
      focalPoint: { x: 0.5, y: 0.7 },
    },
    body: [
      {
        type: 'paragraph',
        html: 'La sal hace ruido. Hay que agacharse para oírlo: un crujido menudo, como de papel, cuando la costra se forma en la superficie del estanque. Salvadora Peñuel lo escucha desde los once años y tiene setenta y dos.',
      },
      {
        type: 'paragraph',
        html: '—Si cruje antes de las diez, por la tarde hay flor. Si no cruje, te vuelves a casa y haces lentejas.',
      },
      {
        type: 'paragraph',
        html: 'Quedan nueve salineras donde hubo cerca de doscientas. Trabajan de mayo a septiembre en 46 estanques de poca hondura que la marea viva llena por una compuerta de madera. El sol hace el resto, salvo lo esencial: arrastrar el rastrillo sin remover el fango, con un giro de muñeca que nadie ha sabido explicar por escrito.',
      },
      {
        type: 'image',
        image: esPicture(
          'market',
          'Vendedores y clientes en un mercado al aire libre con toldos de rayas',
          'La flor de sal se vende los sábados en el mercado de Villaluz.',
          'Noa Larrén',
        ),
      },
      {
        type: 'paragraph',
        html: 'El resto del año la salina parece un tablero abandonado. Llegan flamencos, algún fotógrafo y, a partir de febrero, las cuadrillas que reparan los muros con barro y caña, igual que se ha hecho siempre, porque el cemento, dicen, le cambia el genio al agua. Un verano bueno da ochenta toneladas; uno de tormentas, la mitad. Durante décadas se pagó tan mal que las hijas se marcharon a la conservera. Ahora los restaurantes de Lowmere buscan la flor, esa película finísima que se recoge antes de que se hunda, y el kilo se vende a 19 coronas.',
      },
      {
        type: 'quote',
        text: 'Mi nieta ha venido dos semanas y ya discute conmigo. Buena señal: le importa.',
        attribution: 'Salvadora Peñuel, salinera',
      },
      {
        type: 'paragraph',
        html: 'La nieta se llama Lía, estudia química y mide la salinidad con un aparato. Su abuela moja un dedo. Aquella tarde coincidieron hasta el segundo decimal.',
      },
    ],
  },
  {
    sourceId: 'sample:es-blog-rectificar',
    language: 'es',
    headline: 'Cuaderno de la redacción: lo que pasa cuando nos equivocamos',
    standfirst: 'Un lector nos preguntó quién decide que una noticia lleve rectificación. Aquí va la respuesta.',
    genre: 'BLOG',
    byline: 'Diego Montes',
    authors: ['diego-montes'],
    section: 'blog',
    regions: ['southern-straits'],
    tags: ['journalism', 'housing', 'villaluz'],
    publishedHoursAgo: 25,
    body: [
      {
        type: 'paragraph',
        html: 'Ayer corregimos un dato en la noticia sobre el sorteo de pisos de Villaluz. Habíamos escrito «un tercio» donde el acta decía «una cuarta parte». Un lector lo advirtió a los pocos minutos y, de paso, quiso saber cómo funciona esto por dentro.',
      },
      {
        type: 'paragraph',
        html: 'La regla es corta. Las erratas que no alteran el sentido se arreglan sin más. Si el error cambia lo que alguien entendería —una cifra, un nombre, una fecha, quién dijo qué—, se corrige el texto y se cuenta al pie qué decía antes. <u>Nunca se borra la huella</u>.',
      },
      {
        type: 'paragraph',
        html: 'La decisión corresponde a quien edita la sección, no a quien firmó. Es más cómodo así: a nadie le gusta ponderar el tamaño de sus propios tropiezos.',
      },
      {
        type: 'paragraph',
        html: 'En los últimos tres meses hemos publicado diecisiete rectificaciones en español. Nueve nacieron de avisos de lectores. Si ve algo, escríbanos desde la página de <a href="/es/pages/contact-us">contacto</a>; se agradece incluso cuando duele.',
      },
      { type: 'articleLink', prefix: 'La noticia corregida:', article: 'sample:es-alquiler-marisma' },
    ],
  },
];
