/** The data structure definition of an indicator as an SDMX-JSON 2.0.0 structure message: concepts, code lists, structure, flow. */
import type { Value } from '../../engine/index.ts';
import { type FigureTable, namedAreas } from '../figure-table.ts';
import { EXPORT_LANGUAGES, type NamedColumn, WORDS, type Words } from '../words.ts';
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
const CONCEPTS = 'CS_ATLAS_CUBES';
const MEASURES = [
  'numerator',
  'denominator',
  'obs_value',
  'ci_lower',
  'ci_upper',
  'std_value',
  'std_ci_lower',
  'std_ci_upper',
];
const WHOLE = ['numerator', 'denominator'];

export async function describeStructure({ release }: ExportJob, table: FigureTable): Promise<object> {
  const { code, sheet, language, texts } = table;
  const dimensions = sheet.dimensions.map(({ name }) => name);
  const id = (name: string) => name.toUpperCase();
  const listId = (name: string) => (name === 'ref_area' ? `CL_AREA_${code.toUpperCase()}` : `CL_${id(name)}`);
  const list = (name: string) => urn('codelist.Codelist', listId(name));
  const component = (name: string, representation: object) => ({
    id: id(name),
    conceptIdentity: `${urn('conceptscheme.Concept', CONCEPTS)}.${id(name)}`,
    localRepresentation: representation,
  });
  const attribute = (name: string, usage: string, relationship: object) => ({
    ...component(name, { enumeration: list(name) }),
    usage,
    attributeRelationship: relationship,
  });
  const names = (say: (words: Words) => string) => inLanguages(language, say);
  const columnNames = (name: string) => names(({ columns }) => columns[name as NamedColumn] ?? name);
  const used = [
    'freq',
    'ref_area',
    ...dimensions,
    'time_period',
    ...MEASURES,
    'area_level',
    'obs_status',
    'conf_status',
  ];
  const members = sheet.dimensions.map(
    ({ name, members }) =>
      [
        name,
        ['total', ...members].map((member) =>
          codeOf(
            sdmxCode(member),
            names((words) => words.members[member] ?? member),
          ),
        ),
      ] as const,
  );
  const lists: readonly (readonly [name: string, codes: readonly Code[]])[] = [
    ['freq', [codeOf('A', { name: 'Annual', names: { en: 'Annual' } })]],
    ['ref_area', await readAreas(release, table)],
    ...members,
    [
      'area_level',
      table.levels.map((level) =>
        codeOf(
          level,
          names(({ levels }) => levels[level]),
        ),
      ),
    ],
    [
      'obs_status',
      (['A', 'M', 'Q'] as const).map((status) =>
        codeOf(
          status,
          names((said) => said.obsStatus[status]),
        ),
      ),
    ],
    [
      'conf_status',
      (['F', 'A', 'D'] as const).map((status) =>
        codeOf(
          status,
          names((said) => said.confStatus[status]),
        ),
      ),
    ],
  ];
  const title = { name: texts.title, names: titlesOf(table) };
  const owned = { agencyID: AGENCY, version: VERSION };
  return {
    meta: {
      schema: SCHEMA,
      id: `${release.manifest.release}_${id(code)}`.replace(/[^A-Za-z0-9_@$-]/g, '_'),
      test: false,
      prepared: release.manifest.created,
      contentLanguages: [language, ...EXPORT_LANGUAGES.filter((one) => one !== language)],
      sender: { id: AGENCY },
    },
    data: {
      codelists: lists.map(([name, codes]) => ({ id: listId(name), ...owned, ...columnNames(name), codes })),
      conceptSchemes: [
        {
          id: CONCEPTS,
          ...owned,
          name: 'Atlas Cubes',
          names: { en: 'Atlas Cubes' },
          concepts: used.map((name) => ({ id: id(name), ...columnNames(name) })),
        },
      ],
      dataStructures: [
        {
          id: structureId(code),
          ...owned,
          ...title,
          dataStructureComponents: {
            dimensionList: {
              id: 'DimensionDescriptor',
              dimensions: ['freq', 'ref_area', ...dimensions].map((name) =>
                component(name, { enumeration: list(name) }),
              ),
              timeDimension: component('time_period', { format: { dataType: 'GregorianYear' } }),
            },
            measureList: {
              id: 'MeasureDescriptor',
              measures: MEASURES.map((name) => ({
                ...component(name, { format: { dataType: WHOLE.includes(name) ? 'Long' : 'Double' } }),
                usage: 'optional',
              })),
            },
            attributeList: {
              id: 'AttributeDescriptor',
              attributes: [
                attribute('area_level', 'mandatory', { dimensions: ['REF_AREA'] }),
                attribute('obs_status', 'mandatory', { observation: {} }),
                attribute('conf_status', 'mandatory', { observation: {} }),
              ],
            },
          },
        },
      ],
      dataflows: [
        { id: flowId(code), ...owned, ...title, structure: urn('datastructure.DataStructure', structureId(code)) },
      ],
    },
  };
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

/** The areas with figures, each in the languages that it has a name in, below the area that it lies in where that is shown too. */
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
        const said = ['fr', 'nl', 'de'].flatMap((language) => {
          const name = text(row[language]);
          return name === undefined ? [] : [[language, name] as const];
        });
        const names = { name: String(row.area_name), names: Object.fromEntries(said) };
        return codeOf(String(row.ref_area), names, text(row.parent));
      }),
  );
}
