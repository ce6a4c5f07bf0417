import type { NewsroomRecordInput } from '../ingest/records.js';

/** The Spanish edition's static pages. */
export const spanishPages: NewsroomRecordInput[] = [
  {
    record: 'page',
    language: 'es',
    slug: 'about-us',
    title: 'Quiénes somos',
    position: 0,
    body: [
      {
        type: 'paragraph',
        html: 'El Correo Meridiano es la edición en español de <em>The Meridian Post</em>. La hacen periodistas de Villaluz y Puerto Sereno, que escriben sus propias noticias y traducen las que afectan a toda la costa.',
      },
      {
        type: 'paragraph',
        html: 'El periódico pertenece a una fundación de lectores. La fundación nombra a la dirección y publica las cuentas cada año; lo que se imprime lo decide la redacción.',
      },
      { type: 'heading', level: 2, text: 'Cómo trabajamos' },
      {
        type: 'list',
        ordered: false,
        listItems: [
          'Citamos a nuestras fuentes por su nombre siempre que no corran peligro.',
          'Separamos la información de la opinión, y lo indicamos.',
          'Cuando erramos, lo contamos al pie del texto y la rectificación se queda ahí.',
        ],
      },
    ],
  },
  {
    record: 'page',
    language: 'es',
    slug: 'privacy-policy',
    title: 'Política de privacidad',
    position: 1,
    body: [
      {
        type: 'paragraph',
        html: 'Se puede leer El Correo Meridiano sin dar el nombre ni abrir una cuenta. Esta página explica los pocos datos que guardamos y durante cuánto tiempo.',
      },
      { type: 'heading', level: 2, text: 'Qué guardamos' },
      {
        type: 'paragraph',
        html: 'Contamos cuántas veces se abre cada artículo por hora, sin anotar quién lo abre. Los registros técnicos del servidor contienen direcciones de red y se eliminan a los <strong>siete días</strong>.',
      },
      {
        type: 'paragraph',
        html: 'Si se suscribe a un boletín, conservamos su correo electrónico hasta que se dé de baja. Las cartas al director se archivan con la firma con la que llegaron.',
      },
      { type: 'heading', level: 2, text: 'Sus derechos' },
      {
        type: 'paragraph',
        html: 'No vendemos datos ni elaboramos perfiles. Para consultar, corregir o borrar lo que tengamos sobre usted, escriba a <a href="mailto:privacidad@correomeridiano.example.com">privacidad@correomeridiano.example.com</a>.',
      },
    ],
  },
  {
    record: 'page',
    language: 'es',
    slug: 'contact-us',
    title: 'Contacto',
    position: 2,
    body: [
      {
        type: 'paragraph',
        html: 'La redacción está en la plaza de los Toneleros, 9, en Villaluz, y abre todos los días de ocho de la mañana a diez de la noche. Para proponer una historia: <a href="mailto:redaccion@correomeridiano.example.com">redaccion@correomeridiano.example.com</a>.',
      },
      {
        type: 'paragraph',
        html: '¿Ha visto un error? Indíquenos el titular y qué habría que corregir en <a href="mailto:rectificaciones@correomeridiano.example.com">rectificaciones@correomeridiano.example.com</a>. Respondemos en un día laborable.',
      },
      {
        type: 'paragraph',
        html: 'Las cartas al director no deben superar las 200 palabras y han de llevar nombre y localidad.',
      },
    ],
  },
];
