// The letters of the learned scripts as dictionaries write them in Latin, one for one. What was learned
// knows how people write; papers are often written by such a table. Pure.

const read = (table: string) =>
  new Map(
    table
      .trim()
      .split(/\s+/)
      .map((entry) => [entry.charAt(0), entry.slice(1)] as const),
  );

const LETTERS = read(`
  аa бb вv гg ґg дd еe ёe єie жzh зz иi іi їi йi кk лl мm нn оo пp рr сs тt уu фf хkh цts чch шsh щshch ъ
  ыy ь эe юiu яia
  אa בb גg דd הh וo זz חh טt יi כk ךk לl מm םm נn ןn סs ע פp ףf צts ץts קk רr שsh תt
  اa أa إi آa ءa ؤu ئi بb پp تt ثth جj چch حh خkh دd ذdh رr زz ژzh سs شsh صs ضz طt ظz عa غgh فf قq كk کk گg
  لl مm نn هh وu يi یi ىa ةa ٹt ڈd ڑr ںn ہh ھh ےe`);

/**
 * The word letter by letter, none when one of them isn't in the table; twice when it has the letter г,
 * which is a g in Russian and an h in Ukrainian.
 */
export function byDictionary(word: string): string[] {
  let text = '';
  for (const letter of word.normalize('NFC')) {
    const written = LETTERS.get(letter);
    if (written === undefined) return [];
    text += written;
  }
  if (text === '') return [];
  return word.includes('г') ? [text, text.replaceAll('g', 'h')] : [text];
}
