/** `npm run bench -- national …` or `npm run bench -- thirtieth 100000`. */
const [, , what = ''] = process.argv;
if (what === 'national') await import('./national.ts');
else if (what === 'thirtieth') await import('./thirtieth.ts');
else throw new Error('name a benchmark: national, or thirtieth (docs/performance.md).');
