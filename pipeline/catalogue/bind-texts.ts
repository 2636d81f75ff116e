/**
 * Binds texts that are declared once under a name (units, keywords, remarks, interpretations) and
 * the places that name them.
 */
import { suggest } from '../base/index.ts';
import type { Texts } from './catalogue.ts';
import { checkTexts, lookUp, type Scope } from './scope.ts';
import type { Path } from './yaml-file.ts';

/** Sections of shared texts. */
export const TEXT_SECTIONS = ['units', 'keywords', 'remarks', 'interpretations'] as const;
export type TextSection = (typeof TEXT_SECTIONS)[number];

/**
 * What finds a text: by its name in a section, or as it is written; it remembers the names that
 * were asked for.
 */
export interface TextFinder {
  /**
   * The text of `item`, which stands at `path`; undefined when no text has that name, which is
   * reported.
   */
  readonly find: (section: TextSection, path: Path, owner: string, item: string | Texts) => Texts | undefined;
  /** Warns of shared texts that nothing has asked for. */
  readonly reportUnused: () => void;
}

/** Checks every shared text, and gives what finds them. */
export function bindTexts(scope: Scope): TextFinder {
  const asked = new Set<string>();
  for (const section of TEXT_SECTIONS) {
    for (const [name, texts] of Object.entries(scope.document[section] ?? {}))
      checkTexts(scope, [section, name], `${name} of \`${section}\``, texts);
  }
  return {
    find: (section, path, owner, item) => {
      if (typeof item !== 'string') {
        checkTexts(scope, path, owner, item);
        return item;
      }
      asked.add(`${section} ${item}`);
      const declared = scope.document[section] ?? {};
      const texts = lookUp(declared, item);
      if (texts === undefined && !scope.left.has(item)) {
        const known = Object.keys(declared);
        const params = { owner, name: item, section, known, nearest: suggest(item, known) };
        scope.report.add('unknown-text', scope.yaml.positionOf(path), params);
      }
      return texts;
    },
    reportUnused: () => {
      if (scope.left.size > 0 || scope.report.hasErrors) return;
      for (const section of TEXT_SECTIONS) {
        for (const name of Object.keys(scope.document[section] ?? {})) {
          if (!asked.has(`${section} ${name}`))
            scope.report.add('unused-text', scope.yaml.positionOfKey([section, name]), { name, section });
        }
      }
    },
  };
}
