/**
 * Figures in the browser: loaded by year, with values worked out where the file leaves them out.
 */
import type { Slice } from '../shape/figures.ts';
import { TOTAL } from '../shape/figures.ts';
import type { ShapePaths } from '../shape/geometry.ts';
import { type PackedSlice, unpack } from '../shape/packed.ts';
import { load, peek } from './atlas.ts';

type Slices = Readonly<Record<string, PackedSlice>>;

interface Sectors {
  readonly codes: readonly string[];
  readonly names: readonly string[];
  readonly years: Slices;
}

/** The figures of an indicator, as far as they are loaded. */
export class Figures {
  readonly #root: string;
  readonly #code: string;
  readonly #per: number;
  readonly #slices = new Map<string, Slice>();

  constructor(root: string, code: string, per: number) {
    this.#root = root;
    this.#code = code;
    this.#per = per;
  }

  /** A slice that is loaded; undefined where it is not. */
  slice(year: number, group: string): Slice | undefined {
    const key = `${year} ${group}`;
    const found = this.#slices.get(key);
    if (found !== undefined) return found;
    const packed =
      group === TOTAL ? peek<Slices>(`${this.#code}/total`)?.[year] : peek<Slices>(`${this.#code}/${year}`)?.[group];
    if (packed === undefined) return undefined;
    const slice = unpack(packed, this.#per);
    this.#slices.set(key, slice);
    return slice;
  }

  /** Loads the figures of everybody. */
  loadTotal(): Promise<unknown> {
    return load(this.#root, `data/${this.#code}/total.js`, `${this.#code}/total`);
  }

  /** Loads the sectors of a municipality: by year, the figures of everybody. */
  async loadSectors(municipality: string) {
    const key = `${this.#code}/sector/${municipality}`;
    const { codes, names, years } = await load<Sectors>(this.#root, `data/${key}.js`, key);
    const slices = Object.entries(years).map(([year, packed]) => [year, unpack(packed, this.#per)] as const);
    return { codes, names, slices: Object.fromEntries(slices) as Readonly<Record<string, Slice>> };
  }

  /** Loads the boundaries of the sectors of a municipality; undefined where there are none. */
  async loadSectorPaths(arrondissement: string, municipality: string): Promise<ShapePaths | undefined> {
    const key = `geo/${arrondissement}`;
    const found = await load<Readonly<Record<string, ShapePaths>>>(this.#root, `${key}.js`, key);
    return found[municipality];
  }

  /** Loads the groups of years. */
  loadGroups(years: readonly number[]): Promise<unknown> {
    return Promise.all(years.map((year) => load(this.#root, `data/${this.#code}/${year}.js`, `${this.#code}/${year}`)));
  }
}
