/**
 * The cubes of an entity and year as a release holds them: where they lie, and the cells that they
 * have by the release's own sheets and map.
 */
import { join } from 'node:path';
import { Failure } from '../../base/index.ts';
import type { Catalogue } from '../../catalogue/index.ts';
import {
  type AreaRow,
  type CubeShape,
  dimensionsIn,
  dimensionsOfPart,
  type EarlierCubes,
  eventDimensions,
  type FigureRelations,
  type Grid,
  layGrid,
  marginsIn,
  partsOf,
  readPlaceRows,
  relationsOfSlices,
  slicesOf,
  type YearMoves,
} from '../../disclosure/index.ts';
import type { Engine } from '../../engine/index.ts';
import { type CubeRecord, parquet } from '../../run/index.ts';
import type { ReleasedCube, ReleaseManifest } from '../manifest.ts';
import type { SheetFacts } from '../verify/subject.ts';

export interface ReleasedFolder {
  /** Has the atlas of the release attached. */
  readonly engine: Engine;
  readonly folder: string;
  readonly manifest: ReleaseManifest;
  readonly sheets: Readonly<Record<string, SheetFacts>>;
  readonly behind: Behind | undefined;
}

/**
 * Where the cubes behind a release are at hand, it is also known which cells are sensitive, and
 * what earlier releases have disclosed of them.
 */
export interface Behind {
  readonly catalogue: Catalogue;
  readonly dataRoot: string;
  readonly earlier: EarlierCubes;
  readonly fresh: ReadonlyMap<number, readonly CubeRecord[]>;
  /** What the suppression of an entity and year has found to be possible. */
  readonly movesOf?: (entity: string, year: number) => YearMoves | undefined;
}

export interface ReleasedGrid {
  readonly grid: Grid;
  /** The slices of the cubes that are shown, and what they mean. */
  readonly shapes: readonly CubeShape[];
  readonly figureRelations: FigureRelations;
  readonly places: readonly AreaRow[];
  /** By the code of the cube. */
  readonly relations: Readonly<Record<string, string>>;
}

/** Refuses (data) cubes that cannot be held together: on several maps, or without a sheet. */
export async function readReleasedGrid(
  { engine, folder, manifest, sheets, behind }: ReleasedFolder,
  year: number,
  cubes: readonly ReleasedCube[],
): Promise<ReleasedGrid> {
  const vintages = [...new Set(cubes.map(({ vintage }) => vintage))];
  if (vintages.length !== 1)
    throw new Failure('data', `the cubes of ${year} are on several municipal maps, which cannot be audited together.`);
  const places = await readPlaceRows(engine, `atlas.main.area WHERE vintage = ${vintages[0]}`);
  const relations = Object.fromEntries(cubes.map(({ code, path }) => [code, parquet(join(folder, path))]));
  const earlier = cubes.flatMap(({ code }) => behind?.earlier(code, year).map(({ relation }) => relation) ?? []);
  const ofEvents = eventDimensions(manifest.figureRelations);
  const named = Object.values(sheets).flatMap((sheet) => sheet.dimensions.map(({ name }) => name));
  const known = [...new Set(named)].filter((name) => !ofEvents.has(name));
  const sources = [];
  for (const relation of [...Object.values(relations), ...earlier])
    sources.push({ relation, dimensions: await dimensionsIn(engine, relation, known) });
  // Of a withheld margin nothing is known but sums (protect/withheld-margins.ts).
  const margins = await marginsIn(engine, sources);
  const shapes = cubes.flatMap(({ code }): CubeShape[] => {
    const facts = sheets[code];
    if (facts === undefined) throw new Failure('data', `the sheet of ${code} cannot be read.`);
    const levels = facts.levels.filter(({ from }) => from <= year).map(({ level }) => level);
    return partsOf(manifest.figureRelations, code).flatMap((part) =>
      slicesOf({ code: part, dimensions: dimensionsOfPart(part, facts.dimensions), levels }, margins),
    );
  });
  const figureRelations = relationsOfSlices(manifest.figureRelations, shapes);
  return { grid: layGrid(figureRelations, shapes, places), shapes, figureRelations, places, relations };
}
