/**
 * One project after the other, as only files of one share modules; in each it begins with the files
 * that take longest, so that no worker has one left when the other has nothing.
 */
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const PROJECTS = ['watched', 'deliveries', 'fast'];

/** By time on two idle cores, the longest first. */
const LONGEST = [
  'tests/spark/equality.test.ts',
  'tests/spark/submission.test.ts',
  'tests/refresh/killed.test.ts',
  'tests/site/browser.test.ts',
  'tests/refresh/process.test.ts',
  'tests/mutation/mutation.test.ts',
  'tests/cli/json.test.ts',
  'tests/spec/spec.test.ts',
  'tests/site/command.test.ts',
  'tests/refresh/decade.test.ts',
  'tests/refresh/catalogue-changes.test.ts',
  'tests/release/snapshot.test.ts',
  'tests/protect/earlier.test.ts',
  'tests/refresh/incremental.test.ts',
  'tests/release/kill.test.ts',
  'tests/protect/perturbed.test.ts',
  'tests/protect/commands.test.ts',
  'tests/refresh/gates.test.ts',
  'tests/disclosure/property.test.ts',
];

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId, project }: TestSpecification) => {
      const at = LONGEST.findIndex((path) => moduleId.endsWith(path));
      return PROJECTS.indexOf(project.name) * (LONGEST.length + 1) + (at < 0 ? LONGEST.length : at);
    };
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}
