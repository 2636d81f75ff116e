/**
 * Where the catalogue names what it declares itself: editors complete and check such names if the
 * schema lists them.
 */

/** A JSON Schema, as far as names are put into it. */
export interface SchemaNode {
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly additionalProperties?: SchemaNode | boolean;
  readonly propertyNames?: SchemaNode;
  readonly items?: SchemaNode;
  readonly prefixItems?: readonly SchemaNode[];
  readonly anyOf?: readonly SchemaNode[];
  readonly [keyword: string]: unknown;
}

/**
 * Sections whose entries may be named, by place: `*` is any entry of a record or list, `{}` the
 * names of the entries themselves.
 */
export const NAMED_PLACES: Readonly<Record<string, readonly string[]>> = {
  'dimensions/*/entity': ['entities'],
  'dimensions/*/from': ['sources'],
  'dimensions/*/members/*/*/in': ['code_lists'],
  'exclusive/*/*': ['code_lists'],
  'standard_populations/*/dimension': ['dimensions'],
  'variables/*/entity': ['entities'],
  'variables/*/from': ['sources'],
  'variables/*/codes': ['code_lists'],
  'variables/*/where/*/in': ['code_lists'],
  'indicators/*/unit': ['units'],
  'indicators/*/remarks/*': ['remarks'],
  'indicators/*/keywords/*': ['keywords'],
  'indicators/*/interpretations/*': ['interpretations'],
  'indicators/*/related/*': ['indicators'],
  'indicators/*/standardise': ['standard_populations'],
  'indicators/*/dimensions/*': ['dimensions'],
  'indicators/*/measure/population/{}': ['variables', 'dimensions', 'entities/*/attributes'],
  'indicators/*/measure/share/of': ['entities'],
  'indicators/*/measure/share/where/{}': ['variables'],
  'indicators/*/measure/share/where/*/at_least/of': ['parameters'],
  'indicators/*/measure/rate/sum': ['variables'],
  'indicators/*/measure/rate/of': ['entities'],
  'indicators/*/measure/count/of': ['entities'],
  'indicators/*/measure/count/where/{}': ['variables'],
  'indicators/*/measure/count/where/*/at_least/of': ['parameters'],
  'indicators/*/measure/mean/of': ['variables'],
  'indicators/*/measure/mean/over': ['entities'],
  'indicators/*/measure/mean/where/{}': ['variables'],
  'indicators/*/measure/ratio/sum': ['variables'],
  'indicators/*/measure/ratio/by': ['variables'],
  'indicators/*/measure/ratio/of': ['entities'],
  'indicators/*/measure/percentile/of': ['variables'],
  'indicators/*/measure/percentile/over': ['entities'],
  'indicators/*/measure/density/of': ['entities'],
  'indicators/*/measure/density/where/{}': ['variables'],
  'indicators/*/measure/density/over': ['entities'],
};

/**
 * The schema with the names of a catalogue as the only values at every place of `NAMED_PLACES`.
 *
 * @param document the catalogue as it is written; where it declares none, any name is accepted
 * @param onPlace is given every place that was found
 */
export function withNames(
  schema: SchemaNode,
  document: Readonly<Record<string, unknown>>,
  onPlace: (place: string) => void = () => {},
): SchemaNode {
  const namesOf = (place: string): string[] | undefined => {
    const sections = NAMED_PLACES[place];
    if (sections === undefined) return undefined;
    onPlace(place);
    const names = [...new Set(sections.flatMap((section) => namesIn(document, section.split('/'))))].sort();
    return names.length === 0 ? undefined : names;
  };
  const below = (node: SchemaNode, path: readonly string[]): SchemaNode => {
    const at = (step: string, inner: SchemaNode) => below(inner, [...path, step]);
    const place = path.join('/');
    const names = node.type === 'string' ? namesOf(place) : undefined;
    const entries = node.propertyNames === undefined ? undefined : namesOf(`${place}/{}`);
    const { properties, additionalProperties: others, propertyNames, items, prefixItems, anyOf } = node;
    return {
      ...node,
      ...(names && { enum: names }),
      ...(properties && {
        properties: Object.fromEntries(Object.entries(properties).map(([key, inner]) => [key, at(key, inner)])),
      }),
      ...(typeof others === 'object' && { additionalProperties: at('*', others) }),
      ...(propertyNames && entries && { propertyNames: { ...propertyNames, enum: entries } }),
      ...(items && { items: at('*', items) }),
      ...(prefixItems && { prefixItems: prefixItems.map((inner) => at('*', inner)) }),
      ...(anyOf && { anyOf: anyOf.map((inner) => below(inner, path)) }),
    };
  };
  return below(schema, []);
}

function namesIn(value: unknown, [step, ...rest]: readonly string[]): string[] {
  if (step === undefined) return Object.keys(Object(value));
  const inner = step === '*' ? Object.values(Object(value)) : [Object(value)[step]];
  return inner.flatMap((one) => namesIn(one, rest));
}
