/**
 * Preloaded into a measured process: when it ends, reports what it used, as the operating system
 * counted, in the file that BENCH_USAGE names.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const STATUS = '/proc/self/status';

process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  // What `maxRSS` says may be the memory of the process that started this one; the high-water mark
  // is its own.
  const peak = existsSync(STATUS) ? /VmHWM:\s+(\d+) kB/.exec(readFileSync(STATUS, 'utf8'))?.[1] : undefined;
  const usage = { cpu: (userCPUTime + systemCPUTime) / 1e6, peakKilobytes: Number(peak ?? maxRSS) };
  if (process.env.BENCH_USAGE !== undefined) writeFileSync(process.env.BENCH_USAGE, JSON.stringify(usage));
});
