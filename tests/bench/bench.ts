/** `npm run bench -- national …`, `npm run bench -- thirtieth 100000` or `npm run bench -- disclosure [data root] [year]`. */
const [, , what = ''] = process.argv;
if (what === 'national') await import('./national.ts');
else if (what === 'thirtieth') await import('./thirtieth.ts');
else if (what === 'disclosure') await import('./disclosure.ts');
else
  throw new Error('name a benchmark: national, thirtieth (docs/performance.md), or disclosure (docs/disclosure.md).');
