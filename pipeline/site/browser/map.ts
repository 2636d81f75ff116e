/** The map of a page: painted by class, asked with the pointer or the arrow keys. */
import { paintOf } from '../draw/legend.ts';
import { labelMap } from '../draw/map.ts';
import { type Drawing, printCell } from '../draw/view.ts';
import { areasAt, type MapLevel, type Slice, shownOf, stateOf } from '../shape/figures.ts';
import { load } from './atlas.ts';
import type { Viewed } from './permalink.ts';

interface Paths {
  /** Place of the first area. */
  readonly first: number;
  readonly paths: readonly string[];
}

const SVG = 'http://www.w3.org/2000/svg';

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
};

/** Keeps a map up with what is chosen. */
export class AtlasMap {
  readonly #drawing: Drawing;
  readonly #site: string;
  readonly #figure: HTMLElement;
  readonly #areas: Element;
  readonly #outlines: readonly Element[];
  readonly #tip = document.createElement('div');
  #level: MapLevel;
  #slice: Slice | undefined;
  #viewed: Viewed | undefined;

  /** Takes over the map of the page; null where it has none. */
  static of(drawing: Drawing, site: string, level: MapLevel, choose: (area: number) => void): AtlasMap | null {
    const figure = document.getElementById('map');
    const areas = figure?.querySelector('.areas');
    return figure === null || !areas ? null : new AtlasMap(drawing, site, level, choose, figure, areas);
  }

  private constructor(
    drawing: Drawing,
    site: string,
    level: MapLevel,
    choose: (area: number) => void,
    figure: HTMLElement,
    areas: Element,
  ) {
    this.#drawing = drawing;
    this.#site = site;
    this.#figure = figure;
    this.#areas = areas;
    this.#level = level;
    this.#outlines = [...figure.querySelectorAll('.outline')];
    this.#tip.className = 'tip';
    this.#tip.hidden = true;
    figure.append(this.#tip);
    figure.parentElement?.classList.add('ready');
    for (const title of areas.querySelectorAll('title')) title.remove();
    figure.tabIndex = 0;
    figure.setAttribute('role', 'group');
    figure.setAttribute('aria-label', drawing.texts.mapKeys);
    areas.addEventListener('click', (event) => {
      const area = areaOf(event.target);
      if (area !== null) choose(area);
    });
    areas.addEventListener('pointermove', (event) => this.#point(event as PointerEvent));
    areas.addEventListener('pointerleave', () => {
      this.#tip.hidden = true;
    });
    figure.addEventListener('keydown', (event) => {
      const step = STEPS[event.key];
      const next = step === undefined ? null : this.#neighbour(step);
      if (next === null) return;
      event.preventDefault();
      choose(next);
    });
  }

  /** Paints what is chosen; another level is loaded first. */
  async paint(viewed: Viewed, slice: Slice): Promise<void> {
    this.#viewed = viewed;
    this.#slice = slice;
    if (viewed.level !== this.#level) await this.#rebuild(viewed.level);
    if (this.#viewed !== viewed) return;
    for (const path of this.#areas.children)
      path.setAttribute('class', paintOf(this.#drawing, slice, viewed, Number(path.getAttribute('data-area'))));
    this.#areas.parentElement?.setAttribute('aria-label', labelMap(this.#drawing, slice, viewed));
    await this.#outline(viewed.area);
  }

  async #rebuild(level: MapLevel): Promise<void> {
    const { first, paths } = await this.#load(level);
    this.#level = level;
    this.#areas.replaceChildren(
      ...paths.map((shape, i) => {
        const path = document.createElementNS(SVG, 'path');
        path.setAttribute('d', shape);
        path.setAttribute('data-area', String(first + i));
        return path;
      }),
    );
  }

  #load(level: MapLevel): Promise<Paths> {
    return load<Paths>(this.#site, `geo/${level}.js`, `geo/${level}`);
  }

  /** A double outline, light and dark, so that it is seen on every colour. */
  async #outline(area: number): Promise<void> {
    const level = this.#drawing.index.levels[area] ?? 'country';
    let shape = '';
    if (level === this.#level) shape = this.#areas.querySelector(`[data-area="${area}"]`)?.getAttribute('d') ?? '';
    else if (level !== 'country') {
      const { first, paths } = await this.#load(level);
      shape = paths[area - first] ?? '';
    }
    for (const outline of this.#outlines) outline.setAttribute('d', shape);
  }

  #point(event: PointerEvent): void {
    const area = areaOf(event.target);
    this.#tip.hidden = area === null;
    if (area === null || this.#slice === undefined || this.#viewed === undefined) return;
    const { index } = this.#drawing;
    const { value } = shownOf(this.#slice, area, this.#viewed.show);
    const said = printCell(this.#drawing, stateOf(this.#slice, area), value);
    this.#tip.textContent = `${index.names[area] ?? ''}: ${said}`;
    const box = this.#figure.getBoundingClientRect();
    const x = Math.min(event.clientX - box.left + 14, box.width - this.#tip.offsetWidth);
    const style = this.#tip.style;
    style.left = `${Math.max(0, x)}px`;
    style.top = `${event.clientY - box.top + 18}px`;
  }

  /** The nearest area in a direction. */
  #neighbour([dx, dy]: readonly [number, number]): number | null {
    const chosen = this.#viewed?.area ?? 0;
    const own = this.#areas.querySelector<SVGGraphicsElement>(`[data-area="${chosen}"]`);
    if (own === null) return areasAt(this.#drawing.index, this.#level)[0] ?? null;
    const middle = (path: SVGGraphicsElement) => {
      const { x, y, width, height } = path.getBBox();
      return [x + width / 2, y + height / 2] as const;
    };
    const [x, y] = middle(own);
    let best: { readonly area: number; readonly distance: number } | null = null;
    for (const path of this.#areas.children) {
      if (path === own) continue;
      const [otherX, otherY] = middle(path as SVGGraphicsElement);
      const along = (otherX - x) * dx + (otherY - y) * dy;
      const aside = Math.abs((otherX - x) * dy) + Math.abs((otherY - y) * dx);
      if (along <= 0 || aside > along * 1.5) continue;
      const distance = along + 2 * aside;
      if (best === null || distance < best.distance) best = { area: Number(path.getAttribute('data-area')), distance };
    }
    return best?.area ?? null;
  }
}

function areaOf(target: EventTarget | null): number | null {
  const area = target instanceof Element ? target.getAttribute('data-area') : null;
  return area === null ? null : Number(area);
}
