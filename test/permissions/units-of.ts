// Where the desks of the roles are, and what brings somebody to their queue.
import { type RoleName, ROLES } from './roles.ts';

const LISBOA = 'cnaim-lisboa';
/** A reason that a unit's queue gets somebody, and where its desks are. */
const UNITS: Readonly<Record<string, { office: string; desk: string; subject: string }>> = {
  'network-welcome': { office: `${LISBOA}.welcome`, desk: `${LISBOA}.da1`, subject: 'residence' },
  iss: { office: `${LISBOA}.iss`, desk: `${LISBOA}.d4`, subject: 'social-security' },
  'network-legal': {
    office: `${LISBOA}.legal`,
    desk: `${LISBOA}.d9`,
    subject: 'nationality.legal-nationality',
  },
  'aima-residence': { office: `${LISBOA}.aima`, desk: `${LISBOA}.d34`, subject: 'residence' },
  taipa: { office: 'claim-odemira.local', desk: 'claim-odemira.d1', subject: 'residence' },
};

/** The desk of a role, its office, and a need that leads there. */
export function unitOf(role: RoleName): { office: string; desk: string; subject: string } {
  const { unit } = ROLES[role];
  return UNITS[unit] ?? { office: `${LISBOA}.iss`, desk: `${LISBOA}.d5`, subject: 'residence' };
}
