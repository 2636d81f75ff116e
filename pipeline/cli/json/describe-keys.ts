/** Gives every key of a JSON Schema its meaning. */
import { KEY_TEXTS } from './key-texts.ts';

interface Schema {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly anyOf?: readonly Schema[];
}

/** A schema with the descriptions of `key-texts.ts` wherever its keys have none of their own. */
export function describeKeys(schema: Schema, above = ''): Schema {
  const { properties, items, additionalProperties: others, anyOf } = schema;
  return {
    ...schema,
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([key, value]) => {
          const text = value.description ?? KEY_TEXTS[`${above}.${key}`] ?? KEY_TEXTS[key];
          return [key, { ...(text !== undefined && { description: text }), ...describeKeys(value, key) }];
        }),
      ),
    }),
    ...(items && { items: describeKeys(items, above) }),
    ...(typeof others === 'object' && { additionalProperties: describeKeys(others, above) }),
    ...(anyOf && { anyOf: anyOf.map((one) => describeKeys(one, above)) }),
  };
}
