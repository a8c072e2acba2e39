// The browser's side of every staff page: Turbo, shortcuts, drafts, live regions.
// Pages work without it, as plain posts and links, unlive.
import { startTurbo } from './turbo.ts';
import { startCombobox } from './combobox.ts';
import { startDrafts } from './drafts.ts';
import { startFormFollowers } from './form-followers.ts';
import { startKiosk } from './kiosk.ts';
import { startLive } from './live-client.ts';
import { startLostLink } from './lost-link.ts';
import { startMorphGuard } from './morph-guard.ts';
import { startOverlays } from './overlays.ts';
import { startPasskeys } from './passkeys.ts';
import { startPrintButtons } from './print-buttons.ts';
import { startQuickExit } from './quick-exit.ts';
import { startRotation } from './rotation.ts';
import { startShortcuts } from './shortcuts.ts';
import { startSubmitGuard } from './submit-guard.ts';
import { startThenType } from './then-type.ts';
import { startTicking } from './ticking.ts';

document.documentElement.dataset['script'] = '';
startTurbo();
startSubmitGuard();
startDrafts();
startLostLink();
startMorphGuard();
startLive();
startTicking();
startShortcuts();
startOverlays();
startCombobox();
startRotation();
startQuickExit();
startFormFollowers();
startPrintButtons();
startPasskeys();
startThenType();
startKiosk();
