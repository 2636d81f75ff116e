/** The published figures that synthetic data is calibrated to, and what each is here. */

/**
 * One measure per published one that has the same definition here: an expression over `person`, one
 * row a beneficiary and year.
 */
export interface Measure {
  readonly published: string;
  readonly label: string;
  readonly value: string;
  /** Turns the published unit into ours. */
  readonly scale?: string;
}

const share = (published: string, label: string, where: string): Measure => ({
  published,
  label,
  value: `100.0 * count(*) FILTER (WHERE ${where}) / count(*)`,
});

/** Of people of some ages alone, or of one sex. */
const shareOf = (published: string, label: string, where: string, of: string): Measure => ({
  published,
  label,
  value: `100.0 * count(*) FILTER (WHERE ${where} AND ${of}) / count(*) FILTER (WHERE ${of})`,
});

/** Daily doses per 1,000 people and day. */
const daily = (published: string, label: string, doses: string): Measure => ({
  published,
  label,
  value: `1000.0 * sum(${doses})::DOUBLE / count(*) / 365`,
});

/** Screening by windows of years, and births. */
const WOMEN: readonly Measure[] = [
  shareOf(
    'breast_screening_coverage_total_50_69',
    'mammography within two years, women of 50 to 69, %',
    'mammography_years >= 1',
    'sex = 2 AND age BETWEEN 50 AND 69',
  ),
  shareOf(
    'breast_screening_programme_participation_50_69',
    'mammography of the programme within two years, women of 50 to 69, %',
    'mammotest_years >= 1',
    'sex = 2 AND age BETWEEN 50 AND 69',
  ),
  shareOf(
    'cervical_screening_coverage_25_64',
    'smear within three years, women of 25 to 64, %',
    'smear_years >= 1',
    'sex = 2 AND age BETWEEN 25 AND 64',
  ),
  {
    published: 'caesarean_share',
    label: 'births by caesarean section, %',
    value: '100.0 * sum(caesareans)::DOUBLE / sum(births)::DOUBLE',
  },
];

const ADULTS = 'age >= 18';
const MEDICINES: readonly Measure[] = [
  share('medicine_users_any', 'any medicine, %', 'packages >= 1'),
  shareOf('medicine_users_any_65plus', 'any medicine from the age of 65, %', 'packages >= 1', 'age >= 65'),
  share('antibiotics_users', 'antibiotics, %', 'antibiotics >= 1'),
  daily('antibiotics_did', 'antibiotics, daily doses per 1,000 and day', 'antibiotic_doses'),
  shareOf('antidepressants_users_18plus', 'antidepressants, adults, %', 'antidepressant_doses >= 1', ADULTS),
  ...[
    ['18_25', '18 to 25', 'age BETWEEN 18 AND 25'],
    ['26_64', '26 to 64', 'age BETWEEN 26 AND 64'],
    ['65plus', '65 and over', 'age >= 65'],
    ['men_18plus', 'men', `${ADULTS} AND sex = 1`],
    ['women_18plus', 'women', `${ADULTS} AND sex = 2`],
  ].map(([name, who, of]) =>
    shareOf(`antidepressants_users_${name}`, `antidepressants, ${who}, %`, 'antidepressant_doses >= 1', of ?? ''),
  ),
  daily('antidepressants_did', 'antidepressants, daily doses per 1,000 and day', 'antidepressant_doses'),
  ...[5, 10].flatMap((least) => {
    const label = `${least} medicines or more with 80 daily doses each`;
    const where = `medicines >= ${least}`;
    return [
      share(`polypharmacy_${least}plus_all_ages`, `${label}, %`, where),
      shareOf(`polypharmacy_${least}plus_65plus`, `${label}, from the age of 65, %`, where, 'age >= 65'),
      shareOf(`polypharmacy_${least}plus_85_89`, `${label}, 85 to 89, %`, where, 'age BETWEEN 85 AND 89'),
    ];
  }),
  ...['J01', 'C10', 'C09', 'C07'].map((atc) =>
    share(`users_10ddd_ATC_${atc}`, `10 daily doses or more of ${atc}, %`, `${atc.toLowerCase()}_doses >= 10`),
  ),
  share('diabetes_prevalence', 'medicines against diabetes (published: or care for it), %', 'diabetes >= 1'),
  shareOf(
    'influenza_vaccination_65plus_not_in_home',
    'influenza vaccine, 65 and over (published: outside homes), %',
    'vaccines >= 1',
    'age >= 65',
  ),
  share('opioid_users', 'opioids, %', 'opioids >= 1'),
  daily('opioid_did', 'opioids, daily doses per 1,000 and day', 'opioid_doses'),
  {
    published: 'opioid_low_cost_share',
    label: 'low-cost daily doses of opioids, %',
    value: '100.0 * sum(cheap_opioid_doses)::DOUBLE / sum(opioid_doses)::DOUBLE',
  },
  {
    published: 'low_cost_ddd_share',
    label: 'low-cost daily doses, %',
    value: '100.0 * sum(cheap_doses)::DOUBLE / sum(public_doses)::DOUBLE',
  },
];

export const MEASURES: readonly Measure[] = [
  share('imaging_pct_all', 'at least one imaging examination, %', 'imaging >= 1'),
  share('imaging_pct_ultrasound', 'ultrasound, %', 'ultrasound >= 1'),
  share('imaging_pct_rx', 'conventional X-ray, %', 'rx >= 1'),
  share('imaging_pct_mri', 'MRI, %', 'mri >= 1'),
  share('imaging_pct_ct', 'CT, %', 'ct >= 1'),
  {
    published: 'volume_mri',
    label: 'MRI per 1,000',
    value: '1000.0 * sum(mri) / count(*)',
    scale: '1000.0 / 11322088',
  },
  { published: 'volume_ct', label: 'CT per 1,000', value: '1000.0 * sum(ct) / count(*)', scale: '1000.0 / 11322088' },
  { published: 'volume_mri_per_1000', label: 'MRI per 1,000', value: '1000.0 * sum(mri) / count(*)' },
  share('medical_house_pct', 'patient of a medical house, %', 'medical_house'),
  {
    published: 'gp_contact_pct',
    label: 'at least one GP contact, medical houses left out, %',
    value:
      '100.0 * count(*) FILTER (WHERE gp_contact >= 1 AND NOT medical_house) / count(*) FILTER (WHERE NOT medical_house)',
  },
  {
    published: 'gp_contacts_per_patient',
    label: 'GP contacts per patient with any',
    value: 'sum(gp_contact) FILTER (WHERE gp_contact >= 1) / count(*) FILTER (WHERE gp_contact >= 1)',
  },
  share('gmd_pct', 'global medical file billed, %', 'gmd >= 1'),
  ...WOMEN,
  ...MEDICINES,
  { published: 'los_mean', label: 'nights of a classic stay', value: 'sum(nights)::DOUBLE / sum(stays)::DOUBLE' },
  {
    published: 'inpatient_days_per_capita',
    label: 'days in hospital per person, day stays left out',
    value: 'sum(nights)::DOUBLE / count(*)',
  },
  {
    published: 'psychiatric_readmission_30d',
    label: 'classic stays that another follows within 30 days (published: of psychiatric hospitals), %',
    value: '100.0 * sum(readmitted)::DOUBLE / sum(stays)::DOUBLE',
  },
];
