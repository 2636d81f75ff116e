/**
 * In a pipe: a line when a stage begins and when it ends, so that a log shows what a command is
 * busy with.
 */
import type { OnStage } from '../base/index.ts';

/** Lines on a stream that is no terminal; nothing on a terminal, which shows progress. */
export function stageLines(stream: NodeJS.WriteStream = process.stderr): OnStage {
  const begun = new Map<string, number>();
  return ({ name, purpose }, phase) => {
    if (stream.isTTY) return;
    if (phase === 'begin') {
      begun.set(name, Date.now());
      stream.write(`${name}: begins (${purpose})\n`);
    } else {
      const seconds = (Date.now() - (begun.get(name) ?? Date.now())) / 1000;
      stream.write(`${name}: done in ${seconds.toFixed(1)} s\n`);
    }
  };
}
