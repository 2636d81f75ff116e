/**
 * What came of a gate, and whether somebody has accepted it. Counts and shares only, never a cell
 * of fewer than five.
 */
import { Failure, suggest } from '../base/index.ts';
import type { Catalogue } from '../catalogue/index.ts';

export interface GateResult {
  /** A gate of the catalogue, or a data check. */
  readonly gate: string;
  /** What it is about: an indicator or a source, and the year. */
  readonly subject: string;
  readonly outcome: 'pass' | 'fail' | 'accepted';
  /** Which figure, by how much, and what is tolerated. */
  readonly message: string;
  /** It is about another delivery of a year that is published already. */
  readonly correction?: boolean;
  /** Why it was accepted, in the words of whoever did. */
  readonly reason?: string;
}

/**
 * The gate of revisions that disclose sensitive cells with the releases before; subject: indicator
 * and year.
 */
export const REVISION = 'revision';

/** The gate of releases that mix figures of synthetic and of real data. */
export const SYNTHETIC = 'synthetic';

/** The gate of what the current release shows and the next one would not; subject: indicator. */
export const WITHDRAWN = 'withdrawn';

/** What one gate finds of one subject; the verdict before anybody has accepted anything. */
export type Finding = Omit<GateResult, 'outcome' | 'reason'> & { readonly fails: boolean };

/**
 * A decision to publish though a gate fails: every subject of the gate, one indicator or source, or
 * one of a year (`cube_013_001 2023`).
 */
export interface Acceptance {
  readonly gate: string;
  readonly subject?: string;
  readonly reason: string;
}

/**
 * Reads `GATE`, `GATE:CODE` or `GATE:CODE:YEAR`. Refuses a gate that is neither declared nor a data
 * check, a code that nothing has, what is no year, and a decision without a reason, with a usage
 * failure.
 *
 * @param published codes of the current release: some may be of the catalogue no more
 */
export function readAcceptance(
  catalogue: Catalogue,
  text: string,
  reason: string | undefined,
  published: readonly string[] = [],
): Acceptance {
  const [gate = '', subject, year] = text.split(':');
  const checks = Object.values(catalogue.relations).filter(({ folder }) => folder === 'checks');
  const known = [
    ...Object.keys(catalogue.gates),
    ...checks.map(({ name }) => name),
    REVISION,
    SYNTHETIC,
    WITHDRAWN,
  ].sort();
  if (!known.includes(gate)) {
    const nearest = suggest(gate, known);
    throw new Failure('usage', `\`${gate}\` is not a gate.`, {
      help: nearest === undefined ? `there are: ${known.join(', ')}.` : `did you mean \`${nearest}\`?`,
    });
  }
  const subjects = [
    ...published,
    ...Object.keys(catalogue.indicators),
    ...Object.keys(catalogue.sources),
    'delivery',
    'release',
  ];
  if (subject !== undefined && subject !== '' && !subjects.includes(subject)) {
    const nearest = suggest(subject, subjects);
    throw new Failure('usage', `\`${subject}\` in \`--accept ${text}\` is neither an indicator nor a source.`, {
      help: nearest === undefined ? 'leave it out to accept all of the gate.' : `did you mean \`${nearest}\`?`,
    });
  }
  if (year !== undefined && !/^\d{4}$/.test(year))
    throw new Failure('usage', `\`${year}\` in \`--accept ${text}\` is not a year.`, { help: 'write GATE:CODE:YEAR.' });
  if (reason === undefined || reason.trim() === '')
    throw new Failure('usage', `\`--accept ${text}\` gives no reason.`, {
      help: 'give the reason with --reason TEXT: it is recorded in the manifest of the release.',
    });
  const about = [subject, year].filter((part) => part !== undefined && part !== '').join(' ');
  return { gate, ...(about !== '' && { subject: about }), reason: reason.trim() };
}

/**
 * Gives the verdict: what fails is accepted where the catalogue, or somebody now, has decided so.
 */
export function judge(
  catalogue: Catalogue,
  findings: readonly Finding[],
  acceptances: readonly Acceptance[],
): GateResult[] {
  return findings.map(({ fails, ...result }) => {
    const known = catalogue.gates[result.gate]?.accepted ?? [];
    const accepted =
      known.find(({ of, year }) => result.subject === `${of} ${year}`) ??
      acceptances.find(
        ({ gate, subject }) =>
          gate === result.gate && (subject === undefined || `${result.subject} `.startsWith(`${subject} `)),
      );
    if (!fails) return { ...result, outcome: 'pass' };
    if (accepted === undefined) return { ...result, outcome: 'fail' };
    return { ...result, outcome: 'accepted', reason: accepted.reason };
  });
}

/**
 * Refuses what failed and nobody accepted, with one data failure that reports all of it; `again` is
 * the command to say so.
 */
export function refuseGates(
  results: readonly (Omit<GateResult, 'outcome'> & { readonly outcome: string })[],
  again: string,
): void {
  const failed = results.filter(({ outcome }) => outcome === 'fail');
  if (failed.length === 0) return;
  const shown = failed.slice(0, 20).map(({ gate, subject, message }) => `  ${gate}, ${subject}: ${message}`);
  const years = [
    ...new Set(failed.filter(({ correction }) => correction).map(({ subject }) => subject.split(' ').at(-1))),
  ];
  const corrections = years.map(
    (year) => `  ${year} is published already: this delivery is a correction of the current release.`,
  );
  const more = failed.length > 20 ? [`  and ${failed.length - 20} more`] : [];
  const which = [...new Set(failed.map(({ gate, subject }) => `--accept ${gate}:${subject.split(' ')[0]}`))];
  throw new Failure(
    'data',
    `${failed.length} ${failed.length === 1 ? 'gate' : 'gates'} failed; nothing was published:\n${[...shown, ...more, ...corrections].join('\n')}`,
    {
      help: `examine it; accept a justified failure with \`${again} ${which.join(' ')} --reason TEXT\`.`,
    },
  );
}

/** `+35.7 %`; a change from nothing has no size. */
export function printChange(before: number, after: number): string {
  if (before === 0) return after === 0 ? 'no change' : 'from none';
  const percent = (after / before - 1) * 100;
  return `${percent > 0 ? '+' : ''}${Number(percent.toFixed(1))} %`;
}

/** A share as a percentage of three digits. */
export function printShare(share: number): string {
  return `${Number((share * 100).toPrecision(3))} %`;
}

/** A number that no single person hides behind. */
export function printCount(n: number): string {
  return Math.abs(n) > 0 && Math.abs(n) < 5 ? 'fewer than 5' : n.toLocaleString('en-GB');
}
