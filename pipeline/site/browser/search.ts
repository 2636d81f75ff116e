/**
 * The search of the home page: indicators and areas by any of their names, or by code; with the
 * keyboard too.
 */
import { fold } from '../shape/format.ts';
import { common, find, loadSearch, matchAreas, type SearchData } from './page.ts';

export interface HomeConfig {
  readonly page: 'home';
  readonly root: string;
  readonly language: string;
}

interface Hit {
  readonly text: string;
  readonly note: string;
  readonly to: string;
}

const MOST = 12;

/** Shows the search and answers while somebody types. */
export function startSearch({ root, language }: HomeConfig): void {
  const form = find<HTMLFormElement>('search-form');
  const input = find<HTMLInputElement>('search');
  const list = find<HTMLUListElement>('results');
  const none = find('search-none');
  if (form === null || input === null || list === null || none === null) return;
  const { index, texts } = common();
  let data: SearchData = { areas: [], indicators: [] };
  let hits: readonly Hit[] = [];
  let chosen = -1;

  const search = (): readonly Hit[] => {
    const wanted = fold(input.value);
    if (wanted === '') return [];
    const indicators = data.indicators
      .filter(({ folded }) => folded.includes(wanted))
      .sort((a, b) => Number(!a.folded.startsWith(wanted)) - Number(!b.folded.startsWith(wanted)))
      .map(({ code, title }) => ({ text: title, note: code, to: `${code}/index.html` }));
    const areas = matchAreas(input.value, index, data.areas).map((area) => {
      const code = index.codes[area] ?? '';
      const level = texts[`${index.levels[area] ?? 'country'}One`];
      return { text: index.names[area] ?? '', note: `${level} ${code}`, to: `area/${code}/index.html` };
    });
    return [...indicators.slice(0, MOST / 2), ...areas].slice(0, MOST);
  };

  const show = () => {
    hits = search();
    chosen = hits.length > 0 ? 0 : -1;
    list.replaceChildren(
      ...hits.map(({ text, note, to }, i) => {
        const item = document.createElement('li');
        item.id = `hit-${i}`;
        item.role = 'option';
        const said = document.createElement('span');
        said.textContent = note;
        item.append(text, said);
        item.addEventListener('pointerdown', () => {
          location.href = to;
        });
        return item;
      }),
    );
    none.hidden = hits.length > 0 || input.value.trim() === '';
    list.hidden = hits.length === 0;
    input.setAttribute('aria-expanded', String(hits.length > 0));
    mark();
  };

  const mark = () => {
    for (const [i, item] of [...list.children].entries()) item.setAttribute('aria-selected', String(i === chosen));
    if (chosen >= 0) input.setAttribute('aria-activedescendant', `hit-${chosen}`);
    else input.removeAttribute('aria-activedescendant');
    list.children[chosen]?.scrollIntoView({ block: 'nearest' });
  };

  input.addEventListener('input', show);
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      list.hidden = true;
      input.setAttribute('aria-expanded', 'false');
    }
    if (!['ArrowDown', 'ArrowUp'].includes(event.key) || hits.length === 0) return;
    event.preventDefault();
    chosen = (chosen + (event.key === 'ArrowDown' ? 1 : hits.length - 1)) % hits.length;
    mark();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const hit = hits[chosen];
    if (hit !== undefined) location.href = hit.to;
  });
  form.hidden = false;
  void loadSearch(root, language).then((loaded) => {
    data = loaded;
    if (input.value !== '') show();
  });
}
