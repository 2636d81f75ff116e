/** The map as a picture of its own: title, legend and source in it, colours written out. */

const SVG = 'http://www.w3.org/2000/svg';

/** The map of the page as SVG text; null where it has none. */
export function writePicture(title: string, lines: readonly string[], source: string): string | null {
  const map = document.querySelector<SVGSVGElement>('#map svg');
  if (map === null) return null;
  const copy = map.cloneNode(true) as SVGSVGElement;
  const [x = 0, y = 0, width = 0, height = 0] = (map.getAttribute('viewBox') ?? '').split(' ').map(Number);
  const pattern = document.getElementById('hatch-map')?.cloneNode(true);
  const originals = map.querySelectorAll('path');
  for (const [i, path] of copy.querySelectorAll('path').entries()) writeOut(originals[i], path);
  if (pattern instanceof Element) {
    const drawn = document.getElementById('hatch-map');
    for (const [i, part] of [...pattern.children].entries()) writeOut(drawn?.children[i], part);
    const definitions = document.createElementNS(SVG, 'defs');
    definitions.append(pattern);
    copy.prepend(definitions);
  }
  const paper = document.createElementNS(SVG, 'rect');
  const ink = getComputedStyle(document.body).color;
  const bottom = 90 + lines.length * 62;
  const box = { x, y: y - 190, width, height: height + 190 + bottom };
  for (const [name, value] of Object.entries({ ...box, fill: getComputedStyle(document.body).backgroundColor }))
    paper.setAttribute(name, String(value));
  copy.querySelector('g')?.before(paper);
  const write = (text: string, at: number, size: number) => {
    const said = document.createElementNS(SVG, 'text');
    for (const [name, value] of Object.entries({
      x: x + 10,
      y: at,
      fill: ink,
      'font-size': size,
      'font-family': 'sans-serif',
    }))
      said.setAttribute(name, String(value));
    said.textContent = text;
    copy.append(said);
  };
  // A letter is about half as wide as it is high.
  write(title, y - 90, Math.min(70, Math.floor((2 * width) / title.length)));
  for (const [i, rect] of [...document.querySelectorAll('#legend li')].entries()) {
    const key = rect.querySelector('rect');
    const painted = document.createElementNS(SVG, 'rect');
    const place = y + height + 20 + i * 62;
    writeOut(key ?? undefined, painted);
    if (key?.classList.contains('q')) painted.setAttribute('fill', 'url(#hatch-map)');
    for (const [name, value] of Object.entries({ x: x + 10, y: place, width: 70, height: 44, stroke: ink }))
      painted.setAttribute(name, String(value));
    copy.append(painted);
    write(lines[i] ?? '', place + 38, 44);
    copy.lastElementChild?.setAttribute('x', String(x + 100));
  }
  write(source, y + height + bottom - 20, Math.min(34, Math.floor((2 * width) / source.length)));
  copy.setAttribute('viewBox', `${box.x} ${box.y} ${box.width} ${box.height}`);
  copy.setAttribute('xmlns', SVG);
  copy.setAttribute('width', '1200');
  copy.setAttribute('height', String(Math.round((1200 * box.height) / box.width)));
  return new XMLSerializer().serializeToString(copy);
}

/** Writes the style of an element onto another as attributes. */
function writeOut(from: Element | undefined, onto: Element): void {
  if (from === undefined) return;
  const style = getComputedStyle(from);
  for (const name of ['fill', 'stroke', 'stroke-width', 'stroke-opacity', 'stroke-dasharray', 'stroke-linejoin'])
    onto.setAttribute(name, style.getPropertyValue(name).replaceAll('"', ''));
}

/** The same as PNG. */
export function toPng(svg: string): Promise<Blob | null> {
  return new Promise((resolve) => {
    const image = new Image();
    image.addEventListener('load', () => {
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [image.width * 2, image.height * 2];
      canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.toBlob(resolve, 'image/png');
    });
    image.addEventListener('error', () => resolve(null));
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  });
}
