/** Mistakes in what a measure counts of the claims of each group. */
import type { Catalogue, EventGroup, Indicator, Term } from '../../pipeline/catalogue/index.ts';
import { type Mutant, withIndicator } from './mutant.ts';

export function groupMutants(catalogue: Catalogue, code: string): Mutant[] {
  const { measure } = catalogue.indicators[code] as Indicator;
  const { groups, numerator, denominator } = measure;
  if (groups === undefined) return [];
  const changed = (name: string, members: readonly EventGroup[]): Mutant => ({
    name,
    catalogue: withIndicator(catalogue, code, { measure: { ...measure, groups: { ...groups, members } } }),
  });
  const [first, second] = groups.members;
  const swapped = groups.members.map((group) => {
    const other = group === first ? second : group === second ? first : undefined;
    return other === undefined ? group : { ...other, member: group.member };
  });
  return [
    changed('the first two groups by the claims of each other', swapped),
    ...groups.members.flatMap((group, i) => {
      const others = groups.members.filter((one) => one !== group);
      const alone = others.reduce<Term>((term, other) => withoutMembersOf(term, other), group.numerator);
      const withNumerator = (by: Term) => groups.members.toSpliced(i, 1, { ...group, numerator: by });
      return [
        changed(`${group.member}: all claims`, groups.members.toSpliced(i, 1, { ...group, numerator, denominator })),
        changed(`${group.member}: only whoever is in no other group`, withNumerator(alone)),
        {
          name: `${group.member} as the total`,
          catalogue: withIndicator(catalogue, code, { measure: { ...measure, ...group, groups } }),
        },
      ];
    }),
  ];
}

/** Whoever has nothing of another group. */
function withoutMembersOf(term: Term, { numerator }: EventGroup): Term {
  const variables = numerator.kind === 'total' ? [numerator.variable] : numerator.where.map(({ variable }) => variable);
  const none = variables.map((variable) => ({ variable, atMost: { kind: 'number', value: 0 } as const }));
  return { ...term, where: [...term.where, ...none] };
}
