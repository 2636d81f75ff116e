/** The options of `cubes site`. */
import type { Command } from 'commander';
import { readPort } from './options.ts';

/** Describes the command and gives it back. */
export function describeSite(command: Command): Command {
  return command
    .description('draw the atlas of a release: a folder of pages that needs nothing but itself')
    .argument('[release]', 'the release, such as 2026Q4', 'current')
    .option('-o, --out <dir>', 'the folder of the site (required unless --serve names an existing one)')
    .option('--base-url <url>', 'the address that it is published under: sitemap and canonical addresses')
    .option('--lang <languages>', 'languages of pages, the first is the default', 'fr,nl,en,de')
    .option('--license <iri>', 'the licence of the figures, instead of the one that the catalogue declares')
    .option('--geometry <file...>', 'boundaries of statistical sectors: TopoJSON in degrees with `sector_code`')
    .option('--force', 'replace a site that is there')
    .option(
      '--serve [dir]',
      'show a site at an address of this machine: the one that was drawn, or the one in a folder',
    )
    .option('--port <n>', 'with --serve: the port, 0 for any that is free', readPort, 8080)
    .option('--json', 'what was drawn, as JSON');
}
