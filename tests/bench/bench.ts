/** `npm run bench -- national …`, `npm run bench -- thirtieth 100000` or `npm run bench -- disclosure …`. */
import { measureYear, ONE_YEAR } from './publish-year.ts';

const [, , what = '', ...rest] = process.argv;
if (what === 'national') await import('./national.ts');
else if (what === 'thirtieth') await import('./thirtieth.ts');
else if (what === 'disclosure') await import('./disclosure.ts');
else if (what === ONE_YEAR) await measureYear(rest[0] ?? '', rest[1] ?? '');
else
  throw new Error(
    'name a benchmark: national, thirtieth (docs/explanation/performance.md) or disclosure (docs/explanation/disclosure.md).',
  );
