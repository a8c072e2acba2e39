// To whom something is handed over, and who answers in her place: the two fields that the forms of hand-overs
// have alike.
import { listAddressees } from '#modules/referrals/queries.ts';
import { Select } from '#platform/ui/select.tsx';
import { type PageRequest, typedIn } from '../page.ts';
import { errorOf } from './referral-words.tsx';

/**
 * `within`: a colleague of the own unit, who has to be named; otherwise anyone of the unit may answer.
 * `except` is who can't be asked: whose cases they are.
 */
export async function AddresseeFields({
  page,
  unitId,
  within,
  except,
}: {
  page: PageRequest;
  unitId: string;
  within?: boolean;
  except?: string | undefined;
}) {
  const { tx, w, attempt } = page;
  const error = errorOf(page);
  const colleagues = (await listAddressees(tx, unitId)).map(({ accountId, name }) => ({
    value: accountId,
    label: name,
  }));
  return (
    <>
      <Select
        name="toAccountId"
        label={w(within ? 'sharing.assign.who' : 'sharing.refer.to-whom')}
        value={typedIn(attempt, 'toAccountId')}
        blank={w(within ? 'apart.whom.choose' : 'sharing.refer.anyone')}
        required={within}
        options={colleagues.filter(({ value }) => value !== except)}
        error={error('toAccountId')}
      />
      <Select
        name="standInId"
        label={w('sharing.refer.stand-in')}
        value={typedIn(attempt, 'standInId')}
        blank={w('sharing.refer.nobody')}
        options={colleagues}
        error={error('standInId')}
      />
    </>
  );
}
