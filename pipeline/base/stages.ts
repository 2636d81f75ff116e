/**
 * What a command does, as a list of stages: data that `--dry-run` prints, and the functions that
 * one runner executes.
 */

/**
 * A stage by its name, with a sentence on what it does, and the stages that it consists of where it
 * has some of its own.
 */
export interface Stage {
  readonly name: string;
  readonly purpose: string;
  readonly stages?: readonly Stage[];
}

/**
 * Is called when a stage begins and when it has ended; of one that fails, the end is never
 * reported.
 */
export type OnStage = (stage: Stage, phase: 'begin' | 'end') => void;

/**
 * A list of stages. Each takes what all stages before it have made (`End`), and gives what it adds
 * to that; what a stage needs and no stage before it has made is a type error.
 */
export interface Stages<Start extends object, End extends object> {
  readonly list: readonly Stage[];
  /** The same list with one more stage. */
  readonly add: <More extends object>(
    stage: Stage,
    work: (made: End) => Promise<More> | More,
  ) => Stages<Start, Omit<End, keyof More> & More>;
  /** Runs the stages one after the other; the first that throws ends it. */
  readonly run: (start: Start, onStage?: OnStage) => Promise<End>;
}

/** An empty list of stages that begin with what `Start` holds. */
export function stagesFrom<Start extends object>(): Stages<Start, Start> {
  return listOf<Start, Start>([], async (start) => start);
}

function listOf<Start extends object, End extends object>(
  list: readonly Stage[],
  run: (start: Start, onStage: OnStage) => Promise<End>,
): Stages<Start, End> {
  return {
    list,
    add: (stage, work) =>
      listOf([...list, stage], async (start, onStage) => {
        const made = await run(start, onStage);
        onStage(stage, 'begin');
        const more = await work(made);
        onStage(stage, 'end');
        return { ...made, ...more };
      }),
    run: (start, onStage = () => {}) => run(start, onStage),
  };
}
