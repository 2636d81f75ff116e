/** Sheets in French. */
import type { MethodParts } from '../../catalogue/index.ts';
import type { ConditionWords, Language } from '../language.ts';

const number = (value: number) => value.toLocaleString('en-GB').replaceAll(',', ' ').replace('.', ',');
/** `de` with what follows it: d'assurés, de bénéficiaires. */
const de = (noun: string) => (/^[aeiouyàâéèêh]/i.test(noun) ? `d'${noun}` : `de ${noun}`);
const numberOf = ({ members, per }: MethodParts) =>
  per === undefined ? `nombre ${de(members)}` : `(nombre ${de(members)} / ${per})`;
const plural = (n: number, one: string, many: string) => (n === 0 ? '' : `${number(n)} ${n > 1 ? many : one}`);

const month = (number_: number) =>
  new Date(Date.UTC(2000, number_ - 1)).toLocaleDateString('fr-BE', { month: 'long', timeZone: 'UTC' });

export const fr: Language = {
  headings: {
    description: 'Description',
    unit: 'Codification',
    status: 'Statut',
    interpretations: 'Lecture retenue',
    remarks: 'Remarques',
    update: 'Fréquence et timing de la mise à jour',
    smallestLevel: 'Plus petit niveau géographique disponible',
    levels: 'Niveaux géographiques',
    method: 'Méthode de calcul',
    withheld: 'Chiffres non publiés',
    availableFrom: 'Disponible',
    dimensions: 'Dimensions',
    citation: 'Référence recommandée',
    metadataDate: 'Dernière mise à jour des métadonnées',
    code: 'Code',
    sourceVariables: 'Variable(s) source(s)',
    publisher: 'Éditeur',
    contact: 'Contact',
    licence: 'Licence',
    computedVariables: 'Variable(s) calculée(s)',
    equivalents: 'Variable(s) équivalente(s)',
    keywords: 'Mots clés',
    codeLists: 'Liste de codes',
  },
  levels: {
    country: 'pays',
    region: 'région',
    province: 'province',
    arrondissement: 'arrondissement',
    municipality: 'commune',
    sector: 'secteur statistique',
  },
  status: {
    sheet: "Définition de la fiche publiée par l'AIM.",
    interpreted:
      "Interprétation : les fiches publiées ne donnent que le nom de cet indicateur de l'AIM ; la définition est la nôtre.",
    ours: "Indicateur propre à Atlas Cubes : l'AIM ne le publie pas.",
    example: "Exemple d'Atlas Cubes : les codes comptés n'ont pas de source, et l'AIM ne publie pas cet indicateur.",
  },
  method: {
    share: (parts) => `(Nombre ${de(parts.members)} ${parts.where}) / ${numberOf(parts)}`,
    rate: (parts) => `Somme de ${parts.summed} / ${numberOf(parts)}`,
    density: (parts) =>
      `(Nombre ${de(parts.members)} ${parts.where}) / ${numberOf({ ...parts, members: parts.others })}, dans la même zone`,
    count: (parts) => `Nombre ${de(parts.members)} ${parts.where}`,
    percentile: (parts) =>
      `La valeur de ${parts.summed} à ${parts.percent} % des ${parts.members}${parts.where === undefined ? ', y compris ceux qui n’en ont pas' : ` ${parts.where}`}, rangés par ordre ; elle est arrondie à ${parts.unit}`,
    perDay: (parts) =>
      `Somme de ${parts.summed} / (nombre de ${parts.members} x jours de l'année${parts.per === undefined ? '' : ` / ${parts.per}`})`,
    ratio: (parts) =>
      `Somme de ${parts.summed} / ${parts.per === undefined ? `somme de ${parts.divisor}` : `(somme de ${parts.divisor} / ${parts.per})`}`,
    mean: (parts) =>
      parts.where === undefined
        ? `Somme de ${parts.summed} / ${numberOf(parts)}`
        : `(Somme de ${parts.summed} pour les ${parts.members} ${parts.where}) / ${numberOf({ ...parts, members: `ces ${parts.members}` })}`,
  },
  withheld: {
    numerator: 'numérateur',
    value: 'valeur',
    intervals: 'limites à 95 %',
    standardised: 'valeur standardisée et ses limites',
  },
  from: (what, year) => `${what} (à partir de ${year})`,
  update: (quarter, lag) =>
    `Les statistiques de l'année civile ${lag === 0 ? 'en cours' : `- ${lag} (Y-${lag})`} sont ajoutées chaque année au ${quarter}.`,
  quote: (label, name) => `« ${label} » (${name})`,
  number,
  percentOf: (percent, what) => `${percent.replace('.', ',')} % de ${what}`,
  members: {
    male: 'masculin',
    female: 'féminin',
    yes: 'oui',
    no: 'non',
    ambulatory: 'ambulatoire',
    hospital: 'hôpital',
  },
  list: (members) => members.join(' ou '),
  population: (members, where) => `Seuls sont comptés les ${members} ${where}.`,
  groups: {
    members: (what) =>
      `${what} regroupe des prestations, non des personnes : chacun compte dans tous les groupes dont les prestations seules, nettes de corrections, remplissent la condition, donc dans plusieurs ou dans aucun ; le total est celui de toutes les prestations.`,
    total: (what) =>
      `${what} regroupe des prestations, non des personnes : chaque groupe additionne ses prestations, nettes de corrections, et le total toutes, y compris celles d'aucun groupe.`,
  },
  years: {
    takes: {
      years: ({ name, over, years, least }) =>
        `${name} est le nombre d'années, parmi les ${years} jusqu'à l'année de référence, où ${over} est d'au moins ${least}, chacune nette de ses propres corrections.`,
      sum: ({ name, over, years }) =>
        `${name} est la somme de ${over} sur les ${years} années jusqu'à l'année de référence.`,
      new: ({ name, over, years, least }) =>
        `${name} est ${over} de ceux pour qui il était inférieur à ${least} ${years === 1 ? "l'année précédente" : `chacune des ${years} années précédentes`} ; pour tous les autres il est 0.`,
    },
    dated: {
      new: ({ name, over, days, least }) =>
        `${name} est ${over} de ceux pour qui aucun des ${days} jours précédant le premier jour de l'année de référence où il est d'au moins ${least} n'atteint autant ; pour tous les autres il est 0.`,
      followed: ({ name, days }) =>
        `${name} compte seulement ce qui est suivi, pour la même personne, d'un autre événement qui commence 1 à ${days} jours plus tard ; ce qui suit est connu pour autant qu'il soit livré pour l'année de référence et la suivante.`,
    },
    period: (name, from, until) =>
      `${name} couvre douze mois : de ${month(from)} de l'année de référence à ${month(until)} de la suivante, tous deux compris.`,
    pooled: (years) =>
      `Le numérateur et le dénominateur sont additionnés sur les ${years} années jusqu'à l'année de référence ; chacun compte une fois par année, avec son domicile de cette année.`,
    present: "le nombre d'années consécutives dans la population, l'année de référence étant la dernière,",
  },
  where: (conditions) => `dont ${conditions.map(condition).join(' et ')}`,
  unreleased: {
    declared: 'Non publié : le catalogue réserve ces chiffres à qui peut voir des chiffres non protégés.',
    noRule:
      'Non publié : le contrôle de la divulgation n’a pas encore de règle pour ce que des chiffres de cette sorte révèlent.',
    changed: 'Non publié : des chiffres de cette sorte ne peuvent pas être arrondis ni recevoir de bruit.',
    alone: 'Non publié : aucun indicateur publié ne montre une à une les années additionnées ici.',
  },
  changed: {
    rounded: (base) =>
      `Les numérateurs et les dénominateurs sont arrondis à ${base} : ce sont des multiples de ce nombre proches de ce qui a été compté, ou des sommes de tels multiples ; les valeurs en sont calculées et n’ont pas de limites.`,
    noise: (most) =>
      `Les numérateurs et les dénominateurs portent un bruit d’au plus ${most} personnes, ou de ce qu’autant de personnes ont en moyenne, et aucun n’est petit : la somme des parties peut différer du tout ; les valeurs en sont calculées et n’ont pas de limites.`,
  },
  formerly: (codes) => `Publié auparavant sous ${codes.join(', ')}.`,
  illustrative: (parameters) =>
    `VALEURS ILLUSTRATIVES : les valeurs de ${parameters.join(', ')} sont inventées, en attendant des valeurs officielles ; les chiffres qui en dépendent sont des exemples.`,
  synthetic: 'DONNÉES SYNTHÉTIQUES : personnes et prestations inventées ; aucun chiffre ne décrit qui que ce soit.',
  confidence: ({ label, group, existence }) =>
    `Codes de cette liste : ${[
      plural(label, 'a un libellé sourcé', 'ont un libellé sourcé'),
      plural(group, 'est nommé en groupe dans un texte légal', 'sont nommés en groupe dans un texte légal'),
      plural(
        existence,
        "existe, mais sa signification n'est pas sourcée",
        "existent, mais leur signification n'est pas sourcée",
      ),
    ]
      .filter(Boolean)
      .join(', ')}. La liste de l'AIM n'est pas publique.`,
  meaning: { label: 'libellé sourcé', group: 'nommé en groupe', existence: 'signification non sourcée' },
  validity: (from, to) =>
    [from === null ? '' : to === null ? `à partir du ${from}` : `du ${from}`, to === null ? '' : `jusqu'au ${to} exclu`]
      .filter(Boolean)
      .join(' '),
};

function condition({ variable, atLeast, atMost }: ConditionWords): string {
  if (atLeast !== undefined && atLeast === atMost) return `${variable} vaut ${atLeast}`;
  if (atLeast !== undefined && atMost !== undefined) return `${variable} est compris entre ${atLeast} et ${atMost}`;
  return atLeast === undefined ? `${variable} vaut au plus ${atMost}` : `${variable} vaut au moins ${atLeast}`;
}
