/** The page of comparison: two to six areas over the years, or two indicators over all areas. */

import { drawScatter, drawSeries } from '../draw/comparison.ts';
import { html, type Markup, raw } from '../draw/html.ts';
import { type Drawing, drawIllustrative, type IndicatorView, printCell, printInterval } from '../draw/view.ts';
import { areasAt, MAP_LEVELS, shownOf, stateOf, TOTAL } from '../shape/figures.ts';
import { fill } from '../texts/fill.ts';
import { Figures } from './figures.ts';
import { common, find, offerAreas } from './page.ts';

export interface CompareConfig {
  readonly page: 'compare';
  readonly root: string;
  readonly language: string;
  readonly views: readonly IndicatorView[];
}

const MOST = 6;

interface Compared {
  readonly first: IndicatorView;
  readonly second: IndicatorView | null;
  readonly areas: readonly number[];
}

/** Starts the page. */
export function startCompare({ root, language, views }: CompareConfig): void {
  const { index, texts } = common();
  const form = find<HTMLFormElement>('compare');
  const [first, second] = [find<HTMLSelectElement>('first'), find<HTMLSelectElement>('second')];
  const [start] = views;
  if (form === null || first === null || second === null || start === undefined) return;
  const figures = new Map(views.map((view) => [view.code, new Figures(root, view.code, view.per)]));
  const regions = areasAt(index, 'region');
  let compared: Compared = { first: start, second: null, areas: regions };

  const read = () => {
    const given = new URLSearchParams(location.search);
    const unknown: string[] = [];
    const viewOf = (name: string) => {
      const code = given.get(name);
      const found = views.find((view) => view.code === code);
      if (code !== null && found === undefined) unknown.push(`${name}=${code}`);
      return found ?? null;
    };
    const codes = (given.get('areas') ?? '').split(',').filter(Boolean);
    const areas = codes.map((code) => index.codes.indexOf(code));
    for (const [i, area] of areas.entries()) if (area < 0) unknown.push(`areas=${codes[i]}`);
    const known = areas.filter((area) => area >= 0).slice(0, MOST);
    compared = { first: viewOf('first') ?? start, second: viewOf('second'), areas: known.length > 0 ? known : regions };
    const notice = find('unknown');
    if (notice !== null) {
      notice.hidden = unknown.length === 0;
      notice.textContent = fill(texts.notFound, { what: unknown.join(', ') });
    }
    void render();
  };

  const change = (what: Partial<Compared>) => {
    compared = { ...compared, ...what };
    const said = new URLSearchParams();
    if (compared.first !== start) said.set('first', compared.first.code);
    if (compared.second !== null) said.set('second', compared.second.code);
    if (compared.areas !== regions) said.set('areas', compared.areas.map((area) => index.codes[area]).join(','));
    history.replaceState(null, '', said.size === 0 ? location.pathname : `?${said}`);
    void render();
  };

  async function render(): Promise<void> {
    const now = compared;
    if (first !== null) first.value = now.first.code;
    if (second !== null) second.value = now.second?.code ?? '';
    drawChips(now);
    const wanted = [now.first, ...(now.second === null ? [] : [now.second])];
    await Promise.all(wanted.map(({ code }) => figures.get(code)?.loadTotal()));
    if (now !== compared) return;
    const place = find('comparison');
    if (place !== null) place.innerHTML = (now.second === null ? drawAreas(now) : drawBoth(now, now.second)).markup;
  }

  const drawingOf = (view: IndicatorView): Drawing => ({ view, index, texts, root: '../' });

  function drawChips({ areas }: Compared): void {
    const list = find('chosen');
    list?.replaceChildren(
      ...areas.map((area, i) => {
        const item = document.createElement('li');
        const name = index.names[area] ?? '';
        item.innerHTML =
          html`<svg class="swatch" viewBox="0 0 18 4" aria-hidden="true"><rect class="s${i}" width="18" height="4"/></svg>${name}<button type="button" aria-label="${fill(texts.remove, { area: name })}">×</button>`.markup;
        item.querySelector('button')?.addEventListener('click', () => {
          const left = areas.filter((one) => one !== area);
          if (left.length > 0) change({ areas: left });
        });
        return item;
      }),
    );
  }

  function drawAreas({ first: view, areas }: Compared): Markup {
    const drawing = drawingOf(view);
    const own = figures.get(view.code);
    const slices = view.years.map((year) => own?.slice(year, TOTAL));
    const series = areas.map((area) => ({
      name: index.names[area] ?? '',
      values: slices.map((slice) => slice?.v[area] ?? null),
    }));
    const rows = areas.map((area) => {
      const cells = slices.map((slice) => {
        if (slice === undefined) return html`<td></td>`;
        const { value, lower, upper } = shownOf(slice, area);
        const quiet = value === null && ' quiet';
        return html`<td class="num${quiet}">${printCell(drawing, stateOf(slice, area), value)}${lower !== null && upper !== null && html`<br><span class="note">${printInterval(drawing, lower, upper)}</span>`}</td>`;
      });
      return html`<tr><th scope="row"><a href="../area/${index.codes[area] ?? ''}/index.html">${index.names[area] ?? ''}</a></th>${cells}</tr>`;
    });
    return html`<h2>${view.title}</h2><p class="note">${view.unit}</p>${drawIllustrative(view)}${drawSeries(drawing, series, view.title)}
<div class="scroll" tabindex="0" role="region" aria-label="${view.title}"><table class="figures"><caption>${view.title}</caption><thead><tr><th scope="col">${texts.area}</th>${view.years.map((year) => html`<th scope="col" class="num">${year}</th>`)}</tr></thead><tbody>${rows}</tbody></table></div>`;
  }

  function drawBoth({ first: x, areas }: Compared, y: IndicatorView): Markup {
    const year = Math.min(x.years.at(-1) ?? 0, y.years.at(-1) ?? 0);
    const [across, up] = [figures.get(x.code)?.slice(year, TOTAL), figures.get(y.code)?.slice(year, TOTAL)];
    const level = MAP_LEVELS.filter((one) => x.levels.includes(one) && y.levels.includes(one)).at(-1);
    if (across === undefined || up === undefined || level === undefined) return raw('');
    const points = areasAt(index, level).flatMap((area) => {
      const [a, b] = [across.v[area] ?? null, up.v[area] ?? null];
      return a === null || b === null ? [] : [{ x: a, y: b, mark: areas.indexOf(area) }];
    });
    const label = fill(texts.scatter, { x: x.title, y: y.title });
    return html`<h2>${x.title} · ${y.title}, ${year}</h2>${drawIllustrative(x)}${drawIllustrative(y)}${drawScatter(drawingOf(x), points, label)}<p class="note">${label} ${texts[level]}.</p>`;
  }

  const viewOf = (code: string) => views.find((view) => view.code === code) ?? null;
  first.addEventListener('change', () => change({ first: viewOf(first.value) ?? start }));
  second.addEventListener('change', () => change({ second: viewOf(second.value) }));
  const add = find<HTMLInputElement>('add');
  if (add !== null)
    offerAreas(add, root, language, (area) => {
      if (!compared.areas.includes(area)) change({ areas: [...compared.areas, area].slice(-MOST) });
    });
  form.hidden = false;
  addEventListener('popstate', read);
  read();
}
