/** The published shapes of JSON outputs. */
import { expect, test } from 'vitest';
import { outputSchema, SHAPES } from '../../../pipeline/cli/json/shapes.ts';
import type { Schema } from '../../docs/pages/schema.ts';

/** Paths of keys that no description explains. */
function undescribed(schema: Schema, path: string): string[] {
  const { properties = {}, items, additionalProperties: others, anyOf = [] } = schema;
  return [
    ...Object.entries(properties).flatMap(([key, value]) => [
      ...(value.description === undefined ? [`${path}.${key}`] : []),
      ...undescribed(value, `${path}.${key}`),
    ]),
    ...(items ? undescribed(items, `${path}[]`) : []),
    ...(typeof others === 'object' ? undescribed(others, `${path}.*`) : []),
    ...anyOf.flatMap((one) => undescribed(one, path)),
  ];
}

test.each(Object.keys(SHAPES) as (keyof typeof SHAPES)[])('the shape %s describes every key', (name) => {
  expect(undescribed(outputSchema(name) as Schema, name)).toEqual([]);
});
