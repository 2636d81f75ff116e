/** Sheets in English. */
import type { MethodParts } from '../../catalogue/index.ts';
import type { ConditionWords, Language } from '../language.ts';

const number = (value: number) => value.toLocaleString('en-GB');
const numberOf = ({ members, per }: MethodParts) =>
  per === undefined ? `number of ${members}` : `(number of ${members} / ${per})`;
const plural = (n: number, one: string, many: string) => (n === 0 ? '' : `${number(n)} ${n === 1 ? one : many}`);

const month = (number_: number) =>
  new Date(Date.UTC(2000, number_ - 1)).toLocaleDateString('en-GB', { month: 'long', timeZone: 'UTC' });

export const en: Language = {
  headings: {
    description: 'Description',
    unit: 'Unit',
    status: 'Status',
    interpretations: 'Interpretation',
    remarks: 'Remarks',
    update: 'Frequency and timing of the update',
    smallestLevel: 'Smallest geographic level available',
    levels: 'Geographic levels',
    method: 'Calculation method',
    withheld: 'Figures that are not published',
    availableFrom: 'Available from',
    dimensions: 'Dimensions',
    citation: 'Recommended citation',
    publisher: 'Publisher',
    contact: 'Contact',
    licence: 'Licence',
    metadataDate: 'Last update of the metadata',
    code: 'Code',
    sourceVariables: 'Source variable(s)',
    computedVariables: 'Computed variable(s)',
    equivalents: 'Equivalent variable(s)',
    keywords: 'Keywords',
    codeLists: 'Code list',
  },
  levels: {
    country: 'country',
    region: 'region',
    province: 'province',
    arrondissement: 'arrondissement',
    municipality: 'municipality',
    sector: 'statistical sector',
  },
  status: {
    sheet: 'Definition of the sheet that IMA-AIM publishes.',
    interpreted:
      'Interpretation: published sheets give only the name of this IMA-AIM indicator; the definition is ours.',
    ours: 'An indicator of Atlas Cubes: IMA-AIM does not publish it.',
    example: 'An example of Atlas Cubes: the codes that it counts are not sourced, and IMA-AIM does not publish it.',
  },
  method: {
    share: (parts) => `(Number of ${parts.members} ${parts.where}) / ${numberOf(parts)}`,
    rate: (parts) => `Sum of ${parts.summed} / ${numberOf(parts)}`,
    density: (parts) =>
      `(Number of ${parts.members} ${parts.where}) / ${numberOf({ ...parts, members: parts.others })}, in the same area`,
    count: (parts) => `Number of ${parts.members} ${parts.where}`,
    percentile: (parts) =>
      `The value of ${parts.summed} at ${parts.percent}% of the ${parts.members}${parts.where === undefined ? ', those without any among them' : ` ${parts.where}`}, in order and rounded to ${parts.unit}`,
    perDay: (parts) =>
      `Sum of ${parts.summed} / (number of ${parts.members} x days of the year${parts.per === undefined ? '' : ` / ${parts.per}`})`,
    ratio: (parts) =>
      `Sum of ${parts.summed} / ${parts.per === undefined ? `sum of ${parts.divisor}` : `(sum of ${parts.divisor} / ${parts.per})`}`,
    mean: (parts) =>
      parts.where === undefined
        ? `Sum of ${parts.summed} / ${numberOf(parts)}`
        : `(Sum of ${parts.summed} over the ${parts.members} ${parts.where}) / ${numberOf({ ...parts, members: `those ${parts.members}` })}`,
  },
  withheld: {
    numerator: 'numerator',
    value: 'value',
    intervals: '95% limits',
    standardised: 'standardised value with its limits',
  },
  from: (what, year) => `${what} (from ${year})`,
  update: (quarter, lag) =>
    `Statistics of ${lag === 0 ? 'the current calendar year' : `calendar year - ${lag} (Y-${lag})`} are added every year in ${quarter}.`,
  quote: (label, name) => `“${label}” (${name})`,
  number,
  percentOf: (percent, what) => `${percent}% of ${what}`,
  members: { male: 'male', female: 'female', yes: 'yes', no: 'no', ambulatory: 'ambulatory', hospital: 'hospital' },
  list: (members) => members.join(' or '),
  population: (members, where) => `Only ${members} ${where} are counted.`,
  groups: {
    members: (what) =>
      `${what} groups claims, not people: whoever meets the condition with the claims of a group alone, net of corrections, counts in it, so in several or in none; the total is that of all claims.`,
    total: (what) =>
      `${what} groups claims, not people: every group adds up its own claims, net of corrections, and the total all of them, those of no group as well.`,
  },
  years: {
    takes: {
      years: ({ name, over, years, least }) =>
        `${name} is the number of years, of the ${years} up to the reference year, in which ${over} is at least ${least}, each net of its own corrections.`,
      sum: ({ name, over, years }) => `${name} is the sum of ${over} over the ${years} years up to the reference year.`,
      new: ({ name, over, years, least }) =>
        `${name} is ${over} of those for whom it was below ${least} in ${years === 1 ? 'the year' : `each of the ${years} years`} before; of all others it is 0.`,
    },
    dated: {
      new: ({ name, over, days, least }) =>
        `${name} is ${over} of those for whom no day among the ${days} before the first of the reference year on which it is at least ${least} reached as much; of all others it is 0.`,
      followed: ({ name, days }) =>
        `${name} counts only what another event of the same person follows, one that begins 1 to ${days} days later; what follows is known as far as it is delivered for the reference year and the next one.`,
    },
    period: (name, from, until) =>
      `${name} covers twelve months: from ${month(from)} of the reference year to ${month(until)} of the next one, both included.`,
    pooled: (years) =>
      `Numerator and denominator are added up over the ${years} years up to the reference year; everybody counts once in each of them, with the domicile of that year.`,
    present: 'the number of years in a row in the population, the reference year the last,',
  },
  where: (conditions) => `for whom ${conditions.map(condition).join(' and ')}`,
  unreleased: {
    declared: 'Not released: the catalogue keeps these figures for those who may see unprotected ones.',
    noRule: 'Not released: disclosure control has no rule yet for what figures of this kind disclose.',
    changed: 'Not released: figures of this kind cannot be rounded or given noise.',
    alone: 'Not released: no released indicator shows the years that are added up here one by one.',
  },
  changed: {
    rounded: (base) =>
      `Numerators and denominators are rounded to ${base}: they are multiples of it, next to what was counted, or sums of such; values are computed from them, and have no limits.`,
    noise: (most) =>
      `Numerators and denominators have noise of at most ${most} persons, or what as many have on average, and none is below the threshold: parts need not add up to their total; values are computed from them, and have no limits.`,
  },
  formerly: (codes) => `Published before as ${codes.join(', ')}.`,
  illustrative: (parameters) =>
    `ILLUSTRATIVE VALUES: the values of ${parameters.join(', ')} are invented, until official ones are published; figures that depend on them are examples.`,
  synthetic: 'SYNTHETIC DATA: invented people and claims; no figure describes anybody.',
  confidence: ({ label, group, existence }) =>
    `Codes of this list: ${[
      plural(label, 'has a sourced label', 'have a sourced label'),
      plural(group, 'is named in a group by a legal text', 'are named in a group by a legal text'),
      plural(existence, 'exists without a sourced meaning', 'exist without a sourced meaning'),
    ]
      .filter(Boolean)
      .join(', ')}. The list of IMA-AIM is not public.`,
  meaning: { label: 'sourced label', group: 'named in a group', existence: 'meaning not sourced' },
  validity: (from, to) =>
    [from === null ? '' : `from ${from}`, to === null ? '' : `until ${to} (excluded)`].filter(Boolean).join(' '),
};

function condition({ variable, atLeast, atMost }: ConditionWords): string {
  if (atLeast !== undefined && atLeast === atMost) return `${variable} is ${atLeast}`;
  if (atLeast !== undefined && atMost !== undefined) return `${variable} is between ${atLeast} and ${atMost}`;
  return atLeast === undefined ? `${variable} is at most ${atMost}` : `${variable} is at least ${atLeast}`;
}
