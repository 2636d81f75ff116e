/** What a message is made of: a severity, a text and a way out, each from typed parameters. */

export interface Message<P> {
  readonly severity: 'error' | 'warning';
  readonly text: (p: P) => string;
  readonly help?: (p: P) => string | undefined;
}

export const error = <P>(text: (p: P) => string, help?: (p: P) => string | undefined): Message<P> => ({
  severity: 'error',
  text,
  ...(help && { help }),
});
export const warning = <P>(text: (p: P) => string, help?: (p: P) => string | undefined): Message<P> => ({
  severity: 'warning',
  text,
  ...(help && { help }),
});

export interface Unknown {
  readonly owner: string;
  readonly name: string;
  readonly known: readonly string[];
  readonly nearest: string | undefined;
}

/** Names the nearest known name, or else what there is to choose from. */
export function choose(kind: string): (p: Unknown) => string {
  return ({ known, nearest }) => {
    if (nearest !== undefined)
      return `did you mean \`${nearest}\`?${known.length > 1 && known.length <= 12 ? ` There are: ${known.join(', ')}.` : ''}`;
    if (known.length === 0) return `there is no ${kind} to choose from yet.`;
    const shown = known.slice(0, 12).join(', ');
    return `there are: ${shown}${known.length > 12 ? ` and ${known.length - 12} more` : ''}.`;
  };
}

/** A name that stands for nothing of its kind, or for nothing of its kind in what `of` names. */
export const unknown = <P extends Unknown = Unknown>(kind: string, of?: (p: P) => string): Message<P> =>
  error((p: P) => {
    const whole = of === undefined ? '' : ` of ${of(p)}`;
    return `${p.owner} names \`${p.name}\`, which is not ${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind}${whole}.`;
  }, choose(kind));
