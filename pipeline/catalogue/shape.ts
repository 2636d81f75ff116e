/** Validates a YAML file against the schema and reports every difference at its place. */
import type { z } from 'zod';
import { suggest } from '../base/index.ts';
import type { Report } from './report.ts';
import { type CatalogueDocument, catalogueSchema } from './schema.ts';
import { lookUp } from './scope.ts';
import type { Path, YamlFile } from './yaml-file.ts';

type Issue = z.core.$ZodIssue;

/** A document is read once: code made for a shape would not pay for making it. */
const READ_ONCE = { jitless: true } as const;

/**
 * A document whose shape is right, less the entries that are not: those have been reported already.
 */
export interface Shape {
  readonly document: CatalogueDocument;
  /** Names of entries left out, so that what refers to them is not reported as well. */
  readonly left: ReadonlySet<string>;
}

/**
 * Reports every difference from the schema; gives what can be bound all the same, or undefined when
 * too little is left.
 */
export function readShape(yaml: YamlFile, report: Report): Shape | undefined {
  const result = catalogueSchema.safeParse(yaml.value, { reportInput: true, ...READ_ONCE });
  if (result.success) return { document: result.data, left: new Set() };
  const rest = structuredClone(yaml.value);
  const left = new Set<string>();
  for (const issue of withoutMistyped(result.error.issues)) reportIssue(issue, [], yaml, report);
  for (const issue of result.error.issues) leaveOut(rest, issue, left);
  const second = catalogueSchema.safeParse(rest, READ_ONCE);
  return second.success ? { document: second.data, left } : undefined;
}

/**
 * Takes the entry that an issue is in (`variables.X`) out of the value, or the keys that it is not
 * known.
 */
function leaveOut(value: unknown, issue: Issue, left: Set<string>): void {
  const [section, entry] = issue.path.map(String);
  const root = value as Record<string, Record<string, unknown>>;
  if (issue.code === 'unrecognized_keys' && section === undefined) for (const key of issue.keys) delete root[key];
  if (section === undefined || entry === undefined || typeof root[section] !== 'object') return;
  delete root[section][entry];
  left.add(entry);
}

function reportIssue(issue: Issue, base: Path, yaml: YamlFile, report: Report): void {
  const path = [...base, ...(issue.path as Path)];
  const owner = describe(path);
  switch (issue.code) {
    case 'unrecognized_keys': {
      const known = knownKeys(path);
      for (const name of issue.keys) {
        report.add('unknown-key', yaml.positionOfKey([...path, name]), {
          owner,
          name,
          known,
          nearest: suggest(name, known),
        });
      }
      return;
    }
    case 'invalid_union':
      if (issue.input === undefined) reportMissing(path, yaml, report);
      else reportUnion(issue, path, yaml, report);
      return;
    case 'invalid_key': {
      const name = String(path.at(-1));
      report.add('bad-name', yaml.positionOfKey(path), {
        kind: describe(path.slice(0, -1)),
        name,
        form: nameForm(path),
      });
      return;
    }
    case 'invalid_value':
    case 'invalid_type':
      if (issue.input === undefined) reportMissing(path, yaml, report);
      else if (issue.code === 'invalid_type' || issue.input === null)
        report.add('wrong-type', yaml.positionOf(path), {
          owner,
          expected: expectedOf(issue),
          found: nameOf(issue.input),
        });
      else {
        const known = issue.values.map(String);
        const value = String(issue.input);
        report.add('bad-value', yaml.positionOf(path), { owner, value, known, nearest: suggest(value, known) });
      }
      return;
    default:
      report.add('out-of-range', yaml.positionOf(path), { owner, rule: ruleOf(issue) });
  }
}

type UnionIssue = Extract<Issue, { code: 'invalid_union' }>;

function reportUnion(issue: UnionIssue, path: Path, yaml: YamlFile, report: Report): void {
  const options = issue.errors.filter((errors) => errors.length > 0).map(withoutMistyped);
  if (isObject(issue.input)) {
    // The option that was meant is the one that has the keys which are there: the fewest problems,
    // unknown keys weighing most.
    const weight = (errors: readonly Issue[]) =>
      errors.reduce((sum, e) => sum + (e.code === 'unrecognized_keys' ? 2 * e.keys.length : 1), 0);
    // A group of keys was not meant for a single word.
    const groups = options.filter(
      (errors) => !errors.some(({ code, path: p }) => code === 'invalid_value' && p.length === 0),
    );
    const [meant = [], ...others] = (groups.length > 0 ? groups : options).toSorted((a, b) => weight(a) - weight(b));
    const missing = others
      .filter((errors) => errors.every(isMissing))
      .map((e) => e.map(({ path: p }) => String(p.at(-1))));
    for (const inner of meant) {
      if (isMissing(inner)) reportMissing([...path, ...(inner.path as Path)], yaml, report, missing);
      else reportIssue(inner, path, yaml, report);
    }
    return;
  }
  const meant = options.find((errors) =>
    errors.every(({ code }) => code !== 'invalid_type' && code !== 'invalid_value'),
  );
  if (meant !== undefined) for (const inner of meant) reportIssue(inner, path, yaml, report);
  else
    report.add('wrong-type', yaml.positionOf(path), {
      owner: describe(path),
      expected: [...new Set(options.map((errors) => expectedOf(errors[0])))].join(' or '),
      found: nameOf(issue.input),
    });
}

function isMissing(issue: Issue): boolean {
  return issue.input === undefined && ['invalid_type', 'invalid_value', 'invalid_union'].includes(issue.code);
}

/** Less the missing keys that a mistyped key beside them explains. */
function withoutMistyped(issues: readonly Issue[]): Issue[] {
  const at = (path: readonly PropertyKey[]) => path.map(String).join('\n');
  return issues.filter((issue) => {
    if (!isMissing(issue)) return true;
    const name = String(issue.path.at(-1));
    const parent = at(issue.path.slice(0, -1));
    return !issues.some(
      (other) =>
        other.code === 'unrecognized_keys' &&
        at(other.path) === parent &&
        other.keys.some((key) => suggest(key, [name]) !== undefined),
    );
  });
}

function reportMissing(path: Path, yaml: YamlFile, report: Report, instead: readonly (readonly string[])[] = []): void {
  const parent = path.slice(0, -1);
  const position = parent.length === 0 ? yaml.positionOf([]) : yaml.positionOfKey(parent);
  report.add('missing-key', position, { owner: describe(parent), name: String(path.at(-1)), instead });
}

/** `indicators.cube_013_021.dimensions` reads as `dimensions of cube_013_021`. */
function describe(path: Path): string {
  if (path.length === 0) return 'the catalogue';
  if (path.length === 1) return `\`${path[0]}\``;
  const last = path.at(-1);
  if (typeof last === 'number') return `entry ${last + 1} of ${describe(path.slice(0, -1))}`;
  const [, owner, ...rest] = path;
  return rest.length === 0 ? String(owner) : `\`${rest.join('.')}\` of ${owner}`;
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function nameOf(value: unknown): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (isObject(value)) return 'a group of keys';
  if (typeof value === 'number' && !Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : 'infinite';
  return typeof value === 'string' ? `the text \`${value.slice(0, 40)}\`` : `the ${typeof value} \`${String(value)}\``;
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list of two numbers',
  object: 'a group of keys',
  record: 'a group of keys',
};

function expectedOf(issue: Issue | undefined): string {
  if (issue?.code === 'invalid_type') return TYPE_NAMES[issue.expected] ?? issue.expected;
  if (issue?.code === 'invalid_value') return issue.values.map((v) => `\`${String(v)}\``).join(' or ');
  return 'something else';
}

/** What the length of a thing is counted in. */
const UNITS: Readonly<Record<string, string>> = { array: ' long', string: ' characters long' };

function ruleOf(issue: Issue): string {
  if (issue.code === 'too_small') {
    const atLeast = issue.inclusive === false ? 'more than' : 'at least';
    return `${atLeast} ${issue.minimum}${UNITS[issue.origin] ?? ''}`;
  }
  if (issue.code === 'too_big') return `at most ${issue.maximum}${UNITS[issue.origin] ?? ''}`;
  return issue.message;
}

function nameForm(path: Path): string {
  return path[0] === 'indicators'
    ? 'cube_ or stat_ and two parts of 1 to 8 letters or digits, such as cube_013_021'
    : 'letters, digits and underscores, beginning with a letter, at most 63 characters';
}

/** The keys that the schema allows at a path: follows objects, records and unions down. */
function knownKeys(path: Path): string[] {
  let definitions = options(catalogueSchema);
  for (const step of path)
    definitions = definitions.flatMap((definition) => childOf(definition, step)).flatMap(options);
  return [...new Set(definitions.flatMap((definition) => Object.keys(definition.shape ?? keyNames(definition))))];
}

/** What zod says of a schema, as far as keys are concerned. */
interface Definition {
  readonly shape?: Readonly<Record<string, unknown>>;
  readonly keyType?: unknown;
  readonly entries?: Readonly<Record<string, unknown>>;
  readonly valueType?: unknown;
  readonly innerType?: unknown;
  readonly element?: unknown;
  readonly options?: readonly unknown[];
}

/** The keys of a record that holds them to a few words. */
function keyNames({ keyType }: Definition): object {
  return keyType === undefined ? {} : (options(keyType)[0]?.entries ?? {});
}

function options(schema: unknown): Definition[] {
  const definition = (schema as { readonly _zod: { readonly def: Definition } })._zod.def;
  if (definition.innerType !== undefined) return options(definition.innerType);
  return definition.options === undefined ? [definition] : definition.options.flatMap(options);
}

function childOf({ shape, valueType, element }: Definition, step: string | number): unknown[] {
  const child = (shape && lookUp(shape, String(step))) ?? valueType ?? element;
  return child === undefined ? [] : [child];
}
