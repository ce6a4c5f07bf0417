import type { LanguageKit } from './kit.js';

export const french: LanguageKit = {
  language: 'fr',
  share: 10,
  space: ' ',
  comma: ', ',
  stop: '.',
  common:
    'de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont avec ses aux son mais comme ou leur cette après depuis entre sans sous vers dont contre avant',
  words: `gouvernement ville conseil ministre plan rapport eau marché école rivière côte budget semaine travail tribunal loi pont prix port santé
    hôpital service train énergie route vote parti élection commission entreprise banque commerce salariés syndicat enseignants étudiants
    agriculteurs pêche familles maison logement bâtiment île vallée musée festival film livre musique équipe match saison joueuse entraîneur ligue
    coupe finale record course science étude recherche données université chercheurs forêt climat vent tempête pluie crue chaleur hiver été
    printemps automne matin nuit accord négociations frontière sommet région province maire députée présidente assemblée réforme enquête débat
    décision proposition croissance inflation salaires emploi impôt fonds prêt dette exportations récolte blé huile traversier aéroport vol gare
    tunnel ouvre ferme monte baisse grandit commence revient approuve rejette retarde avertit demande montre gagne perd construit restaure étend
    limite local national régional nord sud est ouest annuel public privé numérique historique côtier rural central`,
  starts:
    'ab ac al am an ar as ba be bo bra ca ce cha co cré cu da dé di do du em en es fa fe fi flo for fra ga gé gra ha im in ja ju la le li lo lu ma mé mi mo mu na né ni no nu ob or pa pé pi pla po pré pro ra ré ri ro sa sé si so su ta té ti to tra tri ul va vé vi vo',
  middles:
    'ra re ri ro ba bé bi la lé li lo ma mé mi mo na né ni no ta té ti to da dé di do ca ci co sa si so ver ter mer',
  ends: 'tion ment té eur euse age ure esse isme iste eux ive able ible al elle ier ière er ir ant ent ance ence oir oire ade aille ette',
  nameStarts:
    'Al Ar Au Bel Ber Bois Cha Cler Cor Dal Del Dor Du El Fer Fon Gal Gar Haut Her Jo La Lan Lor Mal Mar Mer Mon Nor Or Per Pont Ri Ro Sal Ser Tal Tour Val Ver Vil',
  nameMiddles: 'a an ar e el en er i in o on or ou u al am et ac ieu ois ard and',
  nameEnds:
    'bourg breuil champ court dieu fert gnac gny lac lieu lin logne lon mont nay neuil pierre rac reau rive roche sac sier sol tain teuil val vert ville vin',
  givenNames:
    'Adèle Agnès Alban Alice Anouk Axel Basile Blanche Cléa Colin Côme Denis Édith Élie Éloi Emma Ève Fanny Félix Flore Gilles Inès Irène Jade Jean Joël Léa Léon Lise Loïc Luce Lucie Manon Marc Maud Nina Noé Odile Paul Rémi Rose Sacha Simon Tom Valère Victor Yann Zoé',
  edition: { name: 'Le Courrier généré', slogan: 'Des nouvelles qui ne sont jamais arrivées' },
  sections: {
    news: 'Actualités',
    politics: 'Politique',
    economy: 'Économie',
    world: 'Monde',
    sport: 'Sport',
    football: 'Football',
    athletics: 'Athlétisme',
    culture: 'Culture',
    books: 'Livres',
    film: 'Cinéma',
    health: 'Santé',
    science: 'Sciences',
    technology: 'Technologie',
    environment: 'Environnement',
    views: 'Regards',
    opinion: 'Opinions',
    analysis: 'Analyses',
    blog: 'Blog',
    features: 'Reportages',
  },
  regions: [
    ...['Îles du Nord', 'Côte méridienne', 'Basse plaine', 'Haute chaîne', 'Lacs de l’Est', 'Delta du Sud'],
    ...['Cap occidental', 'Vallées intérieures', 'Villes du fleuve', 'Îles extérieures'],
  ],
  series: ['Fil vidéo', 'Reportages vidéo', 'Séries numériques', 'Décryptages', 'Lettres', 'Grands formats'],
  byline: 'Par {}',
  correction: 'Une version antérieure de cet article donnait un chiffre erroné.',
  withdrawnReason: 'Cette information n’a pas pu être confirmée.',
  role: 'Reporter',
};
