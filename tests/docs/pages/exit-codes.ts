/** The reference of exit codes. */
import { EXIT_CODES, type FailureKind } from '../../../pipeline/base/index.ts';
import { GENERATED, printTable } from './markdown.ts';

/** What each kind of failure means, and whom it is for. */
const MEANINGS: Readonly<Record<FailureKind, readonly [meaning: string, todo: string]>> = {
  usage: ['the command line is wrong', 'the caller of the command: the message names the option and what it takes'],
  catalogue: ['the catalogue has errors, or a worked example fails', 'who maintains the catalogue: `cubes check`'],
  data: [
    'input is missing or fails a data check, a gate fails, or a release is not what its manifest says',
    'who answers for the figures: correct the delivery, or accept the gate with a reason',
  ],
  engine: ['the engine failed: disk, memory, rights', 'who runs the machine'],
  disclosure: ['figures could not be protected, or a release discloses a cell', 'who answers for disclosure control'],
  locked: ['another command is at work on the data root', 'wait; a dead process loses its lock by itself'],
  interrupted: ['stopped by Ctrl-C or SIGTERM', 'run it again: nothing is left half-written'],
};

export function exitCodesPage(): string {
  const rows = (Object.entries(EXIT_CODES) as [FailureKind, number][]).map(([kind, exit]) => {
    const [meaning, todo] = MEANINGS[kind];
    return [String(exit), kind, meaning, todo];
  });
  return `# Exit codes

${GENERATED}

${printTable(
  ['code', 'kind', 'meaning', 'what to do'],
  [['0', '', 'done, or nothing to do', ''], ['1', 'bug', 'a bug of the program', 'report it, with the stack'], ...rows],
)}

The kind stands in the JSON of a failure (\`kind\`) and in the last line of \`--log json\`. Codes are the same with and
without \`--json\`.
`;
}
