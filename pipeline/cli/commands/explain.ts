/** `cubes explain CODE`: how one figure came about. */
import { Failure } from '../../base/index.ts';
import { explain } from '../../explain/index.ts';
import { openCatalogueWithoutTests } from '../catalogue-cache.ts';
import { reading } from '../engine-options.ts';
import { interruptible } from '../interrupt.ts';
import { printJson } from '../json/print-json.ts';
import { catalogueFileOf, dataRootOf, type EngineChoices, type PlaceOptions } from '../options.ts';
import { printExplanation } from '../print-explanation.ts';
import { languageOf, showText, textWidth } from '../terminal.ts';

/** No wider than a page. */
const MOST_COLUMNS = 120;

/** Short forms of `--where DIMENSION=MEMBER`. */
const SHORT = { age: 'age_group', sex: 'sex', bim: 'bim' } as const;

export interface ExplainOptions extends PlaceOptions, EngineChoices {
  readonly year: number;
  readonly area: string;
  readonly age?: string;
  readonly sex?: string;
  readonly bim?: string;
  readonly where?: readonly string[];
  readonly release?: string;
  readonly work?: boolean;
  readonly lang?: string;
  readonly sql?: boolean;
  readonly json?: boolean;
}

/** Prints how one figure came about. Refuses (usage) a cell that the cube does not have. */
export async function explainFigure(code: string, options: ExplainOptions): Promise<void> {
  const { year, area, release, work = false, sql = false } = options;
  if (work && release !== undefined)
    throw new Failure('usage', '--work cannot be combined with --release.', { help: 'omit --work or --release.' });
  const members = membersOf(options);
  const catalogue = openCatalogueWithoutTests(catalogueFileOf(options));
  const dataRoot = dataRootOf(options);
  // What machines read does not change with the terminal.
  const language = options.json ? (options.lang ?? 'en') : languageOf(options.lang, catalogue.languages);
  const where = work ? ({ kind: 'work' } as const) : ({ kind: 'release', name: release ?? 'current' } as const);
  if (work)
    process.stderr.write('note: this is an unprotected figure, not for publication: it can disclose a person.\n');
  const explanation = await reading(options, dataRoot, (engine) =>
    interruptible((signal) =>
      explain({ catalogue, dataRoot, code, year, area, members, where, language, sql, engine, signal }),
    ),
  );
  if (options.json) {
    printJson('explain', explanation);
    return;
  }
  await showText(printExplanation(explanation, language, textWidth(MOST_COLUMNS)));
}

/** Members by dimension; a dimension that is named twice is refused. */
function membersOf(options: ExplainOptions): Record<string, string> {
  const pairs = (options.where ?? []).map((text) => {
    const [, dimension, member] = /^([^=]+)=(.+)$/.exec(text) ?? [];
    if (dimension !== undefined && member !== undefined) return [dimension, member] as const;
    throw new Failure('usage', `\`--where ${text}\` names no member.`, { help: 'write --where age_group=40-49.' });
  });
  for (const short of ['age', 'sex', 'bim'] as const) {
    const member = options[short];
    if (member !== undefined) pairs.push([SHORT[short], member]);
  }
  const members: Record<string, string> = {};
  for (const [dimension, member] of pairs) {
    if (dimension in members) throw new Failure('usage', `${dimension} is named twice.`);
    members[dimension] = member;
  }
  return members;
}
