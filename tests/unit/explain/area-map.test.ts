/** Areas that are named instead of numbered. */
import { expect, it } from 'vitest';
import { Failure } from '../../../pipeline/base/index.ts';
import { type AreaMap, findArea, type MapArea } from '../../../pipeline/explain/area-map.ts';

const area = (level: MapArea['level'], code: string): [string, MapArea] => [code, { level, code, within: {} }];
const MAP: AreaMap = {
  vintage: 2025,
  areas: new Map([
    area('municipality', '46021'),
    area('municipality', '62063'),
    area('municipality', '62093'),
    area('sector', '62063A00-'),
  ]),
  names: new Map([
    ['46021', { nl: 'Sint-Niklaas', fr: 'Saint-Nicolas' }],
    ['62063', { fr: 'Liège', nl: 'Luik', de: 'Lüttich' }],
    ['62093', { fr: 'Saint-Nicolas' }],
    ['62063A00-', { fr: 'LIEGE' }],
  ]),
  succession: new Map(),
};

it.each(['Liège', 'liege', 'LUIK', 'Lüttich', ' Luttich '])(
  '%s is 62063, in any language and without accents',
  (name) => {
    expect(findArea(MAP, name, ['municipality', 'sector']).code).toBe('62063');
  },
);

it('a name is sought among published levels first', () => {
  expect(findArea(MAP, 'Liège', ['sector']).code).toBe('62063A00-');
});

it('a name that several areas bear is refused with their codes', () => {
  const find = () => findArea(MAP, 'Saint-Nicolas', ['municipality']);
  expect(find).toThrow(Failure);
  expect(find).toThrow('several areas are called `Saint-Nicolas`');
  expect(findArea(MAP, 'Sint-Niklaas', ['municipality']).code).toBe('46021');
});
