/**
 * Figures that agree with all that is published of a year, for an attacker who has the release
 * alone: the first of the sets that an audit compares. Corrections may have taken nets below zero;
 * that is assumed only where what is published allows nothing else.
 */
import { attackerOf } from '../cells/policy.ts';
import { readPolicy } from '../cells/read-policy.ts';
import { type Certifier, openCertifier } from './certifier.ts';
import { guessBehind } from './guess-behind.ts';
import { type Observation, type ObservedYear, type ObserveOptions, observe } from './observe.ts';
import { relationsOfEvents } from './relations-of-events.ts';
import { findWitness } from './solve/witness.ts';

export interface GuessedFigures {
  /** With the members behind volumes, as they are guessed. */
  readonly observation: Observation;
  readonly observed: ObservedYear;
  readonly witness: Float64Array;
  readonly certifier: Certifier;
}

/**
 * How often cells are added to those where nets below zero are possible, before they are
 * everywhere.
 */
const ROUNDS = 20;

/** Undefined where no figures agree with what is published. */
export async function guessFigures(
  observation: Observation,
  signal: AbortSignal | undefined,
): Promise<GuessedFigures | undefined> {
  const attacker = attackerOf(readPolicy(observation.policy));
  const { figureRelations } = observation;
  const relations = [...figureRelations.relations, ...relationsOfEvents(figureRelations.families)];
  // Persons are looked for place by place, and rarely found for figures that they cannot have.
  const guessedFrom = { ...observation, figureRelations: { ...figureRelations, relations } };
  const relaxed = new Set<string>();
  for (let round = 0; round <= ROUNDS; round += 1) {
    const isLast = round === ROUNDS;
    const options: ObserveOptions = { mayBeNegative: round > 0, relaxed: isLast ? undefined : relaxed };
    const { published, cellsOf } = observe(guessedFrom, { ...options, followed: false });
    const broken = new Set<number>();
    const witness = await findWitness(published, attacker, signal, (cells) => {
      for (const cell of cells) broken.add(cell);
    });
    if (witness) {
      const observed = observe(observation, options);
      const guessed = observation.behind
        ? observation
        : { ...observation, behind: guessBehind(observation, observed, witness) };
      const certifier = openCertifier(guessed, observed, witness);
      if (certifier) return { observation: guessed, observed, witness, certifier };
    }
    const before = relaxed.size;
    for (const [table, cells] of Object.entries(cellsOf))
      cells.forEach((index, cell) => {
        if (broken.has(index)) relaxed.add(`${table} ${cell}`);
      });
    if (relaxed.size === before && !isLast) round = ROUNDS - 1;
  }
  return undefined;
}
