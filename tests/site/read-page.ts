/**
 * Reads a page of the atlas as a tree, so that a test can take what it can explain and look at what
 * is left.
 */

export interface Element {
  readonly tag: string;
  readonly attributes: Map<string, string>;
  children: (Element | string)[];
}

const VOID = new Set(['meta', 'link', 'img', 'input', 'br']);
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: '\u00a0' };
const decode = (text: string) => text.replace(/&(\w+);/g, (all, name: string) => ENTITIES[name] ?? all);

/** The tree of a page; throws where an element is not closed. */
export function parsePage(page: string): Element {
  const root: Element = { tag: '', attributes: new Map(), children: [] };
  const open = [root];
  const sign = /<!--.*?-->|<!doctype[^>]*>|<(\/?)([a-zA-Z][\w-]*)([^>]*?)(\/?)>/g;
  let from = 0;
  for (let found = sign.exec(page); found !== null; found = sign.exec(page)) {
    const [all, isEnd, tag = '', said = '', isEmpty] = found;
    const parent = open.at(-1) ?? root;
    if (found.index > from) parent.children.push(decode(page.slice(from, found.index)));
    from = found.index + all.length;
    if (tag === '') continue;
    if (isEnd) {
      if (parent.tag !== tag) throw new Error(`</${tag}> ends <${parent.tag}>`);
      open.pop();
      continue;
    }
    const attributes = new Map(
      [...said.matchAll(/([\w:-]+)(?:="([^"]*)")?/g)].map(([, name = '', value = '']) => [name, decode(value)]),
    );
    const element: Element = { tag, attributes, children: [] };
    parent.children.push(element);
    if (tag === 'script') {
      const end = page.indexOf('</script>', from);
      element.children.push(page.slice(from, end));
      from = sign.lastIndex = end + '</script>'.length;
    } else if (!isEmpty && !VOID.has(tag)) open.push(element);
  }
  return root;
}

/** Elements below one by a selector of tags, ids and classes, such as `table#ranking tr`. */
export function all(root: Element, selector: string): Element[] {
  let found = [root];
  for (const part of selector.split(' ')) {
    const [, tag = '', id, kind] = /^(\w*)(?:#([\w-]+))?(?:\.([\w-]+))?$/.exec(part) ?? [];
    const fits = (one: Element) =>
      (tag === '' || one.tag === tag) &&
      (id === undefined || one.attributes.get('id') === id) &&
      (kind === undefined || (one.attributes.get('class') ?? '').split(' ').includes(kind));
    found = [...new Set(found.flatMap((one) => descendants(one).filter(fits)))];
  }
  return found;
}

/** The only element by a selector. */
export function one(root: Element, selector: string): Element {
  const found = all(root, selector);
  if (found.length !== 1 || found[0] === undefined) throw new Error(`${selector}: ${found.length} elements`);
  return found[0];
}

function descendants(root: Element): Element[] {
  return root.children.flatMap((child) => (typeof child === 'string' ? [] : [child, ...descendants(child)]));
}

/** The text of an element with its parts. */
export function textOf({ children }: Element): string {
  return children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('');
}

/** The text of an element, which is taken off the page. */
export function take(element: Element): string {
  const text = textOf(element);
  element.children = [];
  return text;
}

/** The value of an attribute, which is taken off the page. */
export function takeAttribute(element: Element, name: string): string {
  const value = element.attributes.get(name) ?? '';
  element.attributes.delete(name);
  return value;
}

const READ = ['aria-label', 'alt', 'title', 'placeholder', 'aria-valuetext', 'content', 'value', 'data-value'];

/** Every text with a digit that is still on a page, those for screen readers included. */
export function numbersLeft(root: Element): string[] {
  const own = READ.map((name) => root.attributes.get(name) ?? '');
  const texts = root.children.flatMap((child) => (typeof child === 'string' ? [child] : numbersLeft(child)));
  return [...own, ...texts].map((text) => text.trim()).filter((text) => /\d/.test(text));
}
