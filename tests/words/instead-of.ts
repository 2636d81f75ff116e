/**
 * Words that are not used in messages, comments, titles of tests and documents, with the word of
 * docs/glossary.md to use instead.
 */
export const INSTEAD_OF: readonly (readonly [pattern: RegExp, say: string])[] = [
  [/\b(told|tells?|telling|untold)\b/i, 'report, print; disclose; distinguish'],
  [/\bbeside each other\b/i, 'parallel; in one row'],
  [/\b(un)?mask(s|ed|ing)?\b/i, 'suppress'],
  [/\b(hold(s|ing)?|held) (\S+ ){0,4}against\b/i, 'compare with, validate, verify'],
  [/\b(hold(s|ing)?|held) (\S+ ){0,2}back\b/i, 'suppress; do not publish'],
  [/\bsmall cells?\b/i, 'sensitive cell'],
  [/\b(asks?|asked) about\b/i, 'sensitive, examined'],
  [/\b(gives?|gave|given|giving) (\S+ ){0,4}away\b/i, 'disclose'],
  [/\bin vain\b/i, 'already disclosed; without protecting anything'],
  [/\bwhoever (holds|kept|knows)\b/i, 'an attacker who'],
  [/\breaders? (knows?|cannot|can exclude|of statuses)\b/i, 'attacker'],
  [/\b(ledgers?|books?)\b/i, 'certificate'],
  [/\b(release|delivery|manifest) (\S+ ){0,3}(is|was) (not )?whole\b/i, 'valid, invalid; complete'],
  [/\b(doors?|the house|in-house)\b/i, 'public entry point; architecture; data root'],
  [/\bdealt\b/i, 'partitioned'],
  [/\blacking\b/i, 'missing'],
  [/\bunproved\b/i, 'unproven'],
  [/\b(mend(s|ed|ing)?|breathes?)\b/i, 'repair; yield to the event loop'],
  [/\bspots?\b/i, 'table cell, position, place'],
  [/\breadings? (taken|says?)\b|`readings`/i, 'interpretation'],
  [/\b(in truth|the truth)\b/i, 'actually; actual figures'],
];
