/**
 * What exported files say in a language: the columns, levels, members and statuses. A language is
 * one entry here.
 */
import type { Level } from '../catalogue/index.ts';
import { LANGUAGES } from '../sheet/index.ts';

export interface Words {
  readonly levels: Readonly<Record<Level, string>>;
  /** Members of dimensions that are words; bands of ages say themselves. */
  readonly members: Readonly<Record<string, string>>;
  /** SDMX CL_OBS_STATUS and CL_CONF_STATUS, as far as a release uses them. */
  readonly obsStatus: Readonly<Record<'A' | 'M' | 'Q', string>>;
  readonly confStatus: Readonly<Record<'F' | 'A' | 'D', string>>;
  readonly columns: Readonly<Record<NamedColumn, string>>;
  /** `area, name`: the column that says in words what another says in code. */
  readonly inWords: string;
  readonly figures: string;
  readonly metadata: string;
  readonly measure: string;
}

export type NamedColumn =
  | 'time_period'
  | 'area_level'
  | 'ref_area'
  | 'age_group'
  | 'sex'
  | 'bim'
  | 'numerator'
  | 'denominator'
  | 'obs_value'
  | 'ci_lower'
  | 'ci_upper'
  | 'std_value'
  | 'std_ci_lower'
  | 'std_ci_upper'
  | 'obs_status'
  | 'conf_status';

const levelsOf = (language: string): Words['levels'] => {
  const found = LANGUAGES[language];
  if (found === undefined) throw new Error(`no sheets in ${language}`);
  return found.levels;
};

const en: Words = {
  levels: levelsOf('en'),
  members: {
    total: 'Total',
    male: 'Men',
    female: 'Women',
    yes: 'Yes',
    no: 'No',
    ambulatory: 'Ambulatory',
    hospital: 'Hospital',
  },
  obsStatus: { A: 'Normal value', M: 'Missing: the denominator is 0', Q: 'Suppressed: confidential' },
  confStatus: { F: 'Free', A: 'Confidential: small count', D: 'Confidential: would disclose another cell' },
  columns: {
    time_period: 'Reference year',
    area_level: 'Level',
    ref_area: 'Area',
    age_group: 'Age',
    sex: 'Sex',
    bim: 'Increased reimbursement',
    numerator: 'Numerator',
    denominator: 'Denominator',
    obs_value: 'Value',
    ci_lower: 'Lower limit (95 %)',
    ci_upper: 'Upper limit (95 %)',
    std_value: 'Standardised value',
    std_ci_lower: 'Standardised, lower limit (95 %)',
    std_ci_upper: 'Standardised, upper limit (95 %)',
    obs_status: 'Status',
    conf_status: 'Confidentiality',
  },
  inWords: 'name',
  figures: 'Figures',
  metadata: 'Metadata',
  measure: 'Measure',
};

const fr: Words = {
  levels: levelsOf('fr'),
  members: {
    total: 'Total',
    male: 'Hommes',
    female: 'Femmes',
    yes: 'Oui',
    no: 'Non',
    ambulatory: 'Ambulatoire',
    hospital: 'Hôpital',
  },
  obsStatus: { A: 'Valeur normale', M: 'Manquant : le dénominateur est 0', Q: 'Supprimé : confidentiel' },
  confStatus: { F: 'Libre', A: 'Confidentiel : petit nombre', D: 'Confidentiel : en révélerait un autre' },
  columns: {
    time_period: 'Année de référence',
    area_level: 'Niveau',
    ref_area: 'Territoire',
    age_group: 'Âge',
    sex: 'Sexe',
    bim: 'Intervention majorée',
    numerator: 'Numérateur',
    denominator: 'Dénominateur',
    obs_value: 'Valeur',
    ci_lower: 'Limite inférieure (95 %)',
    ci_upper: 'Limite supérieure (95 %)',
    std_value: 'Valeur standardisée',
    std_ci_lower: 'Standardisée, limite inférieure (95 %)',
    std_ci_upper: 'Standardisée, limite supérieure (95 %)',
    obs_status: 'Statut',
    conf_status: 'Confidentialité',
  },
  inWords: 'nom',
  figures: 'Chiffres',
  metadata: 'Métadonnées',
  measure: 'Mesure',
};

const nl: Words = {
  levels: levelsOf('nl'),
  members: {
    total: 'Totaal',
    male: 'Mannen',
    female: 'Vrouwen',
    yes: 'Ja',
    no: 'Nee',
    ambulatory: 'Ambulant',
    hospital: 'Ziekenhuis',
  },
  obsStatus: { A: 'Normale waarde', M: 'Ontbreekt: de noemer is 0', Q: 'Onderdrukt: vertrouwelijk' },
  confStatus: { F: 'Vrij', A: 'Vertrouwelijk: klein aantal', D: 'Vertrouwelijk: zou een ander verraden' },
  columns: {
    time_period: 'Referentiejaar',
    area_level: 'Niveau',
    ref_area: 'Gebied',
    age_group: 'Leeftijd',
    sex: 'Geslacht',
    bim: 'Verhoogde tegemoetkoming',
    numerator: 'Teller',
    denominator: 'Noemer',
    obs_value: 'Waarde',
    ci_lower: 'Ondergrens (95 %)',
    ci_upper: 'Bovengrens (95 %)',
    std_value: 'Gestandaardiseerde waarde',
    std_ci_lower: 'Gestandaardiseerd, ondergrens (95 %)',
    std_ci_upper: 'Gestandaardiseerd, bovengrens (95 %)',
    obs_status: 'Status',
    conf_status: 'Vertrouwelijkheid',
  },
  inWords: 'naam',
  figures: 'Cijfers',
  metadata: 'Metagegevens',
  measure: 'Maat',
};

const de: Words = {
  levels: {
    country: 'Land',
    region: 'Region',
    province: 'Provinz',
    arrondissement: 'Bezirk',
    municipality: 'Gemeinde',
    sector: 'statistischer Sektor',
  },
  members: {
    total: 'Insgesamt',
    male: 'Männer',
    female: 'Frauen',
    yes: 'Ja',
    no: 'Nein',
    ambulatory: 'Ambulant',
    hospital: 'Krankenhaus',
  },
  obsStatus: { A: 'Normaler Wert', M: 'Fehlt: der Nenner ist 0', Q: 'Unterdrückt: vertraulich' },
  confStatus: { F: 'Frei', A: 'Vertraulich: kleine Anzahl', D: 'Vertraulich: würde einen anderen verraten' },
  columns: {
    time_period: 'Berichtsjahr',
    area_level: 'Ebene',
    ref_area: 'Gebiet',
    age_group: 'Alter',
    sex: 'Geschlecht',
    bim: 'Erhöhte Kostenerstattung',
    numerator: 'Zähler',
    denominator: 'Nenner',
    obs_value: 'Wert',
    ci_lower: 'Untergrenze (95 %)',
    ci_upper: 'Obergrenze (95 %)',
    std_value: 'Standardisierter Wert',
    std_ci_lower: 'Standardisiert, Untergrenze (95 %)',
    std_ci_upper: 'Standardisiert, Obergrenze (95 %)',
    obs_status: 'Status',
    conf_status: 'Vertraulichkeit',
  },
  inWords: 'Name',
  figures: 'Zahlen',
  metadata: 'Metadaten',
  measure: 'Maß',
};

export const WORDS = { fr, nl, en, de } as const;
export type ExportLanguage = keyof typeof WORDS;
export const EXPORT_LANGUAGES = Object.keys(WORDS) as ExportLanguage[];

/**
 * A member of a dimension in words; what has no word is its own name (40-49), and so is the column
 * of a dimension that is not listed.
 */
export function wordFor(words: Readonly<Record<string, string>>, name: string): string {
  return words[name] ?? name;
}

/** Members of dimensions in words, by name; a member that is not in it says itself (40-49). */
export function memberWords(language: ExportLanguage): Readonly<Record<string, string>> {
  return WORDS[language].members;
}
