import type { LanguageKit } from './kit.js';

export const spanish: LanguageKit = {
  language: 'es',
  share: 15,
  space: ' ',
  comma: ', ',
  stop: '.',
  common:
    'de la que el en y a los del se las por un para con no una su al lo como más pero sus le ya o este sí porque esta entre cuando muy sin sobre también hasta hay donde desde todo nos durante',
  words: `gobierno ciudad consejo ministra plan informe agua mercado escuela río costa presupuesto semana trabajo tribunal ley puente precio puerto
    salud hospital servicio tren energía carretera voto partido elección comisión empresa banco comercio trabajadores sindicato maestras estudiantes
    agricultores pesca familias casa vivienda edificio isla valle museo festival película libro música equipo partido temporada jugadora entrenador
    liga copa final récord carrera ciencia estudio investigación datos universidad científicos bosque clima viento tormenta lluvia inundación calor
    invierno verano primavera otoño mañana noche acuerdo negociaciones frontera cumbre región provincia alcalde diputada líder asamblea reforma
    revisión debate decisión propuesta crecimiento inflación salarios empleo impuesto fondo préstamo deuda exportaciones cosecha trigo aceite
    transbordador aeropuerto vuelo estación túnel abre cierra sube baja crece empieza vuelve aprueba rechaza aplaza advierte pide muestra gana
    pierde construye restaura amplía limita local nacional regional norte sur este oeste anual público privado digital histórico rural central`,
  starts:
    'ab ac al am an ar as ba be bo bra ca ce co cre cu da de di do du em en es fa fe fi flo for fra ga ge gra gua ha he im in ja ju la le li lo lu ma me mi mo mu na ne ni no nu ob or pa pe pi pla po pre pro ra re ri ro sa se si so su ta te ti to tra tri ul va ve vi vo',
  middles: 'ra re ri ro ba be bi la le li lo ma me mi mo na ne ni no ta te ti to da de di do ca ce ci co sa se si so',
  ends: 'ción miento dad mente ado ido ante ente ura aje eza ismo ista oso osa ivo iva able ible al ero era ar er ir ando iendo ez ura ncia',
  nameStarts:
    'Al Ar Bal Bar Bel Cal Car Cas Del Dor El Es Fer Gal Gar Gon Her Ibar Lar Lez Lor Mal Mar Men Mon Nav Or Pal Per Quin Ram Riv Ros Sal San Sol Tor Ur Val Var Vil Zal Zur',
  nameMiddles: 'a e i o an en on ar er or al el ad ed and end ig ur es os am om',
  nameEnds:
    'alba anza areda ares ata ballo blanca cedo cillo dero dilla dosa eda ejo ero guera leda mar mayor mora nares negra nido rana rejo rosa sera tella tinez vera verde zuela',
  givenNames:
    'Abril Alba Aldo Alma Andrés Berta Bruno Carla Celia Ciro Clara Dalia Darío Elena Elsa Emilio Fabio Gala Gema Hugo Inés Iván Jana Joel Julia Lara Leo Lidia Lola Lucas Luz Mara Mateo Nadia Nilo Noa Olga Óscar Pablo Paula Raúl Rita Rocío Saúl Sofía Tomás Vera Yago',
  edition: { name: 'El Correo Generado', slogan: 'Noticias que nunca ocurrieron' },
  sections: {
    news: 'Noticias',
    politics: 'Política',
    economy: 'Economía',
    world: 'Mundo',
    sport: 'Deportes',
    football: 'Fútbol',
    athletics: 'Atletismo',
    culture: 'Cultura',
    books: 'Libros',
    film: 'Cine',
    health: 'Salud',
    science: 'Ciencia',
    technology: 'Tecnología',
    environment: 'Medio ambiente',
    views: 'Miradas',
    opinion: 'Opinión',
    analysis: 'Análisis',
    blog: 'Blog',
    features: 'Reportajes',
  },
  regions: [
    ...['Islas del Norte', 'Costa Meridiana', 'Llanura Baja', 'Sierra Alta', 'Lagos del Este', 'Delta del Sur'],
    ...['Cabo Occidental', 'Valles Interiores', 'Ciudades del Río', 'Islas Exteriores'],
  ],
  series: ['Al minuto', 'Reportajes en vídeo', 'Series digitales', 'Claves', 'Cartas', 'Lecturas largas'],
  byline: 'Por {}',
  correction: 'Una versión anterior de esta noticia daba una cifra equivocada.',
  withdrawnReason: 'La noticia no pudo confirmarse.',
  role: 'Reportera',
};
