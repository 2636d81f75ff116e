/** Keys of a JSON Schema as tables: name, type, meaning. */
import { code, printTable, sentence } from './markdown.ts';

export interface Schema {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
}

/** Rows of all keys below a schema; `name` stands for a key that the writer chooses. */
export function keyRows(schema: Schema, path = '', name = '<name>'): string[][] {
  const { properties = {}, required = [] } = schema;
  return [
    ...Object.entries(properties).flatMap(([key, value]) => {
      const full = path === '' ? key : `${path}.${key}`;
      const meaning = [value.description === undefined ? '' : sentence(value.description), limitsOf(value)];
      const row = [code(full), typeOf(value), required.includes(key) ? 'yes' : '', meaning.filter(Boolean).join('. ')];
      return [row, ...below(value, full, name)];
    }),
  ];
}

function below(schema: Schema, path: string, name: string): string[][] {
  const { additionalProperties: others, items, anyOf = [] } = schema;
  return [
    ...keyRows(schema, path, name),
    ...(typeof others === 'object' ? below(others, `${path}.${name}`, name) : []),
    ...(items ? below(items, `${path}[]`, name) : []),
    ...anyOf.flatMap((one) => below(one, path, name)),
  ];
}

function typeOf({ type, items, anyOf, additionalProperties: others, const: fixed }: Schema): string {
  if (fixed !== undefined) return code(String(fixed));
  if (anyOf) return [...new Set(anyOf.map(typeOf))].join(' or ');
  if (items) return `list of ${typeOf(items)}`;
  if (type === 'object' && typeof others === 'object') return `map of ${typeOf(others)}`;
  return type === undefined ? 'any' : [type].flat().join(' or ');
}

function limitsOf({ enum: values, default: value, anyOf = [], items }: Schema): string {
  const choices = values ?? items?.enum ?? anyOf.flatMap((one) => one.enum ?? []);
  return [
    ...(choices.length === 0 ? [] : [`One of ${choices.map((one) => code(String(one))).join(', ')}`]),
    ...(value === undefined ? [] : [`Default: ${code(JSON.stringify(value))}`]),
  ].join('. ');
}

export function keyTable(schema: Schema): string {
  return printTable(['key', 'type', 'required', 'meaning'], keyRows(schema));
}
