// How what stands in a compartment is destroyed: by whoever wrote it, and by the custodian.
import { newId } from '#base/ids.ts';
import type { CompartmentLine, ShownLeaf } from '#modules/compartments/queries.ts';
import { mayTakeBack } from '#modules/compartments/rules.ts';
import { Button } from '#platform/ui/button.tsx';
import type { PageRequest } from '../page.ts';

/** Nothing for whoever may not, and of what is gone already. */
export function TakeBack({
  page,
  line,
  leaf,
  hint,
}: {
  readonly page: PageRequest;
  readonly line: CompartmentLine;
  readonly leaf: ShownLeaf;
  /** What goes with it. */
  readonly hint?: string;
}) {
  const { w, actor } = page;
  if ((leaf.body === null && !leaf.unopened) || !mayTakeBack(line, leaf, actor.accountId))
    return null;
  return (
    <details>
      <summary>{w('compartments.take-back')}</summary>
      <form class="form stack" method="post" action={`/compartments/${line.id}/take-back`}>
        <input type="hidden" name="commandId" value={newId()} />
        <input type="hidden" name="leafId" value={leaf.id} />
        <p class="hint">{hint ?? w('compartments.take-back.hint')}</p>
        <Button>{w('compartments.take-back')}</Button>
      </form>
    </details>
  );
}
