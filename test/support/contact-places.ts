// Places from which somebody is reached, or her number is shown, without asking the one rule of it
// (src/modules/people/contact-rules.ts): a tree in, faults in words out.
import type { SourceTree } from './source-tree.ts';

const RULE = 'src/modules/people/contact-rules.ts';
/** Who hands a letter or a text to a server, each with its reason when nobody who comes here gets it. */
const SENDERS: Readonly<Record<string, string>> = {
  'src/modules/casefiles/glass-letters.ts': 'to data-protection officers, of an emergency',
  'src/main/chains.ts': 'to the witness of the logs, outside',
};
/** Who reads numbers and addresses without asking how they may be used. */
const READERS: Readonly<Record<string, string>> = {
  'src/modules/partners/content.ts': 'who she is; how she is reached it takes from the rule',
  'src/modules/people/queries.ts': 'reads them for those below',
  'src/modules/people/steps.ts': 'writes them',
  'src/modules/people/commands/correct-person.ts': 'writes them',
  'src/modules/people/search-queries.ts': 'finds somebody by a number that was typed; shows none',
};
/** Where a number stands to be written down or compared, and is no link. */
const FORMS = ['src/screens/reception/facts-page.tsx', 'src/screens/casefile/compare-page.tsx'];
/** The one piece of a screen that shows her number to dial. */
const LINE = 'src/screens/reach-line.tsx';
/** Numbers of services, of nobody. */
const SERVICES = ['src/screens/compartments/lines-part.tsx'];

export function checkContacts(tree: SourceTree): string[] {
  const faults: string[] = [];
  for (const { path, text, imports } of tree.values()) {
    if (!path.startsWith('src/') || /\.(test|fixture)\.tsx?$/.test(path) || path.endsWith('.css'))
      continue;
    const asks = (names: RegExp) =>
      [...tree.values()].some(
        (file) =>
          (file.path === path || isRulesBeside(path, file.path)) &&
          file.imports.some(({ target }) => target === RULE) &&
          names.test(file.text),
      );
    const code = text.replaceAll(/\/\/.*|\/\*[\s\S]*?\*\//g, '');
    const isSender =
      path.startsWith('src/modules/') &&
      imports.some(({ target }) => target?.startsWith('src/platform/mail/'));
    if (isSender && !(path in SENDERS) && !asks(/\b(decideContact|whyNever)\(/))
      faults.push(`${path} sends without asking ${RULE}`);
    if (/\bpeople\.contact\b/.test(code) && !(path in READERS))
      faults.push(`${path} reads how somebody is reached past ${RULE}`);
    if (
      /\blistContacts\(/.test(code) &&
      !(path in READERS) &&
      !asks(/\breachOf\(/) &&
      !code.includes('ReachLine') &&
      !code.includes('contacts={')
    )
      faults.push(`${path} has numbers and asks nobody how they may be used`);
    if (/[`'"](tel|sms|mailto):/.test(code) && path !== LINE && !SERVICES.includes(path))
      faults.push(`${path} shows a number to dial; ${LINE} does`);
    if (/\bfindPersonFacts\(/.test(code) && !FORMS.includes(path) && !(path in READERS))
      faults.push(`${path} shows all that is written of somebody, her number too`);
    if (/'call-back\.promised'|'messages\.message'/.test(code) && !QUEUES.includes(path))
      faults.push(`${path} queues a call or a message past the rule`);
  }
  return faults;
}

/** Calls are promised by the rule (PEO-52) or by the end of a day; messages are rows of the outbox alone. */
const QUEUES = [
  'src/modules/followups/rules.ts',
  'src/modules/followups/commands/add-task.ts',
  'src/modules/followups/day-end-rules.ts',
  'src/modules/messages/outbox.ts',
  'src/main/projections.ts',
];

/** The rules of a module, for its own senders. */
function isRulesBeside(path: string, other: string): boolean {
  const folder = path.slice(0, path.lastIndexOf('/'));
  return other === `${folder}/rules.ts`;
}
