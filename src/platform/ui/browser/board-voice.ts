// Boards say a call aloud, in the languages that were sent with it and that the browser has a voice
// for; without one they stay silent, and the wall shows the same.
interface Phrase {
  readonly lang: string;
  readonly text: string;
}

/** Says a call: what was said before is cut short, so that the voice is never behind the wall. */
export function speakCall(call: HTMLElement): void {
  const synthesis = 'speechSynthesis' in window ? window.speechSynthesis : undefined;
  if (!synthesis) return;
  synthesis.cancel();
  for (const { lang, text } of phrasesOf(call)) {
    const voice = voiceFor(synthesis.getVoices(), lang);
    if (!voice) continue;
    const said = new SpeechSynthesisUtterance(text);
    said.voice = voice;
    said.lang = voice.lang;
    said.rate = 0.9;
    synthesis.speak(said);
  }
}

function phrasesOf(call: HTMLElement): readonly Phrase[] {
  return JSON.parse(call.dataset['speak'] ?? '[]') as Phrase[];
}

/** The voice of this very language, or of its nearest kin: Portuguese of Portugal before any other. */
function voiceFor(
  voices: readonly SpeechSynthesisVoice[],
  lang: string,
): SpeechSynthesisVoice | undefined {
  const tags = voices.map((voice) => ({ voice, tag: voice.lang.toLowerCase().replace('_', '-') }));
  const exact = lang === 'pt' ? 'pt-pt' : lang;
  return (
    tags.find(({ tag }) => tag === exact) ?? tags.find(({ tag }) => tag.split('-')[0] === lang)
  )?.voice;
}
