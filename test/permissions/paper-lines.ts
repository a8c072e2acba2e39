// The part of the table about what a paper or a kiosk asks for itself: nobody who works here may, and
// whoever asks without one is told that it does not exist. Written by hand; takes nothing from the product.
import type { Line } from './roles.ts';

export const PAPER: readonly Line[] = [
  // Of the kiosk that asks: no colleague, and no other device.
  {
    way: 'command kiosk.receive',
    says: 'A ticket at the kiosk',
    about: 'nothing',
    sends: 'kiosk.receive',
    own: [],
  },
  // Of the paper that asks, and of no colleague: its link is its session.
  {
    way: 'command ticket.delay',
    says: 'Ten more minutes',
    about: 'nothing',
    sends: 'ticket.delay',
    own: [],
  },
  {
    way: 'command ticket.leave',
    says: 'She is leaving',
    about: 'nothing',
    sends: 'ticket.leave',
    own: [],
  },
];
