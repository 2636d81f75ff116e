/**
 * Refuses names that an engine would take for one: it ignores capitals, and sources and relations
 * share one namespace.
 */
import { TEXT_SECTIONS } from './bind-texts.ts';
import type { Scope } from './scope.ts';
import { displayPath } from './text-file.ts';

const SECTIONS = [
  'sources',
  'entities',
  'dimensions',
  'code_lists',
  'parameters',
  'standard_populations',
  'variables',
  'indicators',
  'invariants',
  'gates',
  ...TEXT_SECTIONS,
] as const;

/** Reports names that the engine would take for one: equal but for capitals, or used twice. */
export function checkNames(scope: Scope): void {
  const { document, relations } = scope;
  for (const section of SECTIONS) checkSection(scope, [section], Object.keys(document[section] ?? {}));
  for (const [name, source] of Object.entries(document.sources))
    checkSection(scope, ['sources', name, 'columns'], Object.keys(source.columns));

  const made = new Map<string, string>([['code_list', 'the code lists lie there']]);
  for (const entity of Object.keys(document.entities)) {
    for (const part of ['part', 'value'])
      made.set(`${entity}_${part}`.toLowerCase(), `what is collected for ${entity} lies there`);
  }
  for (const { name, folder, file } of Object.values(relations))
    if (folder !== 'checks') made.set(name.toLowerCase(), `there is ${displayPath(file)}`);
  for (const name of Object.keys(document.sources)) {
    const taken = made.get(name.toLowerCase());
    if (taken !== undefined)
      scope.report.add('name-taken', scope.yaml.positionOfKey(['sources', name]), { name, taken });
  }
}

function checkSection(scope: Scope, path: readonly string[], names: readonly string[]): void {
  const seen = new Map<string, string>();
  for (const name of names) {
    const other = seen.get(name.toLowerCase());
    if (other !== undefined)
      scope.report.add('name-taken', scope.yaml.positionOfKey([...path, name]), {
        name,
        taken: `there is \`${other}\``,
      });
    seen.set(name.toLowerCase(), name);
  }
}
