/**
 * Preloaded into a measured process: when it ends, reports what it used, as the operating system
 * counted, in the file that BENCH_USAGE names. Required, not imported: what is preloaded by an
 * import makes Node read a program in search of its exports, which takes longer than `cubes list`.
 */
process.on('exit', () => {
  const { existsSync, readFileSync, writeFileSync } = process.getBuiltinModule('node:fs');
  const status = '/proc/self/status';
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  // What `maxRSS` says may be the memory of the process that started this one; the high-water mark
  // is its own.
  const peak = existsSync(status) ? /VmHWM:\s+(\d+) kB/.exec(readFileSync(status, 'utf8'))?.[1] : undefined;
  const usage = { cpu: (userCPUTime + systemCPUTime) / 1e6, peakKilobytes: Number(peak ?? maxRSS) };
  if (process.env.BENCH_USAGE !== undefined) writeFileSync(process.env.BENCH_USAGE, JSON.stringify(usage));
});
