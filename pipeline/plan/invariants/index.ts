/** The kinds of rules of invariants: to add one, write its file and add its line. */
import type { InvariantCheck } from '../../catalogue/index.ts';
import { compare } from './compare.ts';
import { levels } from './levels.ts';
import type { RuleKind } from './rule-kind.ts';

type Rule = InvariantCheck['rule'];

const RULE_KINDS: { readonly [Kind in Rule['kind']]: RuleKind<Kind> } = { compare, levels };

/** The kind of a rule, which says everything that depends on it. */
export function ruleKindOf<Kind extends Rule['kind']>({ kind }: { readonly kind: Kind }): RuleKind<Kind> {
  return RULE_KINDS[kind];
}
