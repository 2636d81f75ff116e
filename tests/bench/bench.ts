/**
 * `npm run bench -- national …`, `… thirtieth 100000`, `… constructs 100000`, `… fixed-cost OTHER`,
 * `… checkpoints 1200000`, `… peers`, `… disclosure …` or `… atlas SITE`.
 */
import { measureYear, ONE_YEAR } from './publish-year.ts';

const [, , what = '', ...rest] = process.argv;
if (what === 'national') await import('./national.ts');
else if (what === 'thirtieth') await import('./thirtieth.ts');
else if (what === 'fixed-cost') await import('./fixed-cost.ts');
else if (what === 'checkpoints') await import('./checkpoints.ts');
else if (what === 'constructs') await import('./constructs.ts');
else if (what === 'peers') await import('./peers.ts');
else if (what === 'atlas') await import('./atlas.ts');
else if (what === 'disclosure') await import('./disclosure.ts');
else if (what === ONE_YEAR) await measureYear(rest[0] ?? '', rest[1] ?? '');
else
  throw new Error(
    'name a benchmark: national, thirtieth, constructs, fixed-cost, checkpoints, peers (docs/explanation/performance.md), disclosure (docs/explanation/disclosure.md) or atlas (docs/reference/atlas.md).',
  );
