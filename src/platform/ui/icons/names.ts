// The icons of Oneroof, by their lucide names. Add a name here, then run write-shapes.ts.
export const ICON_NAMES = [
  // subjects
  'id-card', 'umbrella', 'scale', 'briefcase', 'briefcase-business', 'stethoscope', 'backpack',
  'school', 'users-round', 'key-round', 'house', 'house-heart', 'book-open', 'landmark', 'shopping-basket',
  'message-circle', 'baby', 'heart-handshake', 'hand-heart', 'graduation-cap', 'file-text',
  'banknote', 'euro', 'receipt', 'globe', 'plane', 'bus', 'map-pin', 'flag',
  'shield', 'shirt', 'utensils', 'bed', 'hammer', 'handshake', 'heart-pulse', 'wallet', 'badge-check',
  'circle-help', 'gavel', 'building-2', 'store', 'lightbulb', 'accessibility',
  // acts and places on screen
  'search', 'plus', 'minus', 'check', 'x', 'chevron-down', 'chevron-right', 'chevron-left', 'arrow-right', 'arrow-left',
  'arrow-up-right', 'lock', 'eye', 'eye-off', 'printer', 'volume-2', 'languages', 'hand', 'hourglass', 'phone',
  'message-square', 'file-warning', 'triangle-alert', 'circle-alert', 'circle', 'circle-check', 'circle-dot',
  'info', 'clock', 'calendar', 'calendar-check', 'user-round', 'user-round-plus', 'log-out', 'log-in', 'settings',
  'sun', 'moon', 'rotate-cw', 'refresh-cw', 'wifi-off', 'undo-2', 'pencil', 'trash-2', 'paperclip',
  'sofa', 'coffee', 'pause', 'play', 'forward', 'bell', 'bell-ring', 'qr-code', 'ticket', 'door-open',
  'chart-column', 'list', 'layout-grid', 'monitor', 'ellipsis', 'menu', 'keyboard', 'send', 'save', 'upload', 'download',
] as const;

export type IconName = (typeof ICON_NAMES)[number];
