/** Long computation in one thread: what waits for a turn, Ctrl-C above all, gets one in between. */
import { setImmediate } from 'node:timers/promises';
import { Failure } from './failure.ts';

/** Lets others have a turn; refuses to go on (interrupted) once the signal was given. */
export async function yieldToEventLoop(signal: AbortSignal | undefined): Promise<void> {
  await setImmediate();
  if (signal?.aborted) throw new Failure('interrupted', 'interrupted.');
}
