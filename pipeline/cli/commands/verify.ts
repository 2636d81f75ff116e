/** `cubes verify RELEASE`: is it whole, as it was published, consistent, protected. */
import { refuseBroken, type VerifyReport, verifyRelease } from '../../release/index.ts';
import { reading } from '../engine-options.ts';
import { interruptible } from '../interrupt.ts';
import { printJson } from '../json/print-json.ts';
import { dataRootOf, type EngineChoices, type PlaceOptions } from '../options.ts';
import { printTable } from '../print-table.ts';

export interface VerifyOptions extends PlaceOptions, EngineChoices {
  readonly json?: boolean;
}

/** Reports what was looked at; a release that is broken ends the command with a data failure. */
export async function verify(release: string, options: VerifyOptions): Promise<void> {
  const dataRoot = dataRootOf(options);
  const report = await reading(options, dataRoot, (engine) =>
    interruptible((signal) => verifyRelease({ dataRoot, release, engine, signal })),
  );
  if (options.json) printJson('verify', report);
  else process.stdout.write(`${printReport(report)}\n`);
  refuseBroken(report);
}

function printReport({ release, valid, checks }: VerifyReport): string {
  const rows = checks.map(({ check, examined, problems, purpose }) => [check, examined, problems.length, purpose]);
  const verdict = valid ? `${release} is valid.` : `${release} is invalid.`;
  return `${printTable(['check', 'examined', 'problems', 'requirement'], rows)}\n${verdict}`;
}
