/** Reads one cell of a cube, and what stands around it: never more than the file shows. */
import { Failure, suggest } from '../base/index.ts';
import { perturbationOf, printPerturbation, protectedEntity } from '../catalogue/index.ts';
import type { Engine, Value } from '../engine/index.ts';
import { printName, printText } from '../query/index.ts';
import { literalPath } from '../run/index.ts';
import type { Sheet } from '../sheet/index.ts';
import { type AreaMap, type MapArea, partsOf } from './area-map.ts';
import type { ExplainedCell, Figure, Step, Support, Suppressed } from './explanation.ts';
import type { Subject } from './subject.ts';

/**
 * The member of every dimension of an indicator, `total` where none is asked for. Refuses with a
 * usage failure: a dimension that it is not broken down by, a member that there is not.
 */
export function findMembers(sheet: Sheet, asked: Readonly<Record<string, string>>): Record<string, string> {
  const dimensions = sheet.dimensions.map(({ name }) => name);
  for (const name of Object.keys(asked)) {
    if (dimensions.includes(name)) continue;
    const nearest = suggest(name, dimensions);
    const there = dimensions.length === 0 ? 'it has only totals.' : `it is broken down by ${dimensions.join(', ')}.`;
    throw new Failure('usage', `${sheet.code} is not broken down by ${name}.`, {
      help: nearest === undefined ? there : `did you mean \`${nearest}\`?`,
    });
  }
  const found = sheet.dimensions.map(({ name, members }) => {
    const member = asked[name] ?? 'total';
    if (member === 'total' || members.includes(member)) return [name, member];
    const nearest = suggest(member, members);
    throw new Failure('usage', `\`${member}\` is not a member of ${name}.`, {
      help: nearest === undefined ? `there are: ${members.join(', ')}, total.` : `did you mean \`${nearest}\`?`,
    });
  });
  return Object.fromEntries(found);
}

/** Reads the figure, without a value where it is suppressed. */
export async function readFigure(engine: Engine, subject: Subject, cell: ExplainedCell): Promise<Figure> {
  const [row] = await engine.query(`SELECT * FROM ${readCube(subject.file)} WHERE ${isCell(cell, [cell.ref_area])}`);
  if (row === undefined) throw new Failure('data', `${cell.code} of ${cell.year} has no row for ${cell.ref_area}.`);
  const number = (name: string) => numberOf(row[name]);
  const limits = (lower: number | null, upper: number | null) =>
    lower === null || upper === null ? null : { lower, upper };
  const standard = limits(number('std_ci_lower'), number('std_ci_upper'));
  const value = number('std_value');
  const suppressed = whySuppressed(subject, String(row.conf_status));
  return {
    numerator: number('numerator'),
    denominator: number('denominator'),
    obs_value: number('obs_value'),
    interval: limits(number('ci_lower'), number('ci_upper')),
    standardised: value === null || standard === null ? null : { value, ...standard },
    obs_status: String(row.obs_status),
    conf_status: String(row.conf_status),
    suppressed,
    changed: suppressed === null ? howChanged(subject) : null,
  };
}

function howChanged({ released, indicator }: Subject): string | null {
  const perturbation = perturbationOf(released?.manifest.policy.disclosure[protectedEntity(indicator.measure)]);
  return perturbation && printPerturbation(perturbation);
}

function whySuppressed({ released }: Subject, status: string): Suppressed | null {
  if (released === null || (status !== 'A' && status !== 'D')) return null;
  return { kind: status === 'A' ? 'primary' : 'secondary', ...released.cube.protection };
}

/** Of an unprotected cell: how many members are behind it. */
export async function readSupport(
  engine: Engine,
  dataRoot: string,
  { record }: Subject,
  cell: ExplainedCell,
): Promise<Support | null> {
  if (record === null) return null;
  const file = readCube(`${dataRoot}/${record.cube.support.path}`);
  const [row] = await engine.query(
    `SELECT numerator_members, CAST(CAST(members_by_events AS JSON) AS VARCHAR) AS by_events FROM ${file} WHERE ${isCell(cell, [cell.ref_area])}`,
  );
  const events = row?.by_events == null ? null : (JSON.parse(String(row.by_events)) as Record<string, number>);
  return { numerator_members: numberOf(row?.numerator_members), members_by_events: events };
}

interface Around {
  readonly cell: ExplainedCell;
  readonly area: MapArea;
  readonly figure: Figure;
}

/**
 * The same cell of the country; the parts of its area; the members of every dimension that it is
 * the total of. A sum is shown where all of it is shown, and where what is left to the cell is
 * nobody or enough of them. Nothing is shown of a suppressed cell.
 */
export async function readSteps(engine: Engine, subject: Subject, map: AreaMap, around: Around): Promise<Step[]> {
  const { cell, area, figure } = around;
  if (figure.suppressed !== null) return [];
  const sum = (condition: string) => sumCells(engine, subject, condition);
  const steps: Step[] = [];
  if (area.level !== 'country')
    steps.push({ step: 'country', by: 'country', ...hideSuppressed(await sum(isCell(cell, ['01000']))) });
  const parts = partsOf(map, area);
  if (parts !== undefined) {
    const { level, codes } = parts;
    const isPublished = subject.sheet.levels.some((one) => one.level === level && one.from <= cell.year);
    const figures: StepFigures = isPublished
      ? hideRest(await sum(isCell(cell, codes)), subject, figure)
      : { cells: codes.length, suppressed: 0, numerator: null, denominator: null, withheld: 'not published' };
    steps.push({ step: 'areas', by: level, ...figures });
  }
  for (const [name, member] of Object.entries(cell.members)) {
    if (member !== 'total') continue;
    const { [name]: _, ...others } = cell.members;
    const condition = `${isCell({ members: others }, [cell.ref_area])} AND ${printName(name)} <> 'total'`;
    steps.push({ step: 'members', by: name, ...hideRest(await sum(condition), subject, figure) });
  }
  return steps;
}

type StepFigures = Omit<Step, 'step' | 'by'>;
type Sums = Omit<StepFigures, 'withheld'>;

async function sumCells(engine: Engine, { file }: Subject, condition: string): Promise<Sums> {
  const [row = {}] = await engine.query(
    `SELECT
  COUNT(*) AS cells,
  COUNT(*) FILTER (obs_status = 'Q') AS suppressed,
  SUM(numerator) AS numerator,
  SUM(denominator) AS denominator
FROM ${readCube(file)}
WHERE ${condition}`,
  );
  const [numerator, denominator] = [numberOf(row.numerator), numberOf(row.denominator)];
  return { cells: Number(row.cells), suppressed: Number(row.suppressed), numerator, denominator };
}

/** A sum of what is shown alone would be taken for the whole. */
function hideSuppressed(sums: Sums): StepFigures {
  if (sums.suppressed === 0) return { ...sums, withheld: null };
  return { ...sums, numerator: null, denominator: null, withheld: 'suppressed' };
}

/**
 * Whoever is in none of the parts (birth year or domicile unknown) is counted by the rest, which is
 * protected like a cell.
 */
function hideRest(sums: Sums, { released }: Subject, figure: Figure): StepFigures {
  // Where figures are changed, so is what is left.
  const threshold = figure.changed === null ? (released?.cube.protection.threshold ?? 1) : 1;
  const isFew = (part: number | null, whole: number | null) => {
    const rest = Math.abs((whole ?? 0) - (part ?? 0));
    return rest >= 1 && rest < threshold;
  };
  if (sums.suppressed === 0 && (isFew(sums.numerator, figure.numerator) || isFew(sums.denominator, figure.denominator)))
    return { ...sums, numerator: null, denominator: null, withheld: 'few left' };
  return hideSuppressed(sums);
}

/** The rows of a cube that are the cell in some areas. */
function isCell({ members }: Pick<ExplainedCell, 'members'>, areas: readonly string[]): string {
  const named = Object.entries(members).map(([name, member]) => `${printName(name)} = ${printText(member)}`);
  return [`ref_area IN (${areas.map((area) => printText(area)).join(', ')})`, ...named].join(' AND ');
}

function readCube(file: string): string {
  return `read_parquet(${printText(literalPath(file))}, hive_partitioning = false)`;
}

function numberOf(value: Value | undefined): number | null {
  return value === null || value === undefined ? null : Number(value);
}
