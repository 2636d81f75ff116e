/**
 * What operates the program outside this repository says what the program is: image, workflow,
 * examples, versions.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { buildProgram } from '../../pipeline/cli/program.ts';
import { ROOT, readPages } from './markdown-files.ts';

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const settings = JSON.parse(read('package.json'));
const pages = readPages('*.md').filter(({ path }) => !path.startsWith('tests/'));

it('the image holds every file of the package, from places that exist and are sent to it', () => {
  const copied = [...read('Dockerfile').matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, list = '']) =>
    list.split(' '),
  );
  const sent = read('.dockerignore').split('\n');
  for (const path of copied) {
    expect(existsSync(join(ROOT, path)), path).toBe(true);
    expect(sent).toContain(`!${path}`);
  }
  const needed = settings.files.filter((path: string) => !['dist', 'docs', 'CHANGELOG.md'].includes(path));
  expect(copied).toEqual(expect.arrayContaining(needed));
});

it('the image runs the command of the package, not as root, on the Node that the package asks for', () => {
  const text = read('Dockerfile');
  expect(text).toContain(`ENTRYPOINT ["node", "/app/${settings.bin.cubes}"]`);
  expect(text).toMatch(/^USER node$/m);
  for (const [, major] of text.matchAll(/^FROM node:(\d+)/gm)) expect(settings.engines.node).toBe(`>=${major}`);
});

it('the workflow of the forge calls the same command as everybody', () => {
  const { jobs } = parse(read('.github/workflows/ci.yml'));
  expect(jobs.test.steps.map(({ run }: { run?: string }) => run)).toContain('.ci/run');
  expect(read('.ci/run')).toContain('npm cit');
});

it('every file of settings and every example in YAML can be read', () => {
  const files = readPages('.github/*.yml').concat(readPages('CITATION.cff'));
  const examples = pages.flatMap(({ path, text }) =>
    [...text.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, body = '']) => ({ path, text: body })),
  );
  expect(files.length + examples.length).toBeGreaterThan(8);
  for (const { path, text } of [...files, ...examples])
    expect(
      parseAllDocuments(text, { uniqueKeys: false }).flatMap(({ errors }) =>
        errors.map(({ message }) => `${path}: ${message}`),
      ),
    ).toEqual([]);
});

it('the version stands in package.json alone', () => {
  expect(buildProgram().version()).toBe(settings.version);
  expect(read('CITATION.cff')).not.toMatch(/^version:/m);
  expect(read('CHANGELOG.md')).toContain(`## [${settings.version}]`);
});

it('every command in the documentation has the options and arguments that it is given', () => {
  const program = buildProgram();
  const commands = new Map(program.commands.map((command) => [command.name(), command]));
  const lines = pages.flatMap(({ path, text }) =>
    [...text.matchAll(/^(?:\$ |ExecStart=\/usr\/local\/bin\/)?(?:[A-Z_]+=\S+ )*(?:npx )?cubes (.*)$/gm)].map(
      ([, rest = '']) => ({
        path,
        words: rest.replace(/\s#.*$|\s[|>].*$|\s{2,}.*$/, '').match(/"[^"]*"|'[^']*'|\S+/g) ?? [],
      }),
    ),
  );
  expect(lines.length).toBeGreaterThan(60);
  const wrong = lines.flatMap(({ path, words }) => {
    const name = words.find((word) => commands.has(word));
    const command = commands.get(name ?? '');
    const known = [...program.options, ...(command?.options ?? [])].flatMap(({ long, short }) => [long, short]);
    const options = words.filter((word) => /^--?[a-z]/.test(word)).map((word) => word.replace(/=.*/, ''));
    const unknown = options.filter((option) => !known.includes(option) && option !== '--help');
    return command || words[0]?.startsWith('--')
      ? unknown.map((option) => `${path}: ${name} ${option}`)
      : [`${path}: ${words.join(' ')}`];
  });
  expect(wrong).toEqual([]);
});
