/** What scripts find on a page: elements by id, what the page says of itself, names of areas. */
import type { AreaIndex } from '../shape/figures.ts';
import { fold } from '../shape/format.ts';
import type { Texts } from '../texts/en.ts';
import { load, peek } from './atlas.ts';

/** What all pages of a language share. */
export interface Common {
  readonly index: AreaIndex;
  readonly texts: Texts;
}

/** What the search knows: folded names of areas and titles of indicators, joined by |. */
export interface SearchData {
  readonly areas: readonly string[];
  readonly indicators: readonly { readonly code: string; readonly title: string; readonly folded: string }[];
}

/** The element of an id, where the page has one. */
export function find<T extends Element = HTMLElement>(id: string): T | null {
  return document.getElementById(id) as T | null;
}

/** What the page says of itself. */
export function readConfig<T>(): T | null {
  const element = find('config');
  return element === null ? null : (JSON.parse(element.textContent ?? 'null') as T);
}

/** What was loaded with the page. */
export function common(): Common {
  const found = peek<Common>('common');
  if (found === undefined) throw new Error('the data of the page are missing');
  return found;
}

/** Loads what the search knows. */
export function loadSearch(root: string, language: string): Promise<SearchData> {
  return load<SearchData>(root, `data/search-${language}.js`, 'search');
}

/**
 * Places of areas that a text means: a code, a whole name, then names that begin with it or hold
 * it.
 */
export function matchAreas(text: string, { codes }: AreaIndex, names: readonly string[]): number[] {
  const wanted = fold(text);
  if (wanted === '') return [];
  const exact = codes.indexOf(text.trim());
  if (exact >= 0) return [exact];
  const scored = names.flatMap((known, area) => {
    const words = known.split('|');
    if (words.includes(wanted)) return [{ area, score: 0 }];
    if (words.some((word) => word.startsWith(wanted))) return [{ area, score: 1 }];
    if (words.some((word) => word.split(' ').some((part) => part.startsWith(wanted)))) return [{ area, score: 2 }];
    return codes[area]?.startsWith(wanted) ? [{ area, score: 3 }] : [];
  });
  return scored.sort((a, b) => a.score - b.score || a.area - b.area).map(({ area }) => area);
}

/**
 * Lets an input choose an area: suggestions when it is reached, and the area when one is entered.
 */
export function offerAreas(
  input: HTMLInputElement,
  root: string,
  language: string,
  choose: (area: number) => void,
): void {
  const { index } = common();
  let names: readonly string[] = [];
  const list = input.list;
  input.addEventListener('focus', () => {
    void loadSearch(root, language).then(({ areas }) => {
      names = areas;
    });
    if (list === null || list.childElementCount > 0) return;
    for (const name of new Set(index.names)) {
      const option = document.createElement('option');
      option.value = name;
      list.append(option);
    }
  });
  input.addEventListener('change', () => {
    const [area] = matchAreas(input.value, index, names.length > 0 ? names : index.names.map(fold));
    if (area === undefined) return;
    choose(area);
    input.value = '';
  });
  input.form?.addEventListener('submit', (event) => event.preventDefault());
}

/** Hands a file to the reader. */
export function saveFile(name: string, type: string, content: BlobPart): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
