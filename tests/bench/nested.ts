/**
 * What protecting nested differences costs, as a Markdown table: the computed cubes of a year as a release under `report` and `protect`. `npm run bench -- nested
 * DATA_ROOT YEAR [policy ...]`. No part of the tests: seconds depend on the machine.
 */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Catalogue, openCatalogue } from '../../pipeline/catalogue/index.ts';
import { LINKED, type Protection, policyOf, publishRelease, type ReleaseAudit } from '../../pipeline/release/index.ts';
import { readRecord } from '../../pipeline/run/index.ts';

const ROOT = process.cwd();
const [source = '', year = '2024', ...asked] = process.argv.slice(3);
const policies = asked.length === 0 ? ['report', 'protect'] : asked;

function catalogueWith(nested: string): Catalogue {
  const catalogue = openCatalogue(join(ROOT, 'indicators.yaml'), ROOT);
  const disclosure = Object.fromEntries(
    Object.entries(catalogue.disclosure).map(([entity, policy]) => [
      entity,
      policy.kind === 'none' ? policy : { ...policy, nested_differences: nested },
    ]),
  );
  return { ...catalogue, disclosure: disclosure as Catalogue['disclosure'] };
}

/** Publishes the computed cubes of a year into a folder of its own and counts what it suppresses of the protected ones. */
async function measure(nested: string): Promise<string> {
  const copy = mkdtempSync(join(tmpdir(), 'cubes-bench-'));
  try {
    cpSync(join(source, 'work'), join(copy, 'work'), { recursive: true });
    const catalogue = catalogueWith(nested);
    const codes = Object.keys(catalogue.indicators).filter(
      (code) => readRecord(copy, code, Number(year)) && policyOf(catalogue, code).kind !== 'none',
    );
    const engine = { threads: cpus().length, memoryLimit: '2GB', tempDirectory: join(copy, 'work', 'tmp') };
    const audits: ReleaseAudit[] = [];
    const sum = { F: 0, A: 0, D: 0 };
    const protection: Protection = {
      ...LINKED,
      protect: async (of) => {
        const masks = await LINKED.protect(of);
        for (const mask of Object.values(masks))
          for (const row of await of.engine.query(`SELECT conf_status, COUNT(*) AS n FROM ${mask} GROUP BY 1`))
            sum[row.conf_status as 'F'] += Number(row.n);
        return masks;
      },
    };
    const marks: [string, number][] = [];
    const outcome = await publishRelease({
      catalogue,
      dataRoot: copy,
      quarter: '2026Q4',
      fresh: codes.map((code) => ({ code, year: Number(year) })),
      gates: [],
      run: null,
      engine,
      protection,
      now: new Date(),
      onAudit: (audit) => audits.push(audit),
      onEvent: ({ label }) => marks.push([label, process.cpuUsage().user / 1e6]),
    }).then(
      () => 'published',
      (error: Error) => error.message.replaceAll('\n', ' '),
    );
    const secondsOf = (label: string) => {
      const index = marks.findIndex(([one]) => one.startsWith(label));
      const end = marks[index + 1]?.[1] ?? process.cpuUsage().user / 1e6;
      return (end - (marks[index]?.[1] ?? end)).toFixed(1);
    };
    const found = audits.flatMap(({ years }) => years);
    const counted = found.map(({ nestedDifferences, everybody }) =>
      JSON.stringify({ ...nestedDifferences, everybody }),
    );
    const cells = sum.F + sum.A + sum.D;
    const share = `${((100 * (sum.A + sum.D)) / cells).toFixed(2)} %`;
    return `| ${[nested, cells, sum.A, sum.D, share, outcome, ...counted, secondsOf('protect'), secondsOf('audit')].join(' | ')} |`;
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

console.log('| policy | cells | A | D | suppressed | outcome | differences | protected, s | audited, s |');
console.log('|---|---|---|---|---|---|---|---|---|');
for (const policy of policies) console.log(await measure(policy));
