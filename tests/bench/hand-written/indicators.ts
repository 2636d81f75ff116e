/**
 * What the hand-written project computes: every indicator as its author would fill in the
 * templates, without reading the catalogue.
 */

type Interval = 'wilson' | 'byar' | 'no';

/** A template's file and what stands in its places. */
export interface Written {
  readonly template: 'cube-of-total' | 'cube-by-age' | 'cube-of-practitioners';
  readonly values: Readonly<Record<string, string>>;
}

/** Who counts, by which template of the CTE `member`. */
interface Member {
  readonly member: 'member-with-codes' | 'member-of-medical-house' | 'member-of-practice';
  readonly categories?: readonly string[];
  readonly where?: string;
}

const AGES = ['0-9', '10-19', '20-29', '30-39', '40-49', '50-59', '60-69', '70-79', '80-89', '90+'];
const ARRONDISSEMENT = ['country', 'region', 'province', 'arrondissement'];
const MUNICIPALITY = [...ARRONDISSEMENT, 'municipality'];

const IMAGING = ['rx', 'chest_rx', 'ultrasound', 'dental', 'ct', 'cbct', 'mri', 'scintigraphy'].concat(
  'interventional_diagnostic',
  'interventional_therapeutic',
);
const by = (list: string) =>
  `profession BETWEEN 10 AND 19 AND qualification IN (SELECT qualification FROM qualification_list WHERE list = '${list}')`;

const imaging: Member = { member: 'member-with-codes', categories: IMAGING };
const radiologist: Member = { ...imaging, where: by('radiology') };
const dentist: Member = { ...imaging, where: 'profession BETWEEN 30 AND 39' };
const specialist: Member = { ...imaging, where: by('other_specialist') };
const category = (name: string): Member => ({ member: 'member-with-codes', categories: [name] });
const contact = category('gp_contact');
const practice: Member = { member: 'member-of-practice' };

const share = { numerator: 'COUNT(*) FILTER (n >= 1)', denominator: 'COUNT(*)', squares: '0', variance: 'numerator' };
const rate = {
  numerator: 'COALESCE(SUM(n), 0)',
  denominator: 'COUNT(*)',
  squares: 'COALESCE(SUM(n * n), 0)',
  variance: 'squares',
};

const ofAges = (
  member: Member,
  counted: typeof share,
  options: { interval: Interval; per: string; standard: string },
): Written => ({ template: 'cube-by-age', values: { ...places(member), ...counted, ...options, ...byAge } });

const byAge = {
  levels: quoted(MUNICIPALITY),
  dimensions: 'nothing else',
  ages: [...AGES, 'total'].map((age) => `('${age}')`).join(', '),
  grouping_sets: '(area_level, ref_area, cell.age_group), (area_level, ref_area)',
  person_dimensions: '',
  margin_dimensions: '',
  plain_dimensions: '',
  grid_dimensions: '',
  standard_dimensions: '',
  shown_dimensions: ',\n  age_group',
};

const bySex = {
  levels: quoted(ARRONDISSEMENT),
  dimensions: 'sex',
  grouping_sets:
    '(area_level, ref_area, cell.age_group, cell.sex), (area_level, ref_area, cell.age_group), (area_level, ref_area, cell.sex), (area_level, ref_area)',
  person_dimensions: ',\n    person.sex',
  margin_dimensions: ",\n    CASE WHEN GROUPING(cell.sex) = 1 THEN 'total' ELSE cell.sex END AS sex",
  plain_dimensions: ', sex',
  grid_dimensions: "\n  CROSS JOIN (VALUES ('male'), ('female'), ('total')) AS sex (sex)",
  standard_dimensions: '\n    AND standard.sex = grid.sex',
  shown_dimensions: ',\n  age_group,\n  sex',
};

const shareByAge = (member: Member, standard = 'none') =>
  ofAges(member, share, { interval: 'wilson', per: '100', standard });
const rateByAge = (member: Member) => ofAges(member, rate, { interval: 'byar', per: '1000', standard: 'esp_2013' });

/** Standardised by age, but shown for all ages alone. */
const ofAllAges = ({ template, values }: Written): Written => ({
  template,
  values: { ...values, ages: "('total')", shown_dimensions: '' },
});

const ofTotal = (member: Member, counted: { numerator: string; denominator: string }, values: object): Written => ({
  template: 'cube-of-total',
  values: { ...places(member), ...counted, unit: 'municipality', levels: quoted(MUNICIPALITY), ...values },
});

const shareOfTotal = (member: Member, numerator: string, values: object = {}) =>
  ofTotal(member, { numerator, denominator: 'COUNT(*)' }, { interval: 'wilson', per: '100', ...values });

const loyalty = (who: string) =>
  ofTotal(
    practice,
    {
      numerator: `COALESCE(SUM(loyalty) FILTER (${who} AND contact >= 1), 0)`,
      denominator: `COUNT(*) FILTER (${who} AND contact >= 1)`,
    },
    { interval: 'no', per: '0.0001' },
  );

const practitioners = (qualification: string): Written => ({
  template: 'cube-of-practitioners',
  values: { qualification, levels: quoted(ARRONDISSEMENT) },
});

export const WRITTEN: Readonly<Record<string, Written>> = {
  cube_013_001: shareByAge(imaging, 'esp_2013'),
  cube_013_003: shareByAge(radiologist, 'esp_2013'),
  cube_013_004: rateByAge(radiologist),
  cube_013_005: shareByAge(dentist, 'esp_2013'),
  cube_013_006: rateByAge(dentist),
  cube_013_007: shareByAge(specialist, 'esp_2013'),
  cube_013_008: rateByAge(specialist),
  cube_013_009: shareByAge(category('rx')),
  cube_013_011: shareByAge(category('dental')),
  cube_013_013: shareByAge(category('ct')),
  cube_013_015: shareByAge(category('mri')),
  cube_013_017: shareByAge(category('ultrasound')),
  cube_013_019: shareByAge(category('scintigraphy')),
  cube_013_021: shareByAge(category('interventional_diagnostic'), 'esp_2013'),
  cube_013_022: rateByAge(category('interventional_diagnostic')),
  cube_013_023: shareByAge(category('interventional_therapeutic')),
  cube_013_025: shareByAge(category('chest_rx')),
  cube_013_own1: { template: 'cube-by-age', values: { ...shareByAge(imaging, 'esp_2013').values, ...bySex } },
  stat_003_001: ofAllAges(shareByAge(category('gmd'), 'belgium_2020')),
  stat_003_005: shareOfTotal(practice, 'COUNT(*) FILTER (allocated = 1)'),
  stat_003_006: shareOfTotal(practice, 'COUNT(*) FILTER (by_file = 1)'),
  stat_003_007: shareOfTotal({ member: 'member-of-medical-house' }, share.numerator, {
    per: '10000',
    unit: 'sector',
    levels: quoted([...MUNICIPALITY, 'sector']),
  }),
  stat_003_011: loyalty('by_file = 1'),
  stat_003_012: loyalty('allocated = 1'),
  stat_003_014: ofTotal(contact, rate, { interval: 'no', per: '1' }),
  stat_003_015: shareOfTotal({ ...contact, where: 'institution_type IS DISTINCT FROM 805' }, share.numerator),
  stat_013_001: ofAllAges(shareByAge(imaging, 'esp_2013')),
  stat_013_004: ofAllAges(rateByAge(radiologist)),
  stat_013_021: ofAllAges(shareByAge(category('interventional_diagnostic'), 'esp_2013')),
  stat_020_033: practitioners('clinical_genetics'),
  stat_020_own1: practitioners('radiodiagnostics'),
  stat_020_own2: practitioners('nuclear_medicine'),
  stat_020_own3: practitioners('general_practice'),
};

/** The places of the CTE `member`; the template itself stands under its own name. */
function places({ member, categories = [], where }: Member): Record<string, string> {
  return {
    member: `{{${member}}}`,
    categories: quoted(categories),
    where: where === undefined ? '' : `\n    AND ${where}`,
  };
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `'${name}'`).join(', ');
}
