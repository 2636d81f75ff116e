/** `npm run bench -- national …`, `npm run bench -- thirtieth 100000`, `npm run bench -- disclosure [data root] [year]` or `npm run bench -- nested DATA_ROOT [year]`. */
const [, , what = ''] = process.argv;
if (what === 'national') await import('./national.ts');
else if (what === 'thirtieth') await import('./thirtieth.ts');
else if (what === 'disclosure') await import('./disclosure.ts');
else if (what === 'nested') await import('./nested.ts');
else
  throw new Error(
    'name a benchmark: national, thirtieth (docs/performance.md), disclosure or nested (docs/disclosure.md).',
  );
