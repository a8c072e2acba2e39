// The order of test files: the longest begin first, so that no core ends a run alone with one of them.
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Those that take half a minute and more, whatever the size of their file; the others go by that. */
const LONG = [
  'stories/every-screen',
  'stories/bad-day',
  'stories/desk-browser',
  'stories/day',
  'stories/trip-browser',
  'stories/house-screens',
  'permissions/permissions',
  'test/backup',
  'security/upload-killed',
];

const isLong = ({ moduleId }: TestSpecification) =>
  LONG.some((name) => moduleId.includes(`${name}.test.`));

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    // Within a project: its own order decides which of them comes first.
    const projects = [...new Set(sorted.map(({ project }) => project))];
    return projects.flatMap((project) => {
      const own = sorted.filter((file) => file.project === project);
      return [...own.filter(isLong), ...own.filter((file) => !isLong(file))];
    });
  }
}
