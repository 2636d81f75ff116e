/** The families of a national atlas: which indicators answer them, and what is missing and why. */

export interface Family {
  readonly name: string;
  /** Codes of its indicators, as a pattern. */
  readonly codes: RegExp;
  /** What cannot be declared, and why; empty where nothing is missing that we know of. */
  readonly missing: string;
}

export const FAMILIES: readonly Family[] = [
  {
    name: 'General practice',
    codes: /_003_|_018_/,
    missing: 'Full-time equivalents: the rule is not published; distinct active practitioners count instead.',
  },
  {
    name: 'Dental care',
    codes: /_008_/,
    missing: 'Orthodontics, and regular contacts without it or emergencies: their codes are not sourced.',
  },
  {
    name: 'Medical imaging',
    codes: /_013_/,
    missing:
      'Imaging in emergency departments: no code marks it. The setting is read from the parity of the code; the table of the agency is not public.',
  },
  {
    name: 'Breast screening',
    codes: /_screen_(breast|mammo)/,
    missing:
      'Coverage that counts medical exclusions, and what the diagnostic codes mean: neither is in public sources.',
  },
  {
    name: 'Cervical screening',
    codes: /_screen_cervix/,
    missing:
      'The cytological examination, which the agency counts: its codes are known, their meaning is not sourced. The HPV test every five years, from 2025.',
  },
  {
    name: 'Antibiotics',
    codes: /_017_(own(1|10|14|15)|season)$/,
    missing: 'The share of second-line antibiotics: which they are is not sourced.',
  },
  {
    name: 'Antidepressants',
    codes: /_017_(own(2|11)|new)$/,
    missing: 'By home care or residential home: not delivered. No definition of new use is published.',
  },
  { name: 'Opioids', codes: /_017_own(8|12)$/, missing: '' },
  {
    name: 'Medicine users, several medicines',
    codes: /_017_own(3|4|5|6|7)$/,
    missing: 'By residential home: not delivered. The level at which medicines are different is our reading.',
  },
  {
    name: 'Low-cost medicines',
    codes: /_017_own9$/,
    missing: 'Nothing where the delivery marks them; no list of products is sourced.',
  },
  {
    name: 'Diabetes',
    codes: /_017_own13$/,
    missing: 'People known by their care alone: the codes of conventions and pathways are not sourced.',
  },
  {
    name: 'Influenza vaccination',
    codes: /_023_own2$/,
    missing: 'Without residents of homes: where they live is not delivered, nor are vaccines that regions buy.',
  },
  {
    name: 'Spending',
    codes: /_022_own[1-4]$/,
    missing: 'Hospital day prices: they are in no source of the contract.',
  },
  {
    name: 'Maximum billing',
    codes: /^$/,
    missing:
      'Shares that patients pay and households are not delivered; the population has no right to maximum billing (PP3001), and the form of the reimbursements (PP3004, PP3005) is not published.',
  },
  {
    name: 'Hospital stays',
    codes: /_021_/,
    missing:
      'Surgical day stays among surgical stays, and reasons of admission: not delivered. No Belgian definition of readmission to acute care is published.',
  },
  {
    name: 'Childbirth',
    codes: /_023_own1$/,
    missing: 'Births attended by a midwife alone: their codes are not sourced.',
  },
  { name: 'Care providers', codes: /_020_/, missing: 'Official median incomes by full-time equivalent: not public.' },
  {
    name: 'Emergency departments',
    codes: /^$/,
    missing:
      'Published from discharge records, which are no claims; the meaning of the codes of claims is not sourced.',
  },
  {
    name: 'Home nursing, physiotherapy, residential and palliative care',
    codes: /^$/,
    missing:
      'The codes of forfaits, toilets and ordinary sessions are not sourced; a share by profession alone would be.',
  },
  { name: 'Psychotherapy', codes: /^$/, missing: 'No code and no figure is sourced.' },
];
