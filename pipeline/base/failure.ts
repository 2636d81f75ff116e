/** Failures a user can act on, each with the exit code the command ends with. */
import type { Diagnostic } from './diagnostic.ts';

/** Exit codes of the command line (README, "Exit codes"). */
export const EXIT_CODES = {
  usage: 2,
  catalogue: 3,
  data: 4,
  engine: 5,
  disclosure: 6,
  locked: 7,
  interrupted: 130,
} as const;

export type FailureKind = keyof typeof EXIT_CODES;

/**
 * A failure that the user can repair: what is wrong, why, what to do. Anything else that is
 * thrown is a bug.
 */
export class Failure extends Error {
  readonly kind: FailureKind;
  readonly help: string | undefined;
  readonly diagnostics: readonly Diagnostic[];

  constructor(
    kind: FailureKind,
    message: string,
    options: { help?: string; diagnostics?: readonly Diagnostic[] } = {},
  ) {
    super(message);
    this.name = 'Failure';
    this.kind = kind;
    this.help = options.help;
    this.diagnostics = options.diagnostics ?? [];
  }

  get exitCode(): number {
    return EXIT_CODES[this.kind];
  }
}
