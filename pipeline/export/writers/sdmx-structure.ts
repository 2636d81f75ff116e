/**
 * The data structure definition of an indicator as an SDMX-JSON 2.0.0 structure message: concepts,
 * code lists, structure, flow.
 */
import { LEVELS } from '../../catalogue/index.ts';
import type { Value } from '../../engine/index.ts';
import { FIGURES, type FigureTable, namedAreas } from '../figure-table.ts';
import { EXPORT_LANGUAGES, WORDS, type Words, wordFor } from '../words.ts';
import type { ExportJob } from '../writer.ts';
import { AGENCY, flowId, sdmxCode, structureId, VERSION } from './sdmx-codes.ts';

type Names = Readonly<Record<string, string>>;

interface Code {
  readonly id: string;
  readonly name: string;
  readonly names: Names;
  readonly parent?: string;
}

const SCHEMA =
  'https://raw.githubusercontent.com/sdmx-twg/sdmx-json/master/structure-message/tools/schemas/2.0.0/sdmx-json-structure-schema.json';
const WHOLE = ['numerator', 'denominator'];

/** Keys before the year, in the order of the key; a yearly figure needs a frequency to be one. */
const FIRST_KEYS = ['freq', 'ref_area'];
const ATTRIBUTES = ['area_level', 'obs_status', 'conf_status'];

/**
 * Lists of one name are the same whatever is exported, but for the areas: they are an indicator's
 * own, and partial where levels are left out.
 */
export async function describeStructure({ release }: ExportJob, table: FigureTable): Promise<object> {
  const { code, language, texts } = table;
  const { manifest } = release;
  const owned = { agencyID: AGENCY, version: VERSION };
  const title = { name: texts.title, names: titlesOf(table) };
  const lists = await listsOf(release, table);
  const structure = urn('datastructure.DataStructure', structureId(code));
  return {
    meta: {
      schema: SCHEMA,
      id: `${manifest.release}_${idOf(code)}`.replace(/[^A-Za-z0-9_@$-]/g, '_'),
      test: false,
      prepared: manifest.created,
      contentLanguages: [language, ...EXPORT_LANGUAGES.filter((one) => one !== language)],
      sender: { id: AGENCY },
    },
    data: {
      codelists: lists.map(({ name, ...list }) => ({
        id: listId(code, name),
        ...owned,
        ...columnNames(table, name),
        ...list,
      })),
      conceptSchemes: [
        {
          id: schemeId(code),
          ...owned,
          ...title,
          concepts: [...keysOf(table), 'time_period', ...FIGURES, ...ATTRIBUTES].map((name) => ({
            id: idOf(name),
            ...columnNames(table, name),
          })),
        },
      ],
      dataStructures: [{ id: structureId(code), ...owned, ...title, dataStructureComponents: componentsOf(table) }],
      dataflows: [{ id: flowId(code), ...owned, ...title, ...annotationsOf(table), structure }],
    },
  };
}

/**
 * SDMX has no word of its own for synthetic data, nor for invented values: annotations of the flow
 * say it, in every language.
 */
function annotationsOf({ sheet, texts }: FigureTable): object {
  const annotations = (['synthetic', 'illustrative'] as const).flatMap((mark) => {
    const translated = Object.entries(sheet.texts).map(([language, one]) => [language, one[mark] ?? '']);
    const text = texts[mark];
    return text === undefined ? [] : [{ id: mark.toUpperCase(), text, texts: Object.fromEntries(translated) }];
  });
  return annotations.length === 0 ? {} : { annotations };
}

function componentsOf(table: FigureTable): object {
  const { code } = table;
  const component = (name: string, representation: object) => ({
    id: idOf(name),
    conceptIdentity: `${urn('conceptscheme.Concept', schemeId(code))}.${idOf(name)}`,
    localRepresentation: representation,
  });
  const coded = (name: string) => component(name, { enumeration: urn('codelist.Codelist', listId(code, name)) });
  const attribute = (name: string) => ({
    ...coded(name),
    usage: 'mandatory',
    attributeRelationship: name === 'area_level' ? { dimensions: ['REF_AREA'] } : { observation: {} },
  });
  const measure = (name: string) => ({
    ...component(name, { format: { dataType: WHOLE.includes(name) ? 'Long' : 'Double' } }),
    usage: 'optional',
  });
  return {
    dimensionList: {
      id: 'DimensionDescriptor',
      dimensions: keysOf(table).map(coded),
      timeDimension: component('time_period', { format: { dataType: 'GregorianYear' } }),
    },
    measureList: { id: 'MeasureDescriptor', measures: FIGURES.map(measure) },
    attributeList: { id: 'AttributeDescriptor', attributes: ATTRIBUTES.map(attribute) },
  };
}

interface CodeList {
  /** The column whose codes they are. */
  readonly name: string;
  readonly codes: readonly Code[];
  readonly isPartial?: true;
}

async function listsOf(release: ExportJob['release'], table: FigureTable): Promise<CodeList[]> {
  const { sheet, levels, language } = table;
  const say = (id: string, translated: (words: Words) => string) => codeOf(id, inLanguages(language, translated));
  const statuses = { obs: ['A', 'M', 'Q'], conf: ['F', 'A', 'D'] } as const;
  return [
    { name: 'freq', codes: [codeOf('A', { name: 'Annual', names: { en: 'Annual' } })] },
    {
      name: 'ref_area',
      codes: await readAreas(release, table),
      ...(levels.length < sheet.levels.length && { isPartial: true }),
    },
    ...sheet.dimensions.map(({ name, members }) => ({
      name,
      codes: ['total', ...members].map((member) => say(sdmxCode(member), (words) => wordFor(words.members, member))),
    })),
    { name: 'area_level', codes: LEVELS.map((level) => say(level, (words) => words.levels[level])) },
    { name: 'obs_status', codes: statuses.obs.map((status) => say(status, ({ obsStatus }) => obsStatus[status])) },
    { name: 'conf_status', codes: statuses.conf.map((status) => say(status, ({ confStatus }) => confStatus[status])) },
  ];
}

function keysOf({ sheet }: FigureTable): string[] {
  return [...FIRST_KEYS, ...sheet.dimensions.map(({ name }) => name)];
}

function idOf(name: string): string {
  return name.toUpperCase();
}

function schemeId(code: string): string {
  return `CS_${idOf(code)}`;
}

function listId(code: string, name: string): string {
  return name === 'ref_area' ? `CL_AREA_${idOf(code)}` : `CL_${idOf(name)}`;
}

function columnNames({ language }: FigureTable, name: string) {
  return inLanguages(language, ({ columns }) => wordFor(columns, name));
}

function urn(kind: string, id: string): string {
  return `urn:sdmx:org.sdmx.infomodel.${kind}=${AGENCY}:${id}(${VERSION})`;
}

function codeOf(id: string, names: { readonly name: string; readonly names: Names }, parent?: string): Code {
  return { id, ...names, ...(parent !== undefined && { parent }) };
}

/** A name in the language, and in all. */
function inLanguages(language: keyof typeof WORDS, say: (words: Words) => string): { name: string; names: Names } {
  const names = Object.fromEntries(EXPORT_LANGUAGES.map((one) => [one, say(WORDS[one])]));
  return { name: say(WORDS[language]), names };
}

function titlesOf({ sheet }: FigureTable): Names {
  return Object.fromEntries(Object.entries(sheet.texts).map(([language, { title }]) => [language, title]));
}

/**
 * The areas with figures, each in the languages that it has a name in, below the area that it lies
 * in where that is shown too.
 */
async function readAreas(
  { engine }: ExportJob['release'],
  { relation, levels, language }: FigureTable,
): Promise<Code[]> {
  const text = (value: Value | undefined) => (value === null || value === undefined ? undefined : String(value));
  const rows = await engine.query(`WITH shown AS (
  SELECT DISTINCT ref_area, area_name, area_level
  FROM ${relation}
),
label AS (
  SELECT
    ref_area,
    MAX(name) FILTER (language = 'fr') AS fr,
    MAX(name) FILTER (language = 'nl') AS nl,
    MAX(name) FILTER (language = 'de') AS de
  FROM atlas.area_name
  GROUP BY ref_area
)
SELECT shown.ref_area, shown.area_name, shown.area_level, label.fr, label.nl, label.de, whole.ref_area AS parent
FROM shown
LEFT JOIN label ON label.ref_area = shown.ref_area
LEFT JOIN ${namedAreas(language)} AS area ON area.ref_area = shown.ref_area
LEFT JOIN shown AS whole ON whole.ref_area = area.parent
ORDER BY shown.ref_area`);
  return levels.flatMap((level) =>
    rows
      .filter((row) => row.area_level === level)
      .map((row) => {
        const translated = ['fr', 'nl', 'de'].flatMap((language) => {
          const name = text(row[language]);
          return name === undefined ? [] : [[language, name] as const];
        });
        const names = { name: String(row.area_name), names: Object.fromEntries(translated) };
        return codeOf(String(row.ref_area), names, text(row.parent));
      }),
  );
}
