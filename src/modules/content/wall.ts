// What the boards of a house say beside the calls: messages for a while, slides for good, and rooms.
import type { Transaction } from '#platform/db/transaction.ts';
import type { Names } from '../directory/schema.ts';

export interface WallText {
  readonly id: string;
  readonly kind: 'message' | 'slide';
  readonly text: Names;
  /** Of a message. */
  readonly until: Temporal.Instant | undefined;
}

/** A waiting room: its board shows the calls of its offices. */
export interface Room {
  readonly id: string;
  readonly name: Names;
  readonly officeIds: readonly string[];
  /** Never a chime or a voice. */
  readonly quiet: boolean;
  /** None between these times, on the clock of the house. */
  readonly quietHours:
    | { readonly from: Temporal.PlainTime; readonly to: Temporal.PlainTime }
    | undefined;
  /** Boards that hang in it. */
  readonly deviceIds: readonly string[];
}

export interface Wall {
  readonly texts: readonly WallText[];
  readonly rooms: readonly Room[];
}

interface Row {
  readonly texts: readonly (Omit<WallText, 'until'> & { readonly until: string | null })[];
  readonly rooms: readonly (Omit<Room, 'quietHours'> & {
    readonly quietFrom: string | null;
    readonly quietTo: string | null;
  })[];
}

/** Everything that the walls of a house say at an instant; needs no session. */
export async function loadWall(
  tx: Transaction,
  centreId: string,
  now: Temporal.Instant,
): Promise<Wall> {
  const [row] = await tx.text<{ wall: Row }>('select content.wall($1, $2) as wall', [
    centreId,
    now,
  ]);
  const { texts = [], rooms = [] } = row?.wall ?? {};
  return {
    texts: texts.map((text) => ({
      ...text,
      until: text.until ? Temporal.Instant.from(text.until) : undefined,
    })),
    rooms: rooms.map(({ quietFrom, quietTo, ...room }) => ({
      ...room,
      quietHours:
        quietFrom && quietTo
          ? { from: Temporal.PlainTime.from(quietFrom), to: Temporal.PlainTime.from(quietTo) }
          : undefined,
    })),
  };
}
