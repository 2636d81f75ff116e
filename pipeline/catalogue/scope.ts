/** What the binders share: the document, its places, and how an unknown name is reported. */
import { suggest } from '../base/index.ts';
import type { RelationFile, Texts } from './catalogue.ts';
import type { CsvFile } from './csv-file.ts';
import type { MessageCode, MessageParams } from './messages.ts';
import type { Position, Report } from './report.ts';
import type { CatalogueDocument } from './schema.ts';
import type { Path, YamlFile } from './yaml-file.ts';

export interface Scope {
  readonly yaml: YamlFile;
  readonly document: CatalogueDocument;
  readonly report: Report;
  /** Entries whose shape is wrong: reported once, and not again by whatever names them. */
  readonly left: ReadonlySet<string>;
  readonly relations: Readonly<Record<string, RelationFile>>;
  readonly readCsv: (path: string, owner: string, named: Position) => CsvFile | undefined;
  /** Folder of the reference data. */
  readonly referenceRoot: string;
}

type UnknownCode = {
  [C in MessageCode]: MessageParams<C> extends { owner: string; name: string; known: readonly string[] } ? C : never;
}[MessageCode];

/** Whether `name` is one of `known`; reports it at `path` otherwise, with the nearest. */
export function isKnown(
  scope: Scope,
  code: UnknownCode,
  path: Path,
  owner: string,
  name: string,
  known: readonly string[],
  more: Readonly<Record<string, string>> = {},
): boolean {
  if (known.includes(name)) return true;
  if (scope.left.has(name)) return false;
  // What a path ends with stands there as a key.
  const position = path.at(-1) === name ? scope.yaml.positionOfKey(path) : scope.yaml.positionOf(path);
  scope.report.add(code, position, { owner, name, known, nearest: suggest(name, known), ...more } as MessageParams<
    typeof code
  >);
  return false;
}

/** Reports every language that is missing or too many. */
export function checkTexts(scope: Scope, path: Path, owner: string, texts: Texts): void {
  const { languages } = scope.document;
  for (const language of languages) {
    if (texts[language] === undefined && !scope.left.has(language))
      scope.report.add('missing-text', scope.yaml.positionOfKey(path), { owner, language });
  }
  for (const language of Object.keys(texts)) {
    if (!languages.includes(language))
      scope.report.add('unknown-language', scope.yaml.positionOfKey([...path, language]), { owner, language });
  }
}

/** Reports every name that a list holds a second time. */
export function checkTwice(scope: Scope, path: Path, owner: string, names: readonly string[]): void {
  for (const [i, name] of names.entries()) {
    if (names.indexOf(name) < i) scope.report.add('listed-twice', scope.yaml.positionOf([...path, i]), { owner, name });
  }
}

/**
 * The value that an object has of its own: a name may be `constructor`, which every object
 * inherits.
 */
export function lookUp<A>(object: Readonly<Record<string, A>>, name: string): A | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** Maps the values of an object, keys kept. */
export function mapValues<A, B>(
  object: Readonly<Record<string, A>>,
  map: (value: A, key: string) => B,
): Record<string, B> {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, map(value, key)]));
}
