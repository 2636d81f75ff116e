/** The commands and their options; the code of each is loaded when it runs, so help is quick. */
import { Argument, Command, Option } from 'commander';
import { describeClean, withCheckpoints } from './describe-checkpoints.ts';
import { withCluster, withEngine, withEngineName } from './describe-engine.ts';
import { describeExport } from './describe-export.ts';
import { describeSite } from './describe-site.ts';
import { HELP, helpWidth } from './help.ts';
import { all, gather, readDayArgument, readInteger, readQuarterArgument, readYearList, versionOf } from './options.ts';
import { refuseUnmakeable } from './refuse-unmakeable.ts';

/** `printUsage`: commander reports what is wrong with the command line itself, as text. */
export function buildProgram(printUsage = true): Command {
  const program = new Command('cubes')
    .configureOutput({
      getOutHelpWidth: helpWidth,
      getErrHelpWidth: helpWidth,
      ...(!printUsage && { writeErr: () => {} }),
    })
    .description(
      'Belgian health-care indicators: a YAML catalogue compiled to DuckDB SQL over Parquet claims, as yearly cubes.',
    )
    .version(versionOf())
    .showHelpAfterError('(try `cubes --help`)')
    .configureHelp(HELP)
    .option(
      '--catalogue <file>',
      'the catalogue (default: $CUBES_CATALOGUE, else indicators.yaml here, else that of this package)',
    )
    .option('--data <dir>', 'the data root (default: $CUBES_DATA, else data/ beside the catalogue)')
    .addOption(
      new Option('--log <format>', 'what goes to stderr: text, or one JSON object a line')
        .choices(['text', 'json'])
        .default('text'),
    )
    .hook('preAction', (_, command) => refuseUnmakeable(command.opts()))
    .exitOverride();

  withEngineName(program.command('check'), 'also constructs that a cluster cannot do: spark')
    .description(
      'check the catalogue, its code lists and SQL headers; all problems of a stage (names, then references, then SQL) together',
    )
    .option('--update-lock', 'record every definition with its metadata date in definitions.lock.json')
    .option('--json', 'problems as JSON on stdout')
    .action(async (options, command) => (await import('./commands/check.ts')).check(all(command, options)));

  program
    .command('list')
    .description('list the indicators with their schedule and state')
    .option('--lang <language>', 'language of the titles (default: that of the terminal)')
    .option('--json', 'as JSON')
    .action(async (options, command) => (await import('./commands/list.ts')).list(all(command, options)));

  program
    .command('show')
    .description('show the sheet of an indicator')
    .argument('<code>', 'the indicator')
    .option('--lang <language>', 'language of the sheet (default: that of the terminal)')
    .option('--json', 'the sheet in every language, as JSON')
    .action(async (code, options, command) => (await import('./commands/show.ts')).show(code, all(command, options)));

  withEngine(program.command('synth'))
    .description('write synthetic claims, population and practitioners below the data root')
    .requiredOption('--beneficiaries <n>', 'how many people', readInteger)
    .requiredOption('--years <a..b>', 'years, both ends included', readYearList)
    .option('--seed <n>', 'the same seed gives the same bytes', readInteger, 1)
    .option('--force', 'replace claims that are there')
    .option('--json', 'written files as JSON')
    .action(async (options, command) => (await import('./commands/synth.ts')).synth(all(command, options)));

  withEngine(program.command('ingest'))
    .description(
      'rewrite a delivery as compact Parquet, clustered by person and verified against the original; never in place',
    )
    .requiredOption('--years <a..b>', 'years, both ends included', readYearList)
    .requiredOption('--out <dir>', 'the data root that is written')
    .option('--source <name>', 'a source of the catalogue; may be given again (default: all)', gather, [])
    .option('--force', 'replace what was ingested before')
    .option('--json', 'written files as JSON')
    .action(async (options, command) => (await import('./commands/ingest.ts')).ingestDelivery(all(command, options)));

  withEngine(program.command('validate'))
    .description('examine a delivery without computing: files, columns, counts beside the year before, checks, gates')
    .option('--years <a..b>', 'years, both ends included (default: the last year that has input)', readYearList)
    .option('--source <name>', 'a source of the catalogue; may be given again (default: all)', gather, [])
    .option('--html <file>', 'also write a page with small charts, to be passed on')
    .option('--json', 'the report as JSON')
    .action(async (options, command) => (await import('./commands/validate.ts')).validate(all(command, options)));

  withCheckpoints(withCluster(withEngine(program.command('plan')), 'also what of it would run on a cluster: spark'))
    .description('show what would run and why: steps, scans, cost, SQL')
    .argument('[codes...]', 'indicators or globs (cube_013_*); none means all')
    .option('--years <a..b>', 'years, both ends included (default: the last year that has input)', readYearList)
    .option('--no-fuse', 'a pass over the facts for every variable')
    .option('--sql', 'the exact statements, as a script for the duckdb shell')
    .option('--json', 'the plan as JSON')
    .action(async (codes, options, command) => (await import('./commands/plan.ts')).plan(codes, all(command, options)));

  program
    .command('test')
    .description('run the tests that stand beside indicators in the catalogue; no data root is needed')
    .argument('[codes...]', 'indicators or globs (cube_013_*); none means all')
    .option('--json', 'the results as JSON')
    .action(async (codes, options, command) => (await import('./commands/test.ts')).test(codes, all(command, options)));

  withEngine(program.command('draft-test'))
    .description('draft a test of an indicator from the shape of the data, without a real row')
    .argument('<code>', 'the indicator')
    .option('--year <year>', 'whose data (default: the last year that has input)', readInteger)
    .option('--json', 'as JSON')
    .action(async (code, options, command) =>
      (await import('./commands/draft-test.ts')).draftTestOf(code, all(command, options)),
    );

  withCheckpoints(withCluster(withEngine(program.command('run'))))
    .description('compute unprotected cubes into work/cubes below the data root')
    .argument('[codes...]', 'indicators or globs (cube_013_*); none means all')
    .option('--years <a..b>', 'years, both ends included (required)', readYearList)
    .option('--no-fuse', 'a pass over the facts for every variable; the cubes are the same')
    .option('--dry-run', 'show the stages of the run and what it would compute, and do nothing')
    .option('--json', 'the run manifest as JSON')
    .action(async (codes, options, command) => (await import('./commands/run.ts')).run(codes, all(command, options)));

  withCheckpoints(withCluster(withEngine(program.command('refresh'))))
    .description('publish exactly what is due in a quarter: computed, checked, protected, released')
    .argument('[quarter]', 'such as 2026Q4 (default: that of --as-of)', readQuarterArgument)
    .option('--as-of <date>', 'the day that counts as today, such as 2026-11-23', readDayArgument)
    .option('--only <codes...>', 'these indicators or globs alone')
    .option('--years <a..b>', 'these reference years alone, both ends included', readYearList)
    .option('--catch-up', 'also years that fell due before and were never published, where there is input')
    .option('--changed', 'also published years whose definition or inputs have changed')
    .option('--force', 'compute also what has not changed')
    .option(
      '--accept <gate>',
      'publish though this gate fails: GATE, GATE:CODE or GATE:CODE:YEAR (may be repeated)',
      gather,
    )
    .option('--reason <text>', 'why, for the manifest: one for each --accept, or one for all', gather)
    .option('--site <dir>', 'draw the atlas of the release there (default: `site:` of the catalogue)')
    .option(
      '--dry-run',
      'show what would be done and why, and the checks and gates that will fail (exit 4); do nothing',
    )
    .option('--diff', 'show which figures would change: computes into the work folder, and publishes nothing')
    .option('--json', 'the summary as JSON')
    .action(async (quarter, options, command) =>
      (await import('./commands/refresh.ts')).refreshQuarter(quarter, all(command, options)),
    );

  describeClean(program.command('clean')).action(async (options, command) =>
    (await import('./commands/clean.ts')).clean(all(command, options)),
  );

  program
    .command('status')
    .description('show what is published, due and overdue, and what has changed since')
    .argument('[codes...]', 'indicators or globs (cube_013_*); none means all')
    .option('--as-of <date>', 'the day that counts as today, such as 2026-11-23', readDayArgument)
    .option('--json', 'as JSON')
    .action(async (codes, options, command) =>
      (await import('./commands/status.ts')).status(codes, all(command, options)),
    );

  withEngine(program.command('explain'))
    .description('show how one figure came about: definition, codes, statements, inputs, run, release')
    .argument('<code>', 'the indicator')
    .requiredOption('--year <year>', 'the reference year', readInteger)
    .requiredOption(
      '--area <nis>',
      'NIS code, code of a statistical sector, or name in any language; 01000 is the country',
    )
    .option('--age <band>', 'short for --where age_group=BAND')
    .option('--sex <sex>', 'short for --where sex=SEX')
    .option('--bim <bim>', 'short for --where bim=BIM')
    .option('--where <dimension=member>', 'the group; total where none is named (may be repeated)', gather)
    .option('--release <release>', 'the release, such as 2026Q4 (default: current)')
    .option('--work', 'the unprotected figure, from work/cubes')
    .option('--lang <language>', 'language of the definition (default: that of the terminal)')
    .option('--sql', 'also the SQL of the statements')
    .option('--json', 'as JSON')
    .action(async (code, options, command) =>
      (await import('./commands/explain.ts')).explainFigure(code, all(command, options)),
    );

  withEngine(program.command('sql'))
    .description('run read-only SQL on a release: a statement, a file, a question, or a prompt')
    .argument('[query]', 'a statement; `-` or none and no terminal: from stdin')
    .option('-f, --file <file>', 'statements from a file')
    .option('-q, --question <name>', 'one of the questions of --list')
    .option('--list', 'list the prepared questions with their parameters')
    .option('-p, --param <name=value>', 'the value of $name, or of a parameter of a question (may be repeated)', gather)
    .option('--format <format>', 'table, csv, json, markdown or parquet', 'table')
    .option('-o, --out <file>', 'write to a file instead')
    .option('--force', 'replace the file')
    .option('--rows <n>', 'rows that a table shows at most', readInteger, 1000)
    .option('--release <release>', 'the release, such as 2026Q4 (default: current)')
    .option('--work', 'also the unprotected cubes, claims and population, as views in the schema work')
    .option('--allow-files', 'let statements read other files')
    .option('--json', 'the rows with their columns as JSON (docs/reference/json.md); --format json is the rows alone')
    .action(async (query, options, command) => (await import('./commands/sql.ts')).sql(query, all(command, options)));

  withEngine(program.command('verify'))
    .description('verify a release without the claims: files, schema, cells, policy, sums, atlas')
    .argument('<release>', 'the release, such as 2026Q4, or current')
    .option('--json', 'the checks and their problems, as JSON')
    .action(async (release, options, command) =>
      (await import('./commands/verify.ts')).verify(release, all(command, options)),
    );

  withEngine(program.command('protect'))
    .description('protect computed cubes and report what it costs; nothing is written')
    .argument('[codes...]', 'indicators or globs (cube_013_*); none means all')
    .option('--years <a..b>', 'years, both ends included (default: the last that was computed)', readYearList)
    .option('--compare', 'compare with other policies: none, primary, rounding, cell_key')
    .option('--json', 'as JSON')
    .action(async (codes, options, command) =>
      (await import('./commands/protect.ts')).protect(codes, all(command, options)),
    );

  withEngine(program.command('audit'))
    .description('audit a release without the claims: search for cells that an attacker could derive')
    .argument('<release>', 'the release, such as 2026Q4, or current')
    .option('--json', 'what was found, as JSON')
    .action(async (release, options, command) =>
      (await import('./commands/audit.ts')).audit(release, all(command, options)),
    );

  withEngine(program.command('diff'))
    .description('show which figures changed from one release to another')
    .argument('<from>', 'a release, or current')
    .argument('<to>', 'a release, or current')
    .option('--json', 'as JSON')
    .action(async (from, to, options, command) =>
      (await import('./commands/diff.ts')).diff(from, to, all(command, options)),
    );

  withEngine(program.command('rollback'))
    .description('make a release that is there the current one again, once it is verified')
    .argument('<release>', 'the release, such as 2026Q3')
    .option('--json', 'as JSON')
    .action(async (release, options, command) =>
      (await import('./commands/rollback.ts')).rollback(release, all(command, options)),
    );

  withEngine(describeExport(program.command('export'))).action(async (codes, options, command) =>
    (await import('./commands/export.ts')).exportFigures(codes, all(command, options)),
  );

  withEngine(describeSite(program.command('site'))).action(async (release, options, command) =>
    (await import('./commands/site.ts')).drawSite(release, all(command, options)),
  );

  withEngine(program.command('demo'))
    .description('a small synthetic Belgium, its published indicators released and drawn, in one go')
    .option('--beneficiaries <n>', 'how many people', readInteger, 50_000)
    .option('--years <a..b>', 'years, both ends included', readYearList, readYearList('2019..2023'))
    .option('--json', 'the run manifest as JSON')
    .action(async (options, command) => (await import('./commands/demo.ts')).demo(all(command, options)));

  program
    .command('schema')
    .description('print the JSON Schema of the catalogue, for editors, or of what a command prints with --json')
    .argument('[output]', 'a command, such as verify; or refresh-dry-run, failure')
    .option('--names', 'of the catalogue: accept only the names of variables, code lists, … that it declares')
    .action(async (output, options, command) =>
      (await import('./commands/schema.ts')).schema(output, all(command, options)),
    );

  program
    .command('completion')
    .description('print the script that completes commands, options and codes in a shell')
    .addArgument(new Argument('<shell>', 'your shell').choices(['bash', 'zsh', 'fish']))
    .action(async (shell) => (await import('./commands/completion.ts')).completion(shell));

  program
    .command('complete', { hidden: true })
    .argument('[words...]')
    .allowUnknownOption()
    .action(async (words, _, command) =>
      (await import('./commands/completion.ts')).complete(program, words, command.optsWithGlobals()),
    );

  return program;
}
