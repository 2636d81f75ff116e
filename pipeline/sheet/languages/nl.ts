/** Sheets in Dutch. */
import type { MethodParts } from '../../catalogue/index.ts';
import type { ConditionWords, Language } from '../language.ts';

const number = (value: number) => value.toLocaleString('de-DE');
const numberOf = ({ members, per }: MethodParts) =>
  per === undefined ? `aantal ${members}` : `(aantal ${members} / ${per})`;
const plural = (n: number, one: string, many: string) => (n === 0 ? '' : `${number(n)} ${n === 1 ? one : many}`);

const month = (number_: number) =>
  new Date(Date.UTC(2000, number_ - 1)).toLocaleDateString('nl-BE', { month: 'long', timeZone: 'UTC' });

export const nl: Language = {
  headings: {
    description: 'Beschrijving',
    unit: 'Codificatie',
    status: 'Status',
    interpretations: 'Gekozen lezing',
    remarks: 'Opmerkingen',
    update: 'Frequentie en timing van de update',
    smallestLevel: 'Kleinste beschikbare geografische niveau',
    levels: 'Geografische niveaus',
    method: 'Berekeningsmethode',
    withheld: 'Niet-gepubliceerde cijfers',
    availableFrom: 'Beschikbaar vanaf',
    dimensions: 'Dimensies',
    citation: 'Aanbevolen referentie',
    metadataDate: 'Laatste update van de metadata',
    code: 'Code',
    sourceVariables: 'Bronvariabele(n)',
    publisher: 'Uitgever',
    contact: 'Contact',
    licence: 'Licentie',
    computedVariables: 'Berekende variabele(n)',
    equivalents: 'Equivalente variabele(n)',
    keywords: 'Trefwoorden',
    codeLists: 'Codelijst',
  },
  levels: {
    country: 'land',
    region: 'gewest',
    province: 'provincie',
    arrondissement: 'arrondissement',
    municipality: 'gemeente',
    sector: 'statistische sector',
  },
  status: {
    sheet: 'Definitie van de fiche die het IMA publiceert.',
    interpreted:
      'Interpretatie: de gepubliceerde fiches geven van deze IMA-indicator alleen de naam; de definitie is de onze.',
    ours: 'Eigen indicator van Atlas Cubes: het IMA publiceert hem niet.',
    example: 'Voorbeeld van Atlas Cubes: de getelde codes hebben geen bron, en het IMA publiceert deze indicator niet.',
  },
  method: {
    share: (parts) => `(Aantal ${parts.members} ${parts.where}) / ${numberOf(parts)}`,
    rate: (parts) => `Som van ${parts.summed} / ${numberOf(parts)}`,
    density: (parts) =>
      `(Aantal ${parts.members} ${parts.where}) / ${numberOf({ ...parts, members: parts.others })}, in hetzelfde gebied`,
    count: (parts) => `Aantal ${parts.members} ${parts.where}`,
    percentile: (parts) =>
      `De waarde van ${parts.summed} bij ${parts.percent} % van de ${parts.members}${parts.where === undefined ? ', ook wie er geen heeft' : ` ${parts.where}`}, op volgorde en afgerond op ${parts.unit}`,
    perDay: (parts) =>
      `Som van ${parts.summed} / (aantal ${parts.members} x dagen van het jaar${parts.per === undefined ? '' : ` / ${parts.per}`})`,
    ratio: (parts) =>
      `Som van ${parts.summed} / ${parts.per === undefined ? `som van ${parts.divisor}` : `(som van ${parts.divisor} / ${parts.per})`}`,
    mean: (parts) =>
      parts.where === undefined
        ? `Som van ${parts.summed} / ${numberOf(parts)}`
        : `(Som van ${parts.summed} over de ${parts.members} ${parts.where}) / ${numberOf({ ...parts, members: `van die ${parts.members}` })}`,
  },
  withheld: {
    numerator: 'progressReporter',
    value: 'waarde',
    intervals: '95 %-grenzen',
    standardised: 'gestandaardiseerde waarde met haar grenzen',
  },
  from: (what, year) => `${what} (vanaf ${year})`,
  update: (quarter, lag) =>
    `De statistieken van het ${lag === 0 ? 'lopende kalenderjaar' : `kalenderjaar - ${lag} (Y-${lag})`} worden elk jaar in ${quarter} toegevoegd.`,
  quote: (label, name) => `“${label}” (${name})`,
  number,
  percentOf: (percent, what) => `${percent.replace('.', ',')} % van ${what}`,
  members: {
    male: 'mannelijk',
    female: 'vrouwelijk',
    yes: 'ja',
    no: 'nee',
    ambulatory: 'ambulant',
    hospital: 'ziekenhuis',
  },
  list: (members) => members.join(' of '),
  population: (members, where) => `Alleen ${members} ${where} tellen mee.`,
  groups: {
    members: (what) =>
      `${what} groepeert verstrekkingen, geen personen: iedereen telt mee in elke groep waarvan de verstrekkingen alleen, na correcties, aan de voorwaarde voldoen, dus in meer dan één of in geen; het totaal is dat van alle verstrekkingen.`,
    total: (what) =>
      `${what} groepeert verstrekkingen, geen personen: elke groep telt haar eigen verstrekkingen op, na correcties, en het totaal alle, ook die van geen enkele groep.`,
  },
  years: {
    takes: {
      years: ({ name, over, years, least }) =>
        `${name} is het aantal jaren, van de ${years} tot en met het referentiejaar, waarin ${over} minstens ${least} is, elk jaar na aftrek van zijn eigen correcties.`,
      sum: ({ name, over, years }) =>
        `${name} is de som van ${over} over de ${years} jaren tot en met het referentiejaar.`,
      new: ({ name, over, years, least }) =>
        `${name} is ${over} van wie in ${years === 1 ? 'het jaar' : `elk van de ${years} jaren`} ervoor minder dan ${least} had; voor alle anderen is het 0.`,
    },
    dated: {
      new: ({ name, over, days, least }) =>
        `${name} is ${over} van wie op geen van de ${days} dagen vóór de eerste dag van het referentiejaar waarop het minstens ${least} is, evenveel had; voor alle anderen is het 0.`,
      followed: ({ name, days }) =>
        `${name} telt alleen wat bij dezelfde persoon gevolgd wordt door een ander voorval dat 1 tot ${days} dagen later begint; wat volgt is bekend voor zover het voor het referentiejaar en het jaar erna geleverd is.`,
    },
    period: (name, from, until) =>
      `${name} omvat twaalf maanden: van ${month(from)} van het referentiejaar tot en met ${month(until)} van het volgende.`,
    pooled: (years) =>
      `Teller en noemer worden opgeteld over de ${years} jaren tot en met het referentiejaar; iedereen telt één keer per jaar, met de woonplaats van dat jaar.`,
    present: 'het aantal opeenvolgende jaren in de populatie, met het referentiejaar als laatste,',
  },
  where: (conditions) => `bij wie ${conditions.map(condition).join(' en ')}`,
  unreleased: {
    declared: 'Niet vrijgegeven: de catalogus houdt deze cijfers voor wie onbeschermde cijfers mag zien.',
    noRule: 'Niet vrijgegeven: de onthullingscontrole heeft nog geen regel voor wat cijfers van deze soort onthullen.',
    changed: 'Niet vrijgegeven: cijfers van deze soort kunnen niet afgerond worden of ruis krijgen.',
    alone: 'Niet vrijgegeven: geen vrijgegeven indicator toont de jaren die hier zijn opgeteld één voor één.',
  },
  changed: {
    rounded: (base) =>
      `Tellers en noemers zijn afgerond op ${base}: het zijn veelvouden ervan naast wat geteld is, of sommen daarvan; waarden worden daaruit berekend en hebben geen grenzen.`,
    noise: (most) =>
      `Tellers en noemers dragen ruis van hoogstens ${most} personen, of van wat evenveel personen gemiddeld hebben, en geen ervan is klein: delen hoeven niet op te tellen tot het geheel; waarden worden daaruit berekend en hebben geen grenzen.`,
  },
  formerly: (codes) => `Vroeger gepubliceerd als ${codes.join(', ')}.`,
  illustrative: (parameters) =>
    `ILLUSTRATIEVE WAARDEN: de waarden van ${parameters.join(', ')} zijn verzonnen, in afwachting van officiële; cijfers die ervan afhangen zijn voorbeelden.`,
  synthetic: 'SYNTHETISCHE DATA: verzonnen personen en verstrekkingen; geen enkel cijfer beschrijft iemand.',
  confidence: ({ label, group, existence }) =>
    `Codes van deze lijst: ${[
      plural(label, 'heeft een omschrijving met bron', 'hebben een omschrijving met bron'),
      plural(group, 'staat in een groep in een wettekst', 'staan in een groep in een wettekst'),
      plural(existence, 'bestaat, maar de betekenis heeft geen bron', 'bestaan, maar hun betekenis heeft geen bron'),
    ]
      .filter(Boolean)
      .join(', ')}. De lijst van het IMA is niet openbaar.`,
  meaning: { label: 'omschrijving met bron', group: 'in een groep genoemd', existence: 'betekenis zonder bron' },
  validity: (from, to) =>
    [from === null ? '' : `vanaf ${from}`, to === null ? '' : `tot ${to} (niet inbegrepen)`].filter(Boolean).join(' '),
};

function condition({ variable, atLeast, atMost }: ConditionWords): string {
  if (atLeast !== undefined && atLeast === atMost) return `${variable} ${atLeast} bedraagt`;
  if (atLeast !== undefined && atMost !== undefined) return `${variable} tussen ${atLeast} en ${atMost} ligt`;
  return atLeast === undefined
    ? `${variable} hoogstens ${atMost} bedraagt`
    : `${variable} minstens ${atLeast} bedraagt`;
}
