/**
 * The five published sheets, field by field, as they stand (in French); and what is damaged on
 * them, with its repair.
 */

export interface SeedSheet {
  readonly title: string;
  readonly description: string;
  readonly codification: string;
  readonly remarks: readonly string[];
  /** The quarter and the lag in `année civile 2 … Q4`. */
  readonly update: { readonly quarter: string; readonly lag: number };
  readonly smallestLevel: string;
  /** What the formula holds its variables against, and what it divides by. */
  readonly method: { readonly of: string; readonly bounds: readonly string[]; readonly per: string | undefined };
  readonly available: number;
  readonly dimensions: readonly string[];
  readonly citation: string;
  readonly metadataDate: string;
  readonly code: string;
  readonly sourceVariables: readonly string[];
  readonly equivalents: readonly string[];
  readonly keywords: readonly string[];
}

/**
 * What is damaged in the text of the sheets, and how it is read: misspellings here, contradictions
 * in the `interpretations` of the catalogue.
 */
export const REPAIRS: readonly (readonly [damaged: string, repaired: string])[] = [
  ["d'imagerie médicale ramboursé a été", "d'imagerie médicale remboursé a été"],
  ['interventionnelle ramboursée a été', 'interventionnelle remboursé a été'],
  ['20192021', '2019'],
  ['c.à.d.', 'c.-à-d.'],
  ["au moins six forfaits 'maison médicale' ont", 'au moins six forfaits « maison médicale » ont'],
  ["Le terme 'maison médicale' peut", 'Le terme « maison médicale » peut'],
];

const CODES =
  "Les prestations d'imagerie médicale sont identifiées à l'aide des codes nomenclature qui figurent dans la Liste de codes ci-dessous.";
const DOMICILE =
  "Les chiffres par entité géographique sont basés sur le domicile du bénéficiaire au 31 décembre de l'année de référence. Si le domicile est inconnu à ce moment-là, on utilise le domicile au 30 juin. Les personnes sans domicile connu sont uniquement comptabilisées au niveau national.";
const AGE =
  "La tranche d'âge est définie sur la base de l'âge des bénéficiaires au 31 décembre de l'année de référence.";
const STUDY =
  "Vous trouverez davantage d'informations dans l'étude AIM Imagerie médicale, à partir de laquelle ces statistiques ont été produites, et sur la page Chiffre-clé de l'Atlas AIM relative à l'imagerie médicale.";
const BY_AGE = " L'indicateur peut être ventilé selon la tranche d'âge des bénéficiaires.";
const KEYWORDS = ['Prestations de soins de santé', 'Prestataires de soins de santé'];

export const SEED_SHEETS: Readonly<Record<string, SeedSheet>> = {
  cube_013_001: {
    title: 'Imagerie médicale',
    description: `Pourcentage de bénéficiaires de l'assurance maladie chez qui un examen d'imagerie médicale ramboursé a été effectué au cours de l'année de référence.${BY_AGE}`,
    codification: '%',
    remarks: [
      `${CODES} Ces codes concernent la radiographie conventionnelle, la radiographie du thorax, l'échographie, l'imagerie dentaire, le scan CT, le CT Cone Beam, l'IRM, la scintigraphie, l'examen diagnostique interventionnel et l'examen interventionnel thérapeutique.`,
      DOMICILE,
      AGE,
      STUDY,
    ],
    update: { quarter: 'Q4', lag: 2 },
    smallestLevel: 'commune',
    method: { of: 'IMAG_ALL_N', bounds: ['au moins 1'], per: '100' },
    available: 2015,
    dimensions: ["Catégorie d'âge par 10 ans"],
    citation: 'IMA_AIM (17/11/2025), cube_013_001, Atlas IMA_AIM (accessed on 05/02/2026)',
    metadataDate: '2025-11-17',
    code: 'cube_013_001_At',
    sourceVariables: ["IMAG_ALL_N-Nombre d'examens d'imagerie médicale"],
    equivalents: [
      'stat_013_001-Imagerie médicale',
      'cube_013_004-Volume imagerie médicale radiologue',
      'cube_013_005-Imagerie médicale dentistes',
      'cube_013_007-Imagerie médicale médecin spécialiste non radiologue',
      'cube_013_009-RX',
      'cube_013_011-Radiographies dentaires',
      'cube_013_013-CT-scan',
      'cube_013_015-IRM',
      'cube_013_017-Échographie',
      'cube_013_019-Scintigraphie',
      'cube_013_021-Imagerie diagnostique interventionnelle',
      'cube_013_023-Imagerie thérapeutique interventionnel',
      'cube_013_025-Radiographies du thorax',
    ],
    keywords: KEYWORDS,
  },
  cube_013_004: {
    title: 'Volume imagerie médicale radiologue',
    description: `Nombre d’examens d’imagerie médicale remboursés effectués par un médecin spécialiste en radiodiagnostic ou en radiothérapie au cours de l’année de référence.${BY_AGE}`,
    codification: 'Nombre par 1 000 bénéficiaires de l’assurance maladie en Belgique',
    remarks: [CODES, DOMICILE, AGE, STUDY],
    // The sheet writes T4, the others Q4: the fourth quarter.
    update: { quarter: 'Q4', lag: 2 },
    smallestLevel: 'commune',
    method: { of: 'IMAG_RADIO_N', bounds: [], per: '1 000' },
    available: 2015,
    dimensions: ["Catégorie d'âge par 10 ans"],
    citation: 'IMA_AIM (17/11/2025), cube_013_004, Atlas IMA_AIM (accessed on 25/06/2026)',
    metadataDate: '2025-11-17',
    code: 'cube_013_004_At',
    sourceVariables: ['IMAG_RADIO_N-Nombre d’examens d’imagerie médicale par un radiologue'],
    equivalents: [
      'stat_013_004-Volume imagerie médicale radiologue',
      'cube_013_003-Imagerie médicale radiologue',
      'cube_013_006-Volume imagerie médicale dentistes',
      'cube_013_008-Volume imagerie médicale médecin spécialiste non radiologue',
    ],
    keywords: KEYWORDS,
  },
  cube_013_021: {
    title: 'Imagerie diagnostique interventionnelle',
    description: `Pourcentage de bénéficiaires de l'assurance maladie en Belgique chez qui un examen d'imagerie médicale diagnostique interventionnelle ramboursée a été effectué au cours de l'année de référence.${BY_AGE}`,
    codification: '%',
    remarks: [CODES, DOMICILE, AGE, STUDY],
    update: { quarter: 'Q4', lag: 2 },
    smallestLevel: 'commune',
    method: { of: 'IMAG_DIAG_N', bounds: ['au moins 1'], per: '100' },
    available: 2015,
    dimensions: ["Catégorie d'âge par 10 ans"],
    citation: 'IMA_AIM (17/11/2025), cube_013_021, Atlas IMA_AIM (accessed on 16/02/2026)',
    metadataDate: '2025-11-17',
    code: 'cube_013_021_At',
    sourceVariables: ["IMAG_DIAG_N-Nombre d'examens d'imagerie médicale diagnostique interventionnelle"],
    equivalents: [
      'stat_013_021-Imagerie diagnostique interventionnelle',
      'cube_013_022-Volume imagerie diagnostique interventionnelle',
    ],
    keywords: KEYWORDS,
  },
  stat_003_007: {
    title: 'Patients maisons médicales',
    description:
      "Taux de bénéficiaires de l'assurance maladie en Belgique affiliés à une maison médicale au cours de l'année de référence.",
    codification: 'Nombre par 10 000',
    remarks: [
      "La maison médicale, également appelée centre de santé de quartier, est une pratique de groupe multidisciplinaire (composée de généralistes, de kinés, d'infirmiers, etc.). Les patients qui s'inscrivent à une maison médicale peuvent y recevoir des soins de première ligne pour lesquels ils ne doivent rien débourser. La maison médicale reçoit un montant forfaitaire de la part de la mutualité par patient inscrit, quel que soit le nombre de consultations. Si un patient consulte un prestataire de soins actif en dehors d'une maison médicale qui dispose de la spécialité de celui-ci, cette consultation n'est pas remboursée par l'organisme assureur.",
      "Ces prestations sont identifiées à l'aide du code nomenclature 109616, relatif au forfait Maison médicale. Un patient se voit attribué à une maison médicale lorsqu'au moins six forfaits 'maison médicale' ont été facturés au cours de l'année de référence et que le patient ne possède pas d'autre dossier médical global auprès d'une autre pratique de médecine générale.",
      "Le terme 'maison médicale' peut également désigner une pratique qui ne fonctionne pas sur la base de forfaits, mais facture par prestation. Dans nos données, ces maisons médicales sont considérées comme des pratiques de groupe.",
      "Les chiffres sont basés sur des années population complètes, c.à.d. qu'ils comprennent toutes les personnes nées ou décédées au cours de l'année de référence.",
      "Vous trouverez davantage d'informations de contexte sur les chiffres dans le Chiffre-clé Atlas relatif aux Contacts avec le médecin généraliste.",
    ],
    update: { quarter: 'Q3', lag: 2 },
    smallestLevel: 'Secteur statistique (à partir de 2005)',
    // The formula says `= 6` and `/ 100`; the remark and the codification, which win, say at least
    // six and 10 000.
    method: { of: 'FF_MH', bounds: ['au moins 6', 'au plus 0'], per: '10 000' },
    available: 2003,
    dimensions: [],
    citation: 'IMA_AIM (5/09/2025), stat_003_007, Atlas IMA_AIM (accessed on 16/02/2026)',
    metadataDate: '2025-09-05',
    code: 'stat_003_007_At',
    sourceVariables: ['FF_MH-Nombre de forfaits maison médicale'],
    equivalents: [
      'stat_003_005-Patients pratique de médecine générale',
      'stat_003_006-Patients DMG pratique de médecine générale',
      'stat_003_001-Dossier médical global',
      'stat_003_015-Contact avec le médecin généraliste (hors maison médicale)',
      'stat_003_011-Fidélité des patients DMG à la pratique de médecine générale attribuée',
      'stat_003_012-Fidélité des patients à la pratique de médecine générale',
      'stat_003_014-Moyenne des contacts chez le médecin généraliste par bénéficiaire',
    ],
    keywords: KEYWORDS,
  },
  stat_020_033: {
    title: 'Nombre de généticiens cliniciens',
    description:
      "Nombre de généticiens cliniciens actifs dans la zone sélectionnée. Un généticien clinicien est identifié sur la base de son code de profession (10 à 19) et de son numéro de qualification (348, 398, 586, 599, 668, 693, 737, 788, 798, 810, 811, 868). Un généticien clinicien est considéré comme actif si le montant de ses revenus issus des prestations facturées s'élève à au moins 5 % du revenu médian annuel par ETP du groupe de profession concerné.",
    codification: 'Nombre',
    remarks: [
      "Le revenu médian par équivalent temps plein (ETP) du groupe de profession concerné est calculé par l'INAMI. Un revenu se situant entre 5 % et 10 % de cette médiane par ETP correspond plus ou moins à la facturation d'une demi-journée à une journée par semaine.",
      "Le revenu moyen de ce groupe de profession n'est disponible auprès de l'INAMI qu'à partir de 20192021 : il en va de même pour les chiffres publiés dans l'Atlas AIM.",
      "En raison de l'application d'un montant minimum, il est possible que des prestataires qui ne facturent pas toujours, voire ne facturent jamais sous leur propre numéro INAMI soient manquants. C'est notamment le cas pour les médecins généralistes actifs en maison médicale.",
      "Les chiffres par unité géographique sont basés sur l'adresse liée au numéro INAMI du prestataire de soins.",
    ],
    update: { quarter: 'Q4', lag: 1 },
    smallestLevel: 'Arrondissement',
    method: { of: 'CLINICAL_GENETICS_N', bounds: ['au moins 1', 'au moins 5 %'], per: undefined },
    available: 2019,
    dimensions: [],
    citation: 'IMA_AIM (28/11/2025), stat_020_033, Atlas IMA_AIM (accessed on 25/05/2026)',
    metadataDate: '2025-11-28',
    code: 'stat_020_033_At',
    sourceVariables: [
      'PRACTITIONER_CAT-Code profession prestataire de soins',
      'SS00065B-Qualification prestataire de soins',
      'SS00060-Montant AMI',
    ],
    equivalents: [],
    keywords: ['Prestataires de soins de santé'],
  },
};
